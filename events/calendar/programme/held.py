"""Programmes as the database holds them, and what keeps a race from being removed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel

from events.calendar.programme.entries import Programme, RaceEntry, SessionEntry, Setting
from events.models import Event, Race, Session, Showing
from events.models.programme import ResultState
from events.naming.race import FIELDS, RaceIdentity

RESULTS = {
    ResultState.NONE: "a source",
    ResultState.PARTIAL: "a partial result",
    ResultState.OFFICIAL: "an official result",
    ResultState.NOT_HELD: "been marked as not held",
}


@dataclass(frozen=True)
class Held:
    """An event's programme as it is, with the keys of its rows."""

    programme: Programme
    sessions: Mapping[int, int]  # by number
    races: Mapping[RaceIdentity, int]
    results: Mapping[RaceIdentity, str]  # what is known of the result, where something is
    plans: Mapping[int, str]  # what became of a session, by its number, where something did

    @property
    def may_lack_races(self) -> bool:
        """Whether it has results and nobody has said that it is complete: sheets make races one by one."""
        return bool(self.results) and not self.programme.setting.is_whole


def read_settings(events: models.QuerySet[Event]) -> Iterator[Setting]:
    """One query."""
    for event in events.select_related("season", "venue"):
        yield Setting(
            key=event.pk,
            season=event.season.slug,
            number=event.number,
            title=str(event),
            first_day=event.start_date,
            last_day=event.end_date,
            zone=event.venue.zone,
            is_whole=event.programme_is_whole,
        )


def read_held(settings: Sequence[Setting]) -> list[Held]:
    """The programme of each event. Two queries."""
    events = [setting.key for setting in settings]
    sessions = Session.objects.filter(event__in=events).order_by("event", "number")
    races = Race.objects.filter(event__in=events).order_by("event", "number")
    by_event: dict[int, tuple[list[Session], list[Race]]] = {key: ([], []) for key in events}
    for session in sessions:
        by_event[session.event_id][0].append(session)
    for race in races:
        by_event[race.event_id][1].append(race)
    return [_held(setting, *by_event[setting.key]) for setting in settings]


def _held(setting: Setting, sessions: Sequence[Session], races: Sequence[Race]) -> Held:
    numbers = {session.pk: session.number for session in sessions}
    entries = {
        race.pk: RaceEntry(race.identity, race.number, numbers[race.session_id], race.starts_at) for race in races
    }
    return Held(
        Programme(
            setting,
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


def kept(held: Held, races: Sequence[RaceEntry]) -> Iterator[tuple[str, str]]:
    """Those of the races that must stay, with what they have."""
    if not races:
        return
    keys = {held.races[race.identity]: race for race in races}
    has: dict[int, list[str]] = {
        key: [held.results[race.identity]] for key, race in keys.items() if race.identity in held.results
    }
    for relation in references():
        # Whatever app it is of: this one is the ground floor and knows none of them by name.
        name = relation.field.name
        of = relation.related_model._base_manager.filter(**{f"{name}__in": keys}).order_by(name)
        for key, count in of.values_list(name).annotate(count=models.Count("pk")):
            meta = relation.related_model._meta
            has.setdefault(key, []).append(f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}")
    yield from ((race.title, ", ".join(has[key])) for key, race in keys.items() if key in has)


def results_in_order(event: int) -> list[tuple[Any, ...]]:
    """What standings take from the event's programme: its races with a result, in their order. One query."""
    races = Race.objects.with_result().filter(event=event).order_by("number")
    return list(races.values_list("event__season", "event__number", "pk", *FIELDS))


def showings_of(held: Held, sessions: Iterable[int]) -> dict[int, list[Showing]]:
    """What broadcasters say of those sessions, by their numbers. One query, if there are any."""
    numbers = {held.sessions[number]: number for number in sessions}
    found: dict[int, list[Showing]] = {}
    if numbers:
        for each in Showing.objects.filter(session__in=numbers).with_words().order_by("session__number", "listing"):
            found.setdefault(numbers[each.session_id], []).append(each)
    return found


def references() -> list[ForeignObjectRel]:
    """Whatever may refer to a race, of every app."""
    fields = Race._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, ForeignObjectRel) and not field.related_model._meta.proxy]
