"""A table of programmes against the database: what it would change, all of it or nothing, and the way out again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

from events.models import Event, Race, Season, Session
from events.programme.changes import Change, changes
from events.programme.entries import Identity, Programme, RaceEntry, SessionEntry, Setting
from events.programme.held import Held, kept, read_held, read_settings
from events.programme.moves import waves
from events.programme.rows import as_cells, read_rows
from events.season_lock import hold
from isuwc.spreadsheets import TableError
from isuwc.tabular import ChangedSinceError, Counts, DataError, Row

Progress = Callable[[int], Any]

# Sent with `season`, in the transaction, when races that have results come in another order. A signal, since what is
# computed race by race stands above this app, which may not know it.
results_reordered = Signal()


class KeptRaceError(DataError):
    """A race that the table leaves out and that must stay: it is in no row, so the error names the race."""

    def __init__(self, file: str, event: str, race: str, why: str) -> None:
        ValueError.__init__(self, f"{file}: {race} of {event} is in no row, and can't be removed: it has {why}.")
        self.row = 0


@dataclass(frozen=True)
class Plan:
    """What a table would do. With an error nothing is done."""

    held: tuple[Held, ...]
    wanted: tuple[Programme, ...]  # of the same events in the same order
    changes: tuple[Change, ...]
    errors: tuple[DataError, ...]

    @property
    def created(self) -> int:
        return sum(change.is_new for change in self.changes)

    @property
    def removed(self) -> int:
        return sum(change.is_removed for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.created - self.removed

    @property
    def unchanged(self) -> int:
        wanted = sum(len(programme.sessions) + len(programme.races) for programme in self.wanted)
        return wanted - self.created - self.changed

    @property
    def counts(self) -> Counts:
        return Counts(self.created, self.changed, self.unchanged, self.removed)

    @property
    def summary(self) -> str:
        return (
            f"Sessions and races: {self.created} new, {self.changed} changed, {self.removed} removed, "
            f"{self.unchanged} as they are"
        )

    @property
    def fingerprint(self) -> str:
        """Equal as long as applying the table does what was shown."""
        return sha256(repr(([held.programme for held in self.held], self.wanted)).encode()).hexdigest()[:16]


def plan(rows: Sequence[Row], usual: Event | None = None) -> Plan:
    """What the rows would do; `usual` is the event of rows that name none.

    Three queries however many rows, and one for each kind of thing that may refer to a race where races are left out.
    Raises TableError for no rows at all: an empty table names no event.
    """
    if not rows:
        raise TableError("It has no row below its header.")
    settings = {(each.season, each.number): each for each in read_settings(Event.objects.all())}
    own = settings[usual.season.slug, usual.number] if usual else None
    wanted, errors = read_rows(rows, settings, own)
    held = read_held([programme.setting for programme in wanted])
    if not errors:
        errors += [
            KeptRaceError(rows[0].file, new.setting.title, race, why)
            for old, new in zip(held, wanted, strict=True)
            for race, why in kept(old, _removed(old, new))
        ]
    found = [change for old, new in zip(held, wanted, strict=True) for change in changes(old.programme, new, old.plans)]
    return Plan(tuple(held), tuple(wanted), tuple(found), tuple(errors))


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
        if next(kept(old, _removed(old, new)), None):
            raise ChangedSinceError
        _write(old, new)
        progress(sum(change.group == new.setting.title for change in planned.changes))
        if _order(old.programme, old) != _order(new, old):
            reordered.add(new.setting.season)
    # A table replaces the whole programme of its event, so by it the programme is complete.
    whole = [new.setting.key for new in planned.wanted if new.races]
    Event.objects.filter(pk__in=whole, programme_is_whole=False).update(programme_is_whole=True)
    for season in seasons.values():
        if season.slug in reordered:
            results_reordered.send(Season, season=season)


def _write(old: Held, new: Programme) -> None:
    """In an order in which no rule of the database is broken on the way."""
    left_out = _removed(old, new)
    Race.objects.filter(pk__in=[old.races[race.identity] for race in left_out]).delete()
    sessions = _write_sessions(old, new)
    _write_races(old, new, sessions)
    gone = old.sessions.keys() - {session.number for session in new.sessions}
    Session.objects.filter(pk__in=[old.sessions[number] for number in gone]).delete()


def _write_sessions(old: Held, new: Programme) -> dict[int, int]:
    """Those that change, then those that are new; those that go give up their time. Returns the keys by number."""
    before = {session.number: session for session in old.programme.sessions}
    after = {session.number: session for session in new.sessions}
    keys = old.sessions
    _park([keys[number] for number in before.keys() - after.keys()])
    now = {number: session.span for number, session in before.items() if number in after}
    then = {number: session.span for number, session in after.items() if before.get(number, session) != session}
    for numbers, moves in waves(now, then):
        if moves:
            moved = [_session(after[number], new.setting, pk=keys[number]) for number in numbers]
            Session.objects.bulk_update(moved, ["name", "date", "starts_at", "ends_at"])
        else:
            _park([keys[number] for number in numbers])
    made = [_session(session, new.setting) for number, session in after.items() if number not in before]
    Session.objects.bulk_create(made)
    return {**keys, **{session.number: session.pk for session in made}}


def _write_races(old: Held, new: Programme, sessions: Mapping[int, int]) -> None:
    before = {race.identity: race for race in old.programme.races}
    changed = [race for race in new.races if before.get(race.identity, race) != race]
    made = [race for race in new.races if race.identity not in before]
    # Races may exchange numbers, which must be unique even for a moment: they step aside to numbers that nobody has.
    used = {race.number for race in (*old.programme.races, *new.races)}
    aside = (number for number in range(32_767, 0, -1) if number not in used)
    moved = [race for race in changed if race.number != before[race.identity].number]
    if any(race.number in {each.number for each in old.programme.races} for race in moved):
        Race.objects.bulk_update([Race(pk=old.races[race.identity], number=next(aside)) for race in moved], ["number"])
    rows = [_race(race, new.setting, sessions, pk=old.races[race.identity]) for race in changed]
    Race.objects.bulk_update(rows, ["number", "session", "starts_at"])
    Race.objects.bulk_create([_race(race, new.setting, sessions) for race in made])


def _park(keys: Iterable[int]) -> None:
    Session.objects.filter(pk__in=list(keys), starts_at__isnull=False).update(starts_at=None, ends_at=None)


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
    race = entry.race
    race.pk, race.event_id, race.session_id = pk, setting.key, sessions[entry.session]
    race.number, race.starts_at = entry.number, entry.starts_at
    return race


def _removed(old: Held, new: Programme) -> list[RaceEntry]:
    kept = {race.identity for race in new.races}
    return [race for race in old.programme.races if race.identity not in kept]


def _order(programme: Programme, held: Held) -> list[Identity]:
    """Of the races with a result."""
    return [race.identity for race in programme.races if race.identity in held.results]


def programme_cells(events: models.QuerySet[Event]) -> list[list[str]]:
    """The programmes of the events as rows of the table that `plan` reads back without a change. Three queries."""
    return [row for held in read_held(list(read_settings(events))) for row in as_cells(held.programme)]
