"""Works out what a table of programmes would change in the database, and applies it."""

import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.dispatch import Signal

from events import coverage
from events.calendar.programme.changes import Entry, changes, completed
from events.calendar.programme.columns import LAYOUT
from events.calendar.programme.entries import EventRef, Programme, RaceEntry, SessionEntry
from events.calendar.programme.rows import TABLE, as_cells, by_event, read_programmes
from events.calendar.programme.stored import (
    StoredProgramme,
    read_event_refs,
    read_stored,
    showings_of,
    undeletable_races,
)
from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Session, Showing
from events.naming.race import RaceIdentity
from isuwc.files.tables.books import TableError
from isuwc.files.tables.tabular import DataError, Row
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, Plan, Progress

# Sent with `season`, within the transaction, when races with results change their order. It is a signal because the
# standings, which are computed race by race, belong to an app above this one.
results_reordered = Signal()


@dataclass(frozen=True)
class ProgrammePlan(Plan[Entry]):
    stored: tuple[StoredProgramme, ...] = ()
    proposed: tuple[Programme, ...] = ()  # of the same events in the same order
    completed: tuple[EventRef, ...] = ()  # events whose programme will count as complete

    noun = "Sessions and races"

    @property
    def changed(self) -> int:
        """The number of sessions and races that change."""
        return len(self.updates) - len(self.completed)

    @property
    def summary(self) -> str:
        summary = super().summary
        return f"{summary}; complete programmes: {len(self.completed)} new" if self.completed else summary

    @property
    def done(self) -> str:
        complete = [f"The programme of {event.title} counts as complete." for event in self.completed]
        return " ".join([super().done, *complete])

    @property
    def basis(self) -> Any:
        return [stored.programme for stored in self.stored], self.proposed, self.completed

    def lock(self) -> None:
        """Keep others from writing these seasons' programmes and results, and from changing these rows."""
        keys = [programme.event.key for programme in self.proposed]
        events = Event.objects.filter(pk__in=keys)
        seasons = {event.season_id: event.season for event in events.select_related("season").order_by("season_id")}
        for season in seasons.values():
            hold(season)
        list(events.order_by("pk").select_for_update().values_list("pk"))
        # Sessions are locked in the same order as for a table of single sessions, so that there is no deadlock
        for rows in (Session.objects.filter(event__in=keys), Race.objects.filter(event__in=keys)):
            list(rows.order_by("event", "number").select_for_update().values_list("pk"))

    def write(self, progress: Progress) -> None:
        reordered = set()
        for old, new in zip(self.stored, self.proposed, strict=True):
            _write(old, new)
            progress(sum(change.group == new.event.title for change in self.changes))
            if _order(old.programme, old) != _order(new, old):
                reordered.add(new.event.season)
        if self.completed:
            keys = [event.key for event in self.completed]
            Event.objects.filter(pk__in=keys).update(programme_is_whole=True)
        for season in Season.objects.filter(slug__in=reordered).order_by("pk") if reordered else ():
            results_reordered.send(Season, season=season)


def plan(
    rows: Sequence[Row], default_event: Event | None = None, races_stay: bool = False, is_whole: bool | None = None
) -> ProgrammePlan:
    """What the rows would change. `default_event` is the event of rows that name none.

    - A race whose start is the stored one moves with its session, unless `races_stay`.
    - `is_whole` true: the programmes will count as complete. False: only those that already do. None: each will, unless
      it has results without counting as complete, since result sheets may have added only some of its races.

    Three queries, however many rows; one more for each model that refers to races if races are left out, and one for
    each event with sessions that move or are left out. Raises TableError if there are no rows.
    """
    if not rows:
        raise TableError("It has no rows below its header.")
    events = {(each.season, each.number): each for each in read_event_refs(Event.objects.all())}
    own = events[default_event.season.slug, default_event.number] if default_event else None
    named, errors = by_event(rows, events, own)
    stored = read_stored(list(named))
    proposed, wrong = read_programmes(named, {each.programme.event: each.programme for each in stored}, races_stay)
    errors = sorted([*errors, *wrong], key=lambda error: error.row)
    found: list[Change[Entry]] = []
    whole: list[EventRef] = []
    for old, new in zip(stored, proposed, strict=True) if not errors else ():
        moved, removed = _moved_sessions(old, new), _removed_sessions(old, new)
        showings = showings_of(old, moved.keys() | removed.keys())
        errors += _removal_errors(old, new, showings, rows[0].file)
        words = {n: _to_confirm(session, new.event.zone, showings.get(n, ())) for n, session in moved.items()}
        found += changes(old.programme, new, old.plans, words)
        if new.races and not new.event.is_whole and (not old.may_lack_races if is_whole is None else is_whole):
            whole.append(new.event)
            found.append(completed(new.event))
    entries = sum(len(programme.sessions) + len(programme.races) for programme in proposed)
    touched = sum(not change.is_removed for change in found) - len(whole)
    again = partial(plan, rows, default_event, races_stay, is_whole)
    return ProgrammePlan(
        tuple(found), entries - touched, tuple(errors), again, tuple(stored), tuple(proposed), tuple(whole)
    )


