"""Results staff’s work on the first page of the newsroom: sheets that wait, the event that is on, what is missing."""

import datetime
from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from isuwc.newsroom.first_page import Link, Section, Task, section
from standings.admin.event_results import CHANGE_PROGRAMME, MARK
from standings.models import SheetImport
from standings.results.desk.arrivals import RaceArrival, arrivals
from standings.results.desk.imports import latest_import
from standings.results.programmes import open_programmes

MOST = 6  # races named one by one
HAND_IN = "standings.add_sheetimport"


@section(10)
def results(request: HttpRequest) -> Section | None:
    if not request.user.has_perms([HAND_IN, MARK]):
        return None
    return Section("Results", tuple(_tasks(request, timezone.now())))


def _tasks(request: HttpRequest, at: datetime.datetime) -> Iterator[Task]:
    yield Task(
        "Hand in sheets",
        reverse("admin:standings_sheetimport_hand_in"),
        more="PDF or CSV, all of an event at once",
        is_main=True,
    )
    waiting = SheetImport.objects.waiting().count()
    said = "See what they would change, and apply them" if waiting else "No sheet waits"
    yield Task("Sheets waiting", reverse("admin:standings_sheetimport_preview"), waiting, said)
    for when, event in _events(at):
        found = arrivals(event, at)
        address = reverse("admin:standings_event_results", args=[event.pk])
        late = found.overdue
        more = f"; and {len(late) - MOST} more" if len(late) > MOST else ""
        said = f"{event.dates}: {found.said}{more}"
        yield Task(f"{when}: {event}", address, len(late), said, tuple(map(_to_race, late[:MOST])))
    if entry := latest_import(request.user, at):
        address = reverse("admin:history-take-back", args=[entry.pk])
        yield Task("Take back the last import", address, more=f"{entry.said}, {entry.who}")
    if request.user.has_perm(CHANGE_PROGRAMME):
        said = "Until all are, no standing of their season is final"
        yield Task(
            "Programmes not marked as complete",
            reverse("admin:standings_open_programmes"),
            len(open_programmes(at)),
            said,
        )


def _events(at: datetime.datetime) -> Iterator[tuple[str, Event]]:
    """The event that is on; between events the latest and the next one. Up to two queries."""
    events = Event.objects.going_ahead().with_place()
    coming = events.upcoming(at).first()
    if coming and coming.span[0] <= at:
        yield "On now", coming
        return
    if latest := events.past(at).first():
        yield "Latest", latest
    if coming:
        yield "Next", coming


def _to_race(each: RaceArrival) -> Link:
    return Link(each.title, reverse("admin:standings_racesheet_change", args=[each.race.pk]))
