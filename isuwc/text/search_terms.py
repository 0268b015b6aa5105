"""The words of a search, limited in number and length, since each is looked for in every row."""

from dataclasses import dataclass

from isuwc.text.characters import line

MAX_WORDS = 10
MAX_LENGTH = 100  # characters


@dataclass(frozen=True)
class SearchTerms:
    """The words to look for, separated by single spaces, and whether others were left out."""

    words: str
    is_cut: bool

    @property
    def remark(self) -> str:
        """A notice that words were left out; empty if none were."""
        return f"The search was limited to the first words: “{self.words}”." if self.is_cut else ""


def search_terms(typed: str) -> SearchTerms:
    """The first MAX_WORDS words within the first MAX_LENGTH characters, cleaned as stored texts are."""
    whole = " ".join(line(typed).split())
    words = " ".join(whole[:MAX_LENGTH].split()[:MAX_WORDS])
    return SearchTerms(words, words != whole)
