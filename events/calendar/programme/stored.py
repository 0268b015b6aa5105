"""Reads programmes from the database, and finds races that can't be removed because something refers to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel

from events.calendar.programme.entries import EventRef, Programme, RaceEntry, SessionEntry
from events.models import Event, Race, Session, Showing
from events.models.programme import ResultState
from events.naming.race import FIELDS, RaceIdentity

RESULTS = {
    ResultState.NONE: "a source",
    ResultState.PARTIAL: "a partial result",
    ResultState.UNOFFICIAL: "an unofficial result",
    ResultState.OFFICIAL: "an official result",
    ResultState.NOT_HELD: "been marked as not held",
    ResultState.CANCELLED: "been marked as cancelled",
    ResultState.ABANDONED: "been marked as abandoned",
}


@dataclass(frozen=True)
class StoredProgramme:
    """An event's programme as it is in the database, with the keys of its rows."""

    programme: Programme
    sessions: Mapping[int, int]  # by number
    races: Mapping[RaceIdentity, int]
    results: Mapping[RaceIdentity, str]  # in words, how much of the result is known; only races with something known
    plans: Mapping[int, str]  # by session number, in words: moved, postponed or cancelled; only such sessions

    @property
    def may_lack_races(self) -> bool:
        """Whether its races may come from result sheets, which add them one by one, so that some may be missing."""
        return bool(self.results) and not self.programme.event.is_whole


def read_event_refs(events: models.QuerySet[Event]) -> Iterator[EventRef]:
    """One query."""
    for event in events.select_related("season", "venue"):
        yield EventRef(
            key=event.pk,
            season=event.season.slug,
            number=event.number,
            title=str(event),
            first_day=event.start_date,
            last_day=event.end_date,
            zone=event.venue.zone,
            is_whole=event.programme_is_whole,
        )


def read_stored(events: Sequence[EventRef]) -> list[StoredProgramme]:
    """The programme of each event. Two queries."""
    keys = [event.key for event in events]
    sessions = Session.objects.filter(event__in=keys).order_by("event", "number")
    races = Race.objects.filter(event__in=keys).order_by("event", "number")
    by_event: dict[int, tuple[list[Session], list[Race]]] = {key: ([], []) for key in keys}
    for session in sessions:
        by_event[session.event_id][0].append(session)
    for race in races:
        by_event[race.event_id][1].append(race)
    return [_stored_programme(event, *by_event[event.key]) for event in events]


def _stored_programme(event: EventRef, sessions: Sequence[Session], races: Sequence[Race]) -> StoredProgramme:
    numbers = {session.pk: session.number for session in sessions}
    entries = {
        race.pk: RaceEntry(race.identity, race.number, numbers[race.session_id], race.starts_at) for race in races
    }
    return StoredProgramme(
        Programme(
            event,
            tuple(SessionEntry(s.number, s.name, s.date, s.starts_at, s.ends_at) for s in sessions),
            tuple(entries.values()),
        ),
        sessions={session.number: session.pk for session in sessions},
        races={entries[race.pk].identity: race.pk for race in races},
        results={
            entries[race.pk].identity: RESULTS[ResultState(race.result_state)]
            for race in races
            if race.result_state != ResultState.NONE or race.source
        },
        plans={
            session.number: ": ".join(filter(None, (session.get_plan_display(), session.plan_note)))
            for session in sessions
            if session.is_changed
        },
    )


def undeletable_races(stored: StoredProgramme, races: Sequence[RaceEntry]) -> Iterator[tuple[str, str]]:
    """The titles of those races that can't be removed, each with what refers to it in words: 2 results."""
    if not races:
        return
    keys = {stored.races[race.identity]: race for race in races}
    has: dict[int, list[str]] = {
        key: [stored.results[race.identity]] for key, race in keys.items() if race.identity in stored.results
    }
    for relation in references():
        # Through the model registry: this app stands below those that refer to races and can't import them
        name = relation.field.name
        of = relation.related_model._base_manager.filter(**{f"{name}__in": keys}).order_by(name)
        for key, count in of.values_list(name).annotate(count=models.Count("pk")):
            meta = relation.related_model._meta
            has.setdefault(key, []).append(f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}")
    yield from ((race.title, ", ".join(has[key])) for key, race in keys.items() if key in has)


def results_in_order(event: int) -> list[tuple[Any, ...]]:
    """The event's races with a result in programme order, as far as standings depend on them. One query."""
    races = Race.objects.with_result().filter(event=event).order_by("number")
    return list(races.values_list("event__season", "event__number", "pk", *FIELDS))


def showings_of(stored: StoredProgramme, sessions: Iterable[int]) -> dict[int, list[Showing]]:
    """The showings of those sessions, by session number. One query, or none without sessions."""
    numbers = {stored.sessions[number]: number for number in sessions}
    found: dict[int, list[Showing]] = {}
    if numbers:
        for each in Showing.objects.filter(session__in=numbers).with_words().order_by("session__number", "listing"):
            found.setdefault(numbers[each.session_id], []).append(each)
    return found


def references() -> list[ForeignObjectRel]:
    """Every relation to a race, from any app."""
    fields = Race._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, ForeignObjectRel) and not field.related_model._meta.proxy]
