import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.calendar.renewal import renewal
from events.models import Race
from events.models.programme import ResultState
from isuwc.clock.shown import shown_at
from standings.models import CupScale, EarlierSkate
from standings.pages.races.bests import bests_of
from standings.pages.races.notes import notes_of
from standings.pages.races.so_far import count_so_far
from standings.pages.races.start_lists import start_list_of
from standings.scoring.race_states import is_called_off, is_postponed, is_to_come
from standings.scoring.rounds import round_key
from standings.views.structured_data import of_race


@require_safe
def race_detail(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    return TemplateResponse(request, "standings/race_detail.html", race_context(season, event, race))


def race_context(season: str, event: str, race: str) -> dict[str, Any]:
    """What the page of a race shows. Raises Http404."""
    races = Race.objects.with_event().filter(event__season__slug=season, event__slug=event)
    programme = list(races.order_by("number"))
    position = next((at for at, each in enumerate(programme) if each.slug == race), None)
    if position is None:
        raise Http404(f"No race {race} at {event}.")
    chosen = programme[position]
    results = list(chosen.results.with_competitor().with_winning_time().prefetch_related("scores"))
    count_so_far(results)
    parts = [each for each in programme if round_key(each) == round_key(chosen)]
    parts.sort(key=lambda each: (each.division, each.phase))
    bests = bests_of(chosen, results)
    notes = notes_of(chosen, results)
    rule = CupScale.objects.for_race(chosen).select_related("cup__season", "scale").first()
    open_parts = [each for each in parts if rule and not each.has_result and not is_called_off(each)]
    corrections, skates = list(chosen.corrections.all()), list(chosen.earlier_skates.all())
    is_again = bool(skates) and skates[-1].why == EarlierSkate.Why.RESKATED
    return {
        "crumbs": [
            ("Events", reverse("events:index")),
            (chosen.event.season.name, chosen.event.season.get_absolute_url()),
            (chosen.event.title, chosen.event.get_absolute_url()),
        ],
        "race": chosen,
        "renewal": renewal(chosen.event, {each.session for each in programme}),
        "lines": [
            (result, next(iter(result.scores.all()), None), bests.get(result.competitor_id), notes.of[result.pk])
            for result in results
        ],
        "notes": notes,
        "podium": [result for result in results if result.is_podium],
        "has_bests": any(each.marks for each in bests.values()),
        "corrections": corrections,
        "is_corrected": any(each.taken_back_at is None for each in corrections),
        "skates": skates,
        "changed": chosen.sheet_imports.applied().values_list("decided_at", flat=True).first(),
        "rule": rule,
        "parts": parts,
        "tabs": [(part_title(each), each.get_absolute_url()) for each in parts],
        "missing_parts": [each for each in open_parts if not is_postponed(each)],
        "postponed_parts": [each for each in open_parts if is_postponed(each)],
        "absence": absence(chosen, shown_at(), is_again),
        "start_list": start_list_of(chosen),
        "structured_data": of_race(chosen, has_result=bool(results)),
        "previous": programme[position - 1] if position else None,
        "next": programme[position + 1] if position + 1 < len(programme) else None,
    }


def part_title(race: Race) -> str:
    """Division A, Semi-final 1, Final."""
    return race.get_phase_display() if race.phase else race.get_division_display()


OUTCOMES = {
    ResultState.NOT_HELD: "This race was not held.",
    ResultState.CANCELLED: "This race was cancelled.",
    ResultState.ABANDONED: "This race was begun and abandoned; nothing of it counts.",
}


def absence(race: Race, at: datetime.datetime, is_again: bool = False) -> tuple[str, str]:
    """The title and sentence shown instead of a result."""
    if race.is_not_held:
        return race.outcome, f"{OUTCOMES[ResultState(race.result_state)]}{f' {race.source}.' if race.source else ''}"
    if is_called_off(race):
        return "Cancelled", "This race was cancelled."
    if is_postponed(race):
        return "Postponed", "This race is postponed; when it will be held is not known yet."
    if is_again:
        return "Skated again", "What was skated first does not count. The result of the next skate is not in here."
    if is_to_come(race, at):
        return "To come", "This race is still to come."
    return "No result yet", "The result of this race is not in here."
