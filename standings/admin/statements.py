"""What a person says of a waiting sheet on the page that shows what it would change: its state and source."""

from typing import Any

from django.http import HttpRequest

from events.models import Race
from events.models.programme import HAS_RESULT, ResultState
from isuwc.text.characters import line
from standings.models import SheetImport
from standings.results.facts import Said

STATES = [(state.value, state.label) for state in ResultState if state in HAS_RESULT]
LONGEST = Race._meta.get_field("source").max_length or 0


def statements(request: HttpRequest, chosen: list[SheetImport]) -> tuple[dict[int, Said], dict[int, str]]:
    """What is said of each sheet by its key, and of others what is wrong with it. A sheet nothing was asked of is in
    neither."""
    said: dict[int, Said] = {}
    wrong: dict[int, str] = {}
    for each in chosen:
        found = _said(each.pk, request.POST)
        if found is None:
            continue
        if not found.source:
            wrong[each.pk] = f"{each.title}: not applied. Say where the result is from: readers see it."
        elif len(found.source) > LONGEST:
            wrong[each.pk] = f"{each.title}: not applied. The source has {len(found.source)} of {LONGEST} characters."
        else:
            said[each.pk] = found
    return said, wrong


def _said(pk: int, post: Any) -> Said | None:
    state, source = post.get(f"state-{pk}"), post.get(f"source-{pk}")
    if source is None or state not in HAS_RESULT:
        return None
    return Said(state, " ".join(line(source).split()))
