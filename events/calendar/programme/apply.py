"""A table of programmes against the database: what it would change, all of it or nothing, and the way out again."""

import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

from events import coverage
from events.calendar.programme.changes import Change, changes, completed
from events.calendar.programme.entries import Programme, RaceEntry, SessionEntry, Setting
from events.calendar.programme.held import Held, kept, read_held, read_settings, showings_of
from events.calendar.programme.rows import as_cells, by_event, read_programmes
from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Session, Showing
from events.naming.race import RaceIdentity
from isuwc.files.tables.spreadsheets import TableError
from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError, Row

Progress = Callable[[int], Any]

# Sent with `season`, in the transaction, when races that have results come in another order. A signal, since what is
# computed race by race stands above this app, which may not know it.
results_reordered = Signal()


class KeptRaceError(DataError):
    """A race that the table leaves out and that must stay: it is in no row, so the error names the race."""

    def __init__(self, file: str, event: str, race: str, why: str) -> None:
        ValueError.__init__(self, f"{file}: {race} of {event} is in no row, and can't be removed: it has {why}.")
        self.row = 0


class KeptSessionError(DataError):
    """A session that the table leaves out and of which broadcasters are on record: their words are not removed."""

    def __init__(self, file: str, event: str, session: str, showings: Iterable[Showing]) -> None:
        said = "; ".join(str(each) for each in showings)
        ValueError.__init__(
            self,
            f"{file}: {session} of {event} is in no row, and can't be removed: broadcasters are on record for it "
            f"({said}). Keep its row and set it to cancelled on the event's form, or have broadcast staff remove "
            "these first.",
        )
        self.row = 0


@dataclass(frozen=True)
class Plan:
    """What a table would do. With an error nothing is done."""

    held: tuple[Held, ...]
    wanted: tuple[Programme, ...]  # of the same events in the same order
    changes: tuple[Change, ...]
    errors: tuple[DataError, ...]
    completed: tuple[Setting, ...] = ()  # the events whose programme counts as complete from then on

    @property
    def created(self) -> int:
        return sum(change.is_new for change in self.changes)

    @property
    def removed(self) -> int:
        return sum(change.is_removed for change in self.changes)

    @property
    def changed(self) -> int:
        """Of sessions and races."""
        return sum(change.entry is not None for change in self.changes) - self.created - self.removed

    @property
    def unchanged(self) -> int:
        wanted = sum(len(programme.sessions) + len(programme.races) for programme in self.wanted)
        return wanted - self.created - self.changed

    @property
    def counts(self) -> Counts:
        return Counts(self.created, self.changed, self.unchanged, self.removed)

    @property
    def summary(self) -> str:
        said = (
            f"Sessions and races: {self.created} new, {self.changed} changed, {self.removed} removed, "
            f"{self.unchanged} as they are"
        )
        return f"{said}; complete programmes: {len(self.completed)} new" if self.completed else said

    @property
    def fingerprint(self) -> str:
        """Equal as long as applying the table does what was shown."""
        shown = [held.programme for held in self.held], self.wanted, self.completed
        return sha256(repr(shown).encode()).hexdigest()[:16]


def plan(
    rows: Sequence[Row], usual: Event | None = None, races_stay: bool = False, is_whole: bool | None = None
) -> Plan:
    """What the rows would do; `usual` is the event of rows that name none.

    A race whose start the table leaves as it is moves with its session, unless `races_stay`. With `is_whole` the
    programmes count as complete from then on, without it those that do stay so; None: of each event, unless it has
    results and does not count as complete. Three queries however many
    rows, one for each kind of thing that may refer to a race where races are left out, and one for an event whose
    sessions move or are left out. Raises TableError for no rows at all: an empty table names no event.
    """
    if not rows:
        raise TableError("It has no row below its header.")
    settings = {(each.season, each.number): each for each in read_settings(Event.objects.all())}
    own = settings[usual.season.slug, usual.number] if usual else None
    named, errors = by_event(rows, settings, own)
    held = read_held(list(named))
    wanted, wrong = read_programmes(named, {each.programme.setting: each.programme for each in held}, races_stay)
    errors = sorted([*errors, *wrong], key=lambda error: error.row)
    pairs = list(zip(held, wanted, strict=True))
    if errors:
        return Plan(tuple(held), tuple(wanted), (), tuple(errors))
    file = rows[0].file
    errors += [KeptRaceError(file, new.setting.title, *race) for old, new in pairs for race in _kept_races(old, new)]
    found: list[Change] = []
    whole = []
    for old, new in pairs:
        moved, lost = _moved(old, new), _gone(old, new)
        showings = showings_of(old, moved.keys() | lost.keys())
        errors += [KeptSessionError(file, new.setting.title, lost[n].title, showings[n]) for n in lost if n in showings]
        words = {n: _to_confirm(slot, new.setting.zone, showings.get(n, ())) for n, slot in moved.items()}
        found += changes(old.programme, new, old.plans, words)
        if new.races and not new.setting.is_whole and (not old.may_lack_races if is_whole is None else is_whole):
            whole.append(new.setting)
            found.append(completed(new.setting))
    return Plan(tuple(held), tuple(wanted), tuple(found), tuple(errors), tuple(whole))


@transaction.atomic
def apply(planned: Plan, progress: Progress = lambda done: None) -> None:
    """Do it, all of it.

    Raises the first DataError of a plan that has one, and ChangedSinceError if an event's days or programme are no
    longer those that the plan was made of, or something has come to refer to a race that it removes.
    """
    if planned.errors:
        raise planned.errors[0]
    settings = [programme.setting for programme in planned.wanted]
    events = Event.objects.filter(pk__in=[setting.key for setting in settings])
    seasons = {event.season_id: event.season for event in events.select_related("season").order_by("season_id")}
    for season in seasons.values():
        hold(season)
    now = {each.key: each for each in read_settings(events.select_for_update(of=("self",)).order_by("pk"))}
    held = read_held(settings, lock=True)
    if tuple(held) != planned.held or any(now.get(setting.key) != setting for setting in settings):
        raise ChangedSinceError
    reordered = set()
    for old, new in zip(held, planned.wanted, strict=True):
        if next(_kept_races(old, new), None) or showings_of(old, _gone(old, new)):
            raise ChangedSinceError
        _write(old, new)
        progress(sum(change.group == new.setting.title for change in planned.changes))
        if _order(old.programme, old) != _order(new, old):
            reordered.add(new.setting.season)
    if planned.completed:
        keys = [setting.key for setting in planned.completed]
        Event.objects.filter(pk__in=keys).update(programme_is_whole=True)
    for season in seasons.values():
        if season.slug in reordered:
            results_reordered.send(Season, season=season)


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


def _kept_races(old: Held, new: Programme) -> Iterator[tuple[str, str]]:
    return kept(old, _removed(old, new))


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


def programme_cells(events: models.QuerySet[Event]) -> list[list[str]]:
    """The programmes of the events as rows of the table that `plan` reads back without a change. Three queries."""
    return [row for held in read_held(list(read_settings(events))) for row in as_cells(held.programme)]
