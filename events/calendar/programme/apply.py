"""Tables of programmes against the database: what they would change, and doing it."""

import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.dispatch import Signal

from events import coverage
from events.calendar.programme.changes import Entry, changes, completed
from events.calendar.programme.entries import Programme, RaceEntry, SessionEntry, Setting
from events.calendar.programme.held import Held, kept, read_held, read_settings, showings_of
from events.calendar.programme.rows import TABLE, as_cells, by_event, read_programmes
from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Session, Showing
from events.naming.race import RaceIdentity
from isuwc.files.tables.spreadsheets import TableError
from isuwc.files.tables.tabular import DataError, Row
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, Plan, Progress

# Sent with `season`, in the transaction, when races that have results come in another order. A signal, since what is
# computed race by race stands above this app, which may not know it.
results_reordered = Signal()


@dataclass(frozen=True)
class ProgrammePlan(Plan[Entry]):
    held: tuple[Held, ...] = ()
    wanted: tuple[Programme, ...] = ()  # of the same events in the same order
    completed: tuple[Setting, ...] = ()  # the events whose programme counts as complete from then on

    noun = "Sessions and races"

    @property
    def changed(self) -> int:
        """Of sessions and races."""
        return len(self.updates) - len(self.completed)

    @property
    def summary(self) -> str:
        said = super().summary
        return f"{said}; complete programmes: {len(self.completed)} new" if self.completed else said

    @property
    def done(self) -> str:
        named = [f"The programme of {setting.title} counts as complete." for setting in self.completed]
        return " ".join([super().done, *named])

    @property
    def basis(self) -> Any:
        return [held.programme for held in self.held], self.wanted, self.completed

    def lock(self) -> None:
        """Nobody else changes a season's programmes or results, nor a row of these, nor refers to one anew."""
        keys = [programme.setting.key for programme in self.wanted]
        events = Event.objects.filter(pk__in=keys)
        seasons = {event.season_id: event.season for event in events.select_related("season").order_by("season_id")}
        for season in seasons.values():
            hold(season)
        list(events.order_by("pk").select_for_update().values_list("pk"))
        # Sessions in the order in which a table of single sessions locks them: two never wait for each other
        for rows in (Session.objects.filter(event__in=keys), Race.objects.filter(event__in=keys)):
            list(rows.order_by("event", "number").select_for_update().values_list("pk"))

    def write(self, progress: Progress) -> None:
        reordered = set()
        for old, new in zip(self.held, self.wanted, strict=True):
            _write(old, new)
            progress(sum(change.group == new.setting.title for change in self.changes))
            if _order(old.programme, old) != _order(new, old):
                reordered.add(new.setting.season)
        if self.completed:
            keys = [setting.key for setting in self.completed]
            Event.objects.filter(pk__in=keys).update(programme_is_whole=True)
        for season in Season.objects.filter(slug__in=reordered).order_by("pk") if reordered else ():
            results_reordered.send(Season, season=season)


def plan(
    rows: Sequence[Row], usual: Event | None = None, races_stay: bool = False, is_whole: bool | None = None
) -> ProgrammePlan:
    """What the rows would do; `usual` is the event of rows that name none.

    A race whose start the table leaves as it is moves with its session, unless `races_stay`. With `is_whole` the
    programmes count as complete from then on, without it those that do stay so; None: of each event, unless it has
    results and does not count as complete. Three queries however many rows, one for each kind of thing that may refer
    to a race where races are left out, and one for an event whose sessions move or are left out.

    Raises TableError for no rows at all: an empty table names no event.
    """
    if not rows:
        raise TableError("It has no row below its header.")
    settings = {(each.season, each.number): each for each in read_settings(Event.objects.all())}
    own = settings[usual.season.slug, usual.number] if usual else None
    named, errors = by_event(rows, settings, own)
    held = read_held(list(named))
    wanted, wrong = read_programmes(named, {each.programme.setting: each.programme for each in held}, races_stay)
    errors = sorted([*errors, *wrong], key=lambda error: error.row)
    found: list[Change[Entry]] = []
    whole: list[Setting] = []
    for old, new in zip(held, wanted, strict=True) if not errors else ():
        moved, gone = _moved(old, new), _gone(old, new)
        showings = showings_of(old, moved.keys() | gone.keys())
        errors += _kept(old, new, showings, rows[0].file)
        words = {n: _to_confirm(slot, new.setting.zone, showings.get(n, ())) for n, slot in moved.items()}
        found += changes(old.programme, new, old.plans, words)
        if new.races and not new.setting.is_whole and (not old.may_lack_races if is_whole is None else is_whole):
            whole.append(new.setting)
            found.append(completed(new.setting))
    entries = sum(len(programme.sessions) + len(programme.races) for programme in wanted)
    touched = sum(not change.is_removed for change in found) - len(whole)
    again = partial(plan, rows, usual, races_stay, is_whole)
    return ProgrammePlan(
        tuple(found), entries - touched, tuple(errors), again, tuple(held), tuple(wanted), tuple(whole)
    )


