"""What a person says of waiting sheets, state and source, and what the page says to them once they are applied."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.models import Event, Race
from events.models.programme import HAS_RESULT, ResultState
from isuwc.text.characters import line
from standings.admin.event_results import missing_results_message
from standings.models import SheetImport
from standings.results.apply import Outcome
from standings.results.event_results import results_of
from standings.results.facts import Said
from standings.seasons.notes import old_notes

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


def say_outcomes(request: HttpRequest, outcomes: Sequence[Outcome], ticked: Collection[int]) -> None:
    """Messages on what was applied, what is still missing, and what was not applied and why.

    `ticked` are the sheets of which something was confirmed, by key.
    """
    applied = [outcome for outcome in outcomes if outcome.applied]
    if applied:
        changed = sum(not outcome.plan.is_same for outcome in applied)
        said = f"{len(applied)} sheet{'s' if len(applied) != 1 else ''} applied, {changed} with something new; "
        messages.success(request, format_html("{}the standings are computed. {}", said, _links(applied)))
    for event in _events(applied):
        if missing := missing_results_message(results_of(event)):
            messages.warning(request, missing)
    for season in {event.season for event in _events(applied)}:
        for note in old_notes(season):
            messages.warning(request, f"Is this note still true? {note.text}")
    for outcome in outcomes:
        if why := _why_not(outcome, outcome.sheet.pk in ticked):
            messages.error(request, f"{outcome.sheet.title}: not applied{why}")


def _why_not(outcome: Outcome, is_ticked: bool) -> str:
    """Why it was not applied, in words; empty if it was."""
    if outcome.stale:
        return " because the result changed in the meantime. Review it again."
    if outcome.is_unconfirmed:
        what = " ".join(outcome.plan.to_confirm) or "Its status or notes change."
        again = "This isn’t what you confirmed. " if is_ticked else ""
        return f". {again}Compare it with its source and confirm it. {what}"
    return "" if outcome.applied else ", because it still has problems or undecided names."


def _events(applied: Iterable[Outcome]) -> list[Event]:
    found = {outcome.plan.race.event for outcome in applied if outcome.plan.race}
    return sorted(found, key=lambda event: event.pk)


def _links(applied: Iterable[Outcome]) -> SafeString:
    """To the pages on which readers see what was applied."""
    events = _events(applied)
    pages = [(event.get_absolute_url(), str(event)) for event in events]
    pages += [(reverse("standings:season", args=[slug]), "Standings") for slug in {e.season.slug for e in events}]
    return format_html_join(" · ", '<a href="{}">{}</a>', pages)


def say_decided(request: HttpRequest, count: int) -> None:
    if count:
        words = "1 of the chosen sheets" if count == 1 else f"{count} of the chosen sheets"
        messages.warning(request, f"{words} had been decided by somebody else already.")
