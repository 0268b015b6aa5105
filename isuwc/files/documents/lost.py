"""What of a document no line of text can hold, named for whoever has to look. Pure."""

from dataclasses import dataclass, field

MOST_NAMED = 20  # in one sentence


@dataclass
class Lost:
    """What was found so far."""

    wordless: list[str] = field(default_factory=list)  # addresses of links that have no words
    aimless: list[str] = field(default_factory=list)  # words and addresses of links that lead nowhere
    pictures: list[str] = field(default_factory=list)  # names and addresses of pictures that were links
    players: list[str] = field(default_factory=list)  # addresses
    boxes: list[str] = field(default_factory=list)  # how the words of each begin

    @property
    def doubts(self) -> list[str]:
        found = [
            ("No words were found for these links, which were left out: {}.", self.wordless),
            ("These were links that lead nowhere outside their document; the words were taken: {}.", self.aimless),
            ("These pictures were links; only the pictures were taken: {}.", self.pictures),
            ("These players were left out, since only videos of YouTube can be shown: {}.", self.players),
            ("What stands in boxes beside the text was left out: {}.", self.boxes),
        ]
        return [sentence.format(listed(what)) for sentence, what in found if what]


def listed(what: list[str]) -> str:
    """Each once, and how many more there are than can be named."""
    each = list(dict.fromkeys(what))
    more = f" and {len(each) - MOST_NAMED} more" if len(each) > MOST_NAMED else ""
    return ", ".join(each[:MOST_NAMED]) + more


def words_of(text: str) -> str:
    """How a longer text begins, and how many words it has."""
    words = text.split()
    return f"“{' '.join(words[:8])} …” ({len(words):,} words)" if len(words) > 8 else f"“{' '.join(words)}”"
