"""Past events whose programme is not marked as complete: until it is, no standing of their season is final."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from events.calendar.season_lock import hold
from events.models import Event, Season
from events.models.planned import Plan
from events.models.programme import HAS_RESULT, NO_RESULT_COMES


@dataclass(frozen=True)
class OpenProgramme:
    event: Event
    races: int
    results: int
    not_held: int

    @property
    def code(self) -> str:
        """Identifies it in a form; changes when a race is added or removed."""
        return f"{self.event.pk}-{self.races}"

    @property
    def without_result(self) -> int:
        return self.races - self.results - self.not_held


def open_programmes(at: datetime.datetime | None = None) -> list[OpenProgramme]:
    """Open programmes of events over by `at` (default: now), latest first. One query.

    Cancelled and postponed events are left out.
    """
    found = (
        Event.objects.past(at)
        .filter(programme_is_whole=False)
        .exclude(plan__in=[Plan.CANCELLED, Plan.POSTPONED])
        .select_related("season", "venue")
        .annotate(
            race_count=Count("races"),
            result_count=Count("races", filter=Q(races__result_state__in=HAS_RESULT)),
            not_held_count=Count("races", filter=Q(races__result_state__in=NO_RESULT_COMES)),
        )
    )
    return [
        OpenProgramme(each, each.race_count, each.result_count, each.not_held_count)  # type: ignore[attr-defined]
        for each in found
    ]


@transaction.atomic
def mark_complete(codes: Collection[str]) -> list[Event]:
    """Mark the open programmes with these codes as complete. Returns their events.

    Skips a programme whose number of races has changed since, and one without races. Nothing is recomputed, as pages
    work out how complete a standing is each time they show it.
    """
    seasons = {each.event.season_id for each in open_programmes() if each.code in codes}
    for season in Season.objects.filter(pk__in=seasons).order_by("pk"):
        hold(season)
    chosen = [each.event for each in open_programmes() if each.races and each.code in codes]
    Event.objects.filter(pk__in=[event.pk for event in chosen]).update(programme_is_whole=True)
    return chosen
