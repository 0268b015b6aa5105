"""What is asked of a search, bounded: every word is looked for in every row."""

from dataclasses import dataclass

from isuwc.text.characters import line

MOST_WORDS = 10
LONGEST = 100  # characters


@dataclass(frozen=True)
class Asked:
    """The words that are looked for, with single spaces between them, and whether others were left out."""

    words: str
    is_cut: bool

    @property
    def remark(self) -> str:
        """What is to be said of words that were left out; empty where none was."""
        return f"Only the first words were looked for: “{self.words}”." if self.is_cut else ""


def asked(typed: str) -> Asked:
    """What was typed, in the letters in which texts are stored, up to MOST_WORDS words and LONGEST characters."""
    whole = " ".join(line(typed).split())
    words = " ".join(whole[:LONGEST].split()[:MOST_WORDS])
    return Asked(words, words != whole)
