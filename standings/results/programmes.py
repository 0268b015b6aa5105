"""Events that are over although nobody has called their programme complete: no standing of their season is final."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from events.calendar.season_lock import hold
from events.models import Event, Season
from events.models.planned import Plan
from events.models.programme import HAS_RESULT, ResultState


@dataclass(frozen=True)
class OpenProgramme:
    event: Event
    races: int
    results: int
    not_held: int

    @property
    def code(self) -> str:
        """What a form calls it; another one once a race has come in or gone."""
        return f"{self.event.pk}-{self.races}"

    @property
    def without_result(self) -> int:
        return self.races - self.results - self.not_held


def open_programmes(at: datetime.datetime | None = None) -> list[OpenProgramme]:
    """Of events over by the moment `at`, or now, latest first. One query. What is cancelled needs no programme."""
    found = (
        Event.objects.past(at)
        .filter(programme_is_whole=False)
        .exclude(plan__in=[Plan.CANCELLED, Plan.POSTPONED])
        .select_related("season", "venue")
        .annotate(
            race_count=Count("races"),
            result_count=Count("races", filter=Q(races__result_state__in=HAS_RESULT)),
            not_held_count=Count("races", filter=Q(races__result_state=ResultState.NOT_HELD)),
        )
    )
    return [
        OpenProgramme(each, each.race_count, each.result_count, each.not_held_count)  # type: ignore[attr-defined]
        for each in found
    ]


@transaction.atomic
def mark_whole(codes: Collection[str]) -> list[Event]:
    """Say of the open programmes of these codes that every race is in them. Returns their events.

    One whose number of races is another by now is passed over: its new race may not be the last. A programme without
    any race is never complete. How complete a standing is is asked whenever it is shown, so nothing stored changes.
    """
    seasons = {each.event.season_id for each in open_programmes() if each.code in codes}
    for season in Season.objects.filter(pk__in=seasons).order_by("pk"):
        hold(season)
    chosen = [each.event for each in open_programmes() if each.races and each.code in codes]
    Event.objects.filter(pk__in=[event.pk for event in chosen]).update(programme_is_whole=True)
    return chosen
