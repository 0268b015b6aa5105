"""Which sessions a listing covers, and when a broadcast of one may begin."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from events import coverage
from events.coverage.start_times import SessionTimes
from events.models import Event, Race, Session

# How far from a session's day its broadcast may begin; a day outside of this is taken for a typing error
DAYS_BEFORE, DAYS_AFTER = 1, 14


def covers(right: coverage.Right, session: Session) -> bool:
    """Whether the right is for the session, by its day at the venue, and its races where these are loaded."""
    categories = frozenset(getattr(session, "race_categories", ()))
    of_session = coverage.SessionFacts(session.date, categories=categories)
    return right.covers(facts_without_sessions(session.event), session.date) and right.is_of(of_session)


def with_race_categories(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Annotated with whose races each has, which `covers` asks for."""
    races = Race.objects.filter(session=OuterRef("pk")).order_by().values("category").distinct()
    return sessions.annotate(race_categories=ArraySubquery(races))


def times_of(session: Session) -> SessionTimes:
    """Queries the event's venue unless it is loaded."""
    return SessionTimes(session.date, session.span, session.event.venue.clocks)


def facts_without_sessions(event: Event) -> coverage.EventFacts:
    """Enough to know which rights are for the event. Queries its season and venue unless they are loaded."""
    return coverage.EventFacts(
        key=event.pk,
        series=event.season.series_id,
        season=event.season_id,
        held_in=event.venue.country_id,
        clocks=event.venue.clocks,
        first_day=event.start_date,
        last_day=event.end_date,
    )


def is_near(day: datetime.date, session: datetime.date) -> bool:
    """Whether a broadcast on `day` may be of a session on the other day."""
    return -DAYS_BEFORE <= (day - session).days <= DAYS_AFTER
