"""Sheets into the database: taken in, applied together with the standings, and kept as history."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User as StaffUser
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Session
from events.models.programme import ResultState
from events.time.clocks import moments
from standings.models import Alias, Competitor, Result, SheetImport
from standings.results.changes import FIELDS
from standings.results.plan import NEW, Decisions, NameKey, Plan, Planner, find_event
from standings.scoring.recompute import recompute
from standings.sheets.sheet import Heading, ResultSheet
from standings.spelling.names import from_sheet, letters

User = StaffUser | None


@dataclass(frozen=True)
class Outcome:
    """What became of a sheet: its plan as it was under the lock, and whether it was applied."""

    sheet: SheetImport
    plan: Plan
    applied: bool
    stale: bool = False


def take_in(sheet: ResultSheet, file_name: str, by: User = None) -> SheetImport:
    """The sheet, waiting to be applied; the one that waits already where it is the same, signed or not."""
    values = {
        "file_name": file_name if len(file_name) <= 200 else f"…{file_name[-199:]}",
        "title": sheet.heading.identity.title,
        "race_date": sheet.heading.date,
        "race_number": sheet.heading.race_number,
        "content": sheet.as_json(),
        "handed_in_by": by,
    }
    try:
        with transaction.atomic():
            return SheetImport.objects.get_or_create(digest=sheet.digest, state="waiting", defaults=values)[0]
    except IntegrityError:
        return SheetImport.objects.get(digest=sheet.digest, state="waiting")


@transaction.atomic
def apply_sheets(
    sheets: Iterable[SheetImport],
    by: User = None,
    decisions: Decisions | None = None,
    shown: dict[int, str] | None = None,
) -> list[Outcome]:
    """Apply those that nothing stands in the way of, and compute their seasons anew, all in one transaction.

    `decisions` say whose the doubtful names are, and are remembered. `shown` holds the fingerprint of what a person
    was shown of each sheet: one that would now do something else is left waiting, as `stale`.
    """
    ordered = sorted(sheets, key=lambda each: (each.sheet.order, each.pk))
    for season in _seasons(ordered):
        hold(season)
    # What is waiting may have been applied by another who held the season until now.
    waiting = SheetImport.objects.waiting().select_for_update().in_bulk([each.pk for each in ordered])
    decide(decisions or {})
    planner = Planner()
    outcomes = []
    changed: dict[int, Season] = {}
    for each in ordered:
        if each.pk not in waiting:
            continue
        plan = planner.plan(each.sheet)
        stale = shown is not None and shown.get(each.pk) != plan.fingerprint
        race = plan.race
        if stale or race is None or not (plan.is_ready or plan.is_same):
            outcomes.append(Outcome(each, plan, applied=False, stale=stale))
            continue
        if plan.is_ready:
            _apply(race, plan, planner)
            changed[race.event.season_id] = race.event.season
        _file(each, plan, race, by)
        outcomes.append(Outcome(each, plan, applied=True))
    for season in changed.values():
        recompute(season)
    return outcomes


def set_aside(sheets: Iterable[SheetImport], by: User) -> int:
    """Take the sheets off the list of those that wait; nothing else changes."""
    waiting = SheetImport.objects.waiting().filter(pk__in=[each.pk for each in sheets])
    return waiting.update(state=SheetImport.State.SET_ASIDE, decided_at=timezone.now(), decided_by=by)


@transaction.atomic
def decide(decisions: Decisions) -> int:
    """Keep whose the names are, so that no sheet raises the doubt again; returns how many were decided.

    A name of a skater who is not here yet makes the skater.
    """
    for (name, noc, category), decision in decisions.items():
        if decision == NEW:
            _make_skater((name, noc, category))
        else:
            values = {"name": name, "competitor_id": int(decision)}
            Alias.objects.get_or_create(key=letters(name), country_id=noc, category=category, defaults=values)
    return len(decisions)


def _seasons(sheets: Sequence[SheetImport]) -> list[Season]:
    """In one order for everybody, so that two who hold several never wait for each other."""
    events = filter(None, (find_event(each.sheet.heading)[0] for each in sheets))
    return sorted({event.season for event in events}, key=lambda season: season.pk)


def _apply(race: Race, plan: Plan, planner: Planner) -> None:
    heading = plan.sheet.heading
    race.starts_at = race.starts_at or _started(race.event, heading)
    race.result_state = ResultState.OFFICIAL
    race.source = f"Official ISU result sheet: {heading.identity.title}"
    if race.pk is None:
        _add_to_programme(race, heading)
    else:
        race.save()
    for pk, _, printed in plan.spellings:
        _spell(Competitor.objects.get(pk=pk), printed)
    _write(race, plan, planner)


def _write(race: Race, plan: Plan, planner: Planner) -> None:
    held = {result.competitor_id: result for result in race.results.all()}
    ids = {who: who if isinstance(who, int) else _add(who, plan.sheet.heading, planner).pk for who in plan.lines}
    new, changed = [], []
    for who, values in plan.lines.items():
        result = held.pop(ids[who], None)
        if result is None:
            new.append(Result(race=race, competitor_id=ids[who], **values))
        elif any(getattr(result, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(result, name, value)
            changed.append(result)
    Result.objects.filter(pk__in=[result.pk for result in held.values()]).delete()
    Result.objects.bulk_update(changed, [name.removesuffix("_id") for name in FIELDS])
    Result.objects.bulk_create(new)


def _add(key: NameKey, heading: Heading, planner: Planner) -> Competitor:
    """The competitor whom nobody knew before."""
    _, noc, category = key
    if heading.identity.is_team:
        return Competitor.objects.get_or_create(
            kind=Competitor.Kind.TEAM,
            country_id=noc,
            category=category,
            defaults={"name": planner.country(noc).name},
        )[0]
    competitor = _make_skater(key)
    planner.learn(competitor, key)
    return competitor


def _make_skater(key: NameKey) -> Competitor:
    printed, noc, category = key
    given, family = from_sheet(printed, noc)
    name = f"{given} {family}".strip()
    skater = Competitor(given_name=given, family_name=family, name=name, country_id=noc, category=category)
    skater.slug = free_slug(skater.make_slug())
    skater.save()
    return skater


def free_slug(slug: str) -> str:
    """The slug, or with the first number that nobody of the same name has."""
    taken = set(Competitor.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))] if each not in taken)


def _spell(competitor: Competitor, printed: str) -> None:
    competitor.given_name, competitor.family_name = from_sheet(printed, competitor.country_id)
    competitor.name = f"{competitor.given_name} {competitor.family_name}".strip()
    competitor.save(update_fields=["name", "given_name", "family_name"])


def _add_to_programme(race: Race, heading: Heading) -> None:
    """The race under the sheet's number where it is free, in a session of its day.

    A programme that hadn't got it was not complete, whatever was said of it.
    """
    Event.objects.filter(pk=race.event_id).update(programme_is_whole=False)
    numbers = set(race.event.races.values_list("number", flat=True))
    wanted = heading.race_number
    race.number = wanted if wanted and wanted not in numbers else max(numbers, default=0) + 1
    race.session = _session(race.event, heading.date or race.event.start_date, race.starts_at)
    race.save()


def _started(event: Event, heading: Heading) -> datetime.datetime | None:
    """None too where clocks at the venue never show the sheet's time, or twice: it doesn't say which is meant."""
    found = moments(heading.date, heading.started, event.venue.zone) if heading.date and heading.started else []
    return found[0] if len(found) == 1 else None


def _session(event: Event, day: datetime.date, started: datetime.datetime | None) -> Session:
    """The last of the day that had begun when the race started, else the day's last, else a new one."""
    of_day = list(event.sessions.filter(date=day).order_by("number"))
    begun = [session for session in of_day if started and session.starts_at and session.starts_at <= started]
    if of_day:
        return (begun or of_day)[-1]
    last = event.sessions.aggregate(last=Max("number"))["last"] or 0
    return event.sessions.create(number=last + 1, date=day)


def _file(each: SheetImport, plan: Plan, race: Race, by: User) -> None:
    """Into the history of the race; a copy of what its last sheet said is not worth a line there."""
    last = race.sheet_imports.applied().first()
    if plan.is_same and last and last.digest == each.digest:
        each.delete()
        return
    each.state = SheetImport.State.APPLIED
    each.race = race
    each.decided_at = timezone.now()
    each.decided_by = by
    each.changes = [change.text for change in plan.changes]
    each.save()
