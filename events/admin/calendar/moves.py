"""Messages for whoever moves sessions: what moved with them, and what broadcast staff need to confirm."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest

from events.admin.calendar.programme_form import RaceForm, SessionForm, submission_of
from events.calendar.programme.entries import moved_by
from events.models import Event, Session, Showing
from events.time.dates import short_start

MAX_NAMED = 10  # showings


def report_moves(request: HttpRequest, event: Event, formsets: Iterable[Any]) -> None:
    submission, zone = submission_of(event), event.venue.zone
    sessions, former = submission.sessions, submission.former_zone or zone
    moved = {key: form for key, form in sessions.items() if form.before[:2] != form.span[:2]}
    races = [form for formset in formsets for form in formset.forms if isinstance(form, RaceForm)]
    kept = 0  # sessions with the same day and time of day by the clocks of another venue
    for key, form in moved.items():
        before, now = short_start(*form.before[:2], former), short_start(*form.span[:2], zone)
        if before == now:
            kept += 1
            continue
        count = sum(_moved_along(race, key, form) for race in races)
        along = f" Its {count} race{'' if count == 1 else 's'} with a start moved with it." if count else ""
        messages.info(request, f"{form.instance} moved from {before} to {now}.{along}")
    if kept:
        messages.info(request, f"Sessions that keep their times of day, by the clocks in {event.venue.city}: {kept}.")
    # In another zone, showings of sessions without a start may need to be confirmed, too
    affected = event.sessions.all() if former != zone else event.sessions.filter(pk__in=moved)
    report_unconfirmed(request, affected)


def report_unconfirmed(request: HttpRequest, sessions: QuerySet[Session]) -> None:
    showings = list(Showing.objects.filter(session__in=sessions).unconfirmed().with_words())
    if showings:
        named = "; ".join(str(each) for each in showings[:MAX_NAMED])
        more = f"; and {len(showings) - MAX_NAMED} more" if len(showings) > MAX_NAMED else ""
        messages.warning(request, f"Broadcast staff need to confirm on the broadcast desk: {named}{more}.")


def _moved_along(race: RaceForm, session: int, form: SessionForm) -> bool:
    difference = moved_by(form.before[1], form.span[1])
    is_its = race.instance.pk is not None and race.instance.session_id == session
    return is_its and bool(difference) and moved_by(race.held["starts_at"], race.instance.starts_at) == difference
