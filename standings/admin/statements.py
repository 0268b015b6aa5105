"""What a person says of a waiting sheet on the page that shows what it would change: its state and source."""

from collections.abc import Iterable
from typing import Any

from events.models import Race
from events.models.programme import HAS_RESULT, ResultState
from isuwc.text.characters import line
from standings.models import SheetImport
from standings.results.facts import Said

STATES = [(state.value, state.label) for state in ResultState if state in HAS_RESULT]
LONGEST = Race._meta.get_field("source").max_length or 0


def statements(given: Any, chosen: Iterable[SheetImport]) -> tuple[dict[int, Said], dict[int, str]]:
    """What is said of each sheet by its key, and of others what is wrong with it. A sheet nothing was asked of is in
    neither."""
    said: dict[int, Said] = {}
    wrong: dict[int, str] = {}
    for each in chosen:
        found = said_of(each, given)
        if found is None:
            continue
        if not found.source:
            wrong[each.pk] = f"{each.title}: not applied. Say where the result is from: readers see it."
        elif len(found.source) > LONGEST:
            wrong[each.pk] = f"{each.title}: not applied. The source has {len(found.source)} of {LONGEST} characters."
        else:
            said[each.pk] = found
    return said, wrong


def said_of(each: SheetImport, given: Any) -> Said | None:
    """What the fields of the form say of the sheet; nothing if they have no word on it."""
    state, source = given.get(f"state-{each.pk}"), given.get(f"source-{each.pk}")
    if source is None or state not in HAS_RESULT:
        return None
    return Said(state, " ".join(line(source).split()))