def _kept(old: Held, new: Programme, showings: Mapping[int, Sequence[Showing]], file: str) -> Iterator[DataError]:
    """What the table leaves out and that must stay: it is in no row, so the error names the thing.

    A race that something hangs on, and a session of which broadcasters are on record: their words are not removed.
    """
    event = new.setting.title
    for race, why in kept(old, _removed(old, new)):
        yield DataError(f"{file}: {race} of {event} is in no row, and can't be removed: it has {why}.")
    for number, session in _gone(old, new).items():
        if number in showings:
            yield DataError(
                f"{file}: {session.title} of {event} is in no row, and can't be removed: broadcasters are on record "
                f"for it ({'; '.join(map(str, showings[number]))}). Keep its row and set it to cancelled on the "
                "event's form, or have broadcast staff remove these first."
            )


def _write(old: Held, new: Programme) -> None:
    """Every row once. That numbers and times are free is checked at commit, so they may be exchanged."""
    left_out = _removed(old, new)
    Race.objects.filter(pk__in=[old.races[race.identity] for race in left_out]).delete()
    sessions = _write_sessions(old, new)
    _write_races(old, new, sessions)
    Session.objects.filter(pk__in=[old.sessions[number] for number in _gone(old, new)]).delete()


def _write_sessions(old: Held, new: Programme) -> dict[int, int]:
    """Those that change, in one statement, and those that are new. Returns the keys by number."""
    before = {session.number: session for session in old.programme.sessions}
    changed = [session for session in new.sessions if before.get(session.number, session) != session]
    moved = [_session(session, new.setting, pk=old.sessions[session.number]) for session in changed]
    Session.objects.bulk_update(moved, ["name", "date", "starts_at", "ends_at"])
    made = [_session(session, new.setting) for session in new.sessions if session.number not in before]
    Session.objects.bulk_create(made)
    return {**old.sessions, **{session.number: session.pk for session in made}}


def _write_races(old: Held, new: Programme, sessions: Mapping[int, int]) -> None:
    before = {race.identity: race for race in old.programme.races}
    changed = [race for race in new.races if before.get(race.identity, race) != race]
    made = [race for race in new.races if race.identity not in before]
    rows = [_race(race, new.setting, sessions, pk=old.races[race.identity]) for race in changed]
    Race.objects.bulk_update(rows, ["number", "session", "starts_at"])
    Race.objects.bulk_create([_race(race, new.setting, sessions) for race in made])


def _session(entry: SessionEntry, setting: Setting, **values: Any) -> Session:
    return Session(
        event_id=setting.key,
        number=entry.number,
        name=entry.name,
        date=entry.date,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        **values,
    )


def _race(entry: RaceEntry, setting: Setting, sessions: Mapping[int, int], pk: int | None = None) -> Race:
    return Race.of(
        entry.identity,
        pk=pk,
        event_id=setting.key,
        session_id=sessions[entry.session],
        number=entry.number,
        starts_at=entry.starts_at,
    )


def _removed(old: Held, new: Programme) -> list[RaceEntry]:
    kept = {race.identity for race in new.races}
    return [race for race in old.programme.races if race.identity not in kept]


def _gone(old: Held, new: Programme) -> dict[int, SessionEntry]:
    """The sessions that the table leaves out, by number."""
    after = {session.number for session in new.sessions}
    return {session.number: session for session in old.programme.sessions if session.number not in after}


def _moved(old: Held, new: Programme) -> dict[int, coverage.Slot]:
    """The sessions that get another day or start, by number, as they will be."""
    before = {session.number: session.when[:2] for session in old.programme.sessions}
    return {
        session.number: session.slot(old.sessions[session.number])
        for session in new.sessions
        if before.get(session.number, session.when[:2]) != session.when[:2]
    }


def _to_confirm(slot: coverage.Slot, zone: zoneinfo.ZoneInfo, showings: Iterable[Showing]) -> list[str]:
    return [str(each) for each in showings if each.showing.is_unconfirmed(slot, zone)]


def _order(programme: Programme, held: Held) -> list[RaceIdentity]:
    """Of the races with a result."""
    return [race.identity for race in programme.races if race.identity in held.results]


def programme_rows(events: models.QuerySet[Event]) -> list[list[str]]:
    """The programmes of the events as rows of the table of which `plan` changes nothing. Three queries."""
    return [row for held in read_held(list(read_settings(events))) for row in as_cells(held.programme)]


PROGRAMMES = Kind(
    "programme",
    TABLE,
    plan=plan,
    rows=programme_rows,
    permissions=tuple(
        f"events.{action}_{model}" for model in ("session", "race") for action in ("add", "change", "delete")
    ),
)
