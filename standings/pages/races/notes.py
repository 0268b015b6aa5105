"""Codes beside the lines of a result, and what they mean in the words of official sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.models import Race
from standings.models import NoteMeaning, Result

# The letter N before the World Cup points of a mass start. No sheet explains it: at World Cup 1 to 3 of 2025/26 all 20
# skaters who have it had started in Division B of the same event, too.
ALWAYS = {"N": "Also started in Division B at this event"}


@dataclass(frozen=True)
class Note:
    """A code and what it means; without words where no sheet here explains it."""

    code: str
    words: str = ""


@dataclass(frozen=True)
class RaceNotes:
    """The notes of each result by its key, and the codes whose words are another race's, with that race."""

    of: Mapping[int, tuple[Note, ...]]
    from_others: tuple[tuple[str, Race], ...] = ()

    @property
    def unexplained(self) -> list[str]:
        return list(dict.fromkeys(note.code for notes in self.of.values() for note in notes if not note.words))


def notes_of(race: Race, results: Sequence[Result]) -> RaceNotes:
    """The notes of a race's results. One query if there are any; the race has its event."""
    codes = {result.pk: tuple(dict.fromkeys(result.notes.split())) for result in results}
    wanted = {code for each in codes.values() for code in each}
    found: dict[str, NoteMeaning] = {}
    for meaning in NoteMeaning.objects.for_race(race, wanted) if wanted else ():
        found.setdefault(meaning.code, meaning)
    words = ALWAYS | {code: each.meaning.text for code, each in found.items()}
    return RaceNotes(
        {pk: tuple(Note(code, words.get(code, "")) for code in each) for pk, each in codes.items()},
        tuple((code, each.race) for code, each in found.items() if each.race_id != race.pk),
    )