def _removal_errors(
    old: StoredProgramme, new: Programme, showings: Mapping[int, Sequence[Showing]], file: str
) -> Iterator[DataError]:
    """An error for each race with references and each session with showings that the table leaves out.

    Neither is in a row of the table, so the error names the race or session instead of a row.
    """
    event = new.event.title
    for race, why in undeletable_races(old, _removed_races(old, new)):
        yield DataError(f"{file}: {race} of {event} is in no row, and can't be removed: it has {why}.")
    for number, session in _removed_sessions(old, new).items():
        if number in showings:
            yield DataError(
                f"{file}: {session.title} of {event} is in no row, and can't be removed: broadcasters are on record "
                f"for it ({'; '.join(map(str, showings[number]))}). Keep its row and set it to cancelled on the "
                "event's form, or have broadcast staff remove these first."
            )


def _write(old: StoredProgramme, new: Programme) -> None:
    """Numbers and times are only checked to be unique at commit, so rows may exchange them."""
    Race.objects.filter(pk__in=[old.races[race.identity] for race in _removed_races(old, new)]).delete()
    sessions = _write_sessions(old, new)
    _write_races(old, new, sessions)
    Session.objects.filter(pk__in=[old.sessions[number] for number in _removed_sessions(old, new)]).delete()


def _write_sessions(old: StoredProgramme, new: Programme) -> dict[int, int]:
    """Write the sessions that change and those that are new. Returns the keys of all by number."""
    before = {session.number: session for session in old.programme.sessions}
    changed = [session for session in new.sessions if before.get(session.number, session) != session]
    moved = [_session(session, new.event, pk=old.sessions[session.number]) for session in changed]
    Session.objects.bulk_update(moved, ["name", "date", "starts_at", "ends_at"])
    made = [_session(session, new.event) for session in new.sessions if session.number not in before]
    Session.objects.bulk_create(made)
    return {**old.sessions, **{session.number: session.pk for session in made}}


def _write_races(old: StoredProgramme, new: Programme, sessions: Mapping[int, int]) -> None:
    before = {race.identity: race for race in old.programme.races}
    changed = [race for race in new.races if before.get(race.identity, race) != race]
    made = [race for race in new.races if race.identity not in before]
    rows = [_race(race, new.event, sessions, pk=old.races[race.identity]) for race in changed]
    Race.objects.bulk_update(rows, ["number", "session", "starts_at"])
    Race.objects.bulk_create([_race(race, new.event, sessions) for race in made])


def _session(entry: SessionEntry, event: EventRef, **values: Any) -> Session:
    return Session(
        event_id=event.key,
        number=entry.number,
        name=entry.name,
        date=entry.date,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        **values,
    )


def _race(entry: RaceEntry, event: EventRef, sessions: Mapping[int, int], pk: int | None = None) -> Race:
    return Race.of(
        entry.identity,
        pk=pk,
        event_id=event.key,
        session_id=sessions[entry.session],
        number=entry.number,
        starts_at=entry.starts_at,
    )


def _removed_races(old: StoredProgramme, new: Programme) -> list[RaceEntry]:
    kept = {race.identity for race in new.races}
    return [race for race in old.programme.races if race.identity not in kept]


def _removed_sessions(old: StoredProgramme, new: Programme) -> dict[int, SessionEntry]:
    """The sessions that the table leaves out, by number."""
    after = {session.number for session in new.sessions}
    return {session.number: session for session in old.programme.sessions if session.number not in after}


def _moved_sessions(old: StoredProgramme, new: Programme) -> dict[int, coverage.SessionFacts]:
    """The sessions whose day or start changes, by number, as they will be."""
    before = {session.number: session.when[:2] for session in old.programme.sessions}
    return {
        session.number: session.facts(old.sessions[session.number])
        for session in new.sessions
        if before.get(session.number, session.when[:2]) != session.when[:2]
    }


def _to_confirm(session: coverage.SessionFacts, zone: zoneinfo.ZoneInfo, showings: Iterable[Showing]) -> list[str]:
    return [str(each) for each in showings if each.showing.is_unconfirmed(session, zone)]


def _order(programme: Programme, stored: StoredProgramme) -> list[RaceIdentity]:
    """The order of the races with a result."""
    return [race.identity for race in programme.races if race.identity in stored.results]


def programme_rows(events: models.QuerySet[Event]) -> list[list[str]]:
    """The programmes of the events as rows for which `plan` changes nothing. Three queries."""
    return [row for stored in read_stored(list(read_event_refs(events))) for row in as_cells(stored.programme)]


PROGRAMMES = Kind(
    "programme",
    TABLE,
    plan=plan,
    rows=programme_rows,
    permissions=tuple(
        f"events.{action}_{model}" for model in ("session", "race") for action in ("add", "change", "delete")
    ),
    layout=LAYOUT,
)
