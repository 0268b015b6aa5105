"""Result sheets in the database: handed in, applied together with the standings, and kept as the race's history."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User as StaffUser
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Session
from isuwc.history.acting import Way, acting
from standings.corrections.deeds import PUBLISHED, names, say, stored
from standings.models import Competitor, FormerAddress, NoteMeaning, Result, SheetImport
from standings.results.age import age
from standings.results.changes import FIELDS
from standings.results.decisions import decide, remember, settle
from standings.results.facts import Said
from standings.results.plan import SheetPlan
from standings.results.planner import Planner
from standings.results.races import find_event
from standings.scoring.recompute import recompute
from standings.sheets.sheet import Heading, ResultSheet
from standings.spelling.decisions import Decisions, NameKey
from standings.spelling.names import from_sheet

User = StaffUser | None
# Sheets that a person confirmed, by the import's key; a mapping holds the `confirmation` of the plan that was shown
Confirmed = Collection[int] | Mapping[int, str]
Statement = Said | Callable[[SheetPlan], SheetPlan]  # what a person says of a sheet, or how it follows from the plan


@dataclass(frozen=True)
class Outcome:
    """The outcome for one sheet: its plan as made under the lock, and whether it was applied.

    `stale`: applying it would no longer do what the person was shown.
    """

    sheet: SheetImport
    plan: SheetPlan
    applied: bool
    stale: bool = False

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it waits for a person to confirm what was shown, and for nothing else."""
        return not self.applied and not self.stale and self.plan.can_be_applied(confirmed=True)


def hand_in_sheet(sheet: ResultSheet, file_name: str, by: User = None) -> SheetImport:
    """Store the sheet as waiting. Returns the waiting import of the same sheet, signed or not, if there is one."""
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
    new_names: bool = False,
    confirmed: Confirmed = (),
    said: Mapping[int, Statement] | None = None,
) -> list[Outcome]:
    """Apply every sheet without problems or doubts and recompute its season, all in one transaction.

    `decisions` settle doubtful names and are stored. `shown` holds, by the import's key, the fingerprint of the plan
    that a person saw; a sheet that would now do something else stays waiting, as `stale`. `new_names`: names unlike all
    known ones are new skaters'. A sheet that changes a status or notes of an official result, or that contradicts
    itself or what is known, waits too, unless it is among the `confirmed`. `said` holds what the person says of sheets.
    Returns an outcome for each sheet that was still waiting.
    """
    ordered = sorted(sheets, key=lambda each: (each.sheet.order, age(each), each.pk))
    with acting(Way.IMPORT, f"Result sheets: {', '.join(each.title for each in ordered)}", by):
        return _apply_all(ordered, by, decisions or {}, new_names, shown, confirmed, said or {})


def _apply_all(
    ordered: Sequence[SheetImport],
    by: User,
    decisions: Decisions,
    new_names: bool,
    shown: dict[int, str] | None,
    confirmed: Confirmed,
    said: Mapping[int, Statement],
) -> list[Outcome]:
    for season in _seasons(ordered):
        hold(season)
    # Somebody else may have applied a sheet while we waited for the lock.
    waiting = SheetImport.objects.waiting().select_for_update().in_bulk([each.pk for each in ordered])
    decide(decisions, by)
    planner = Planner(new_names=new_names)
    outcomes = []
    changed: dict[int, Season] = {}
    for each in ordered:
        if each.pk not in waiting:
            continue
        plan = planner.plan(each.sheet)
        stale = shown is not None and shown.get(each.pk) != plan.fingerprint
        plan = _with_said(plan, said.get(each.pk))
        race = plan.race
        can_be_applied = plan.can_be_applied(_is_confirmed(confirmed, each.pk, plan))
        if stale or race is None or not (can_be_applied or plan.is_same):
            outcomes.append(Outcome(each, plan, applied=False, stale=stale))
            continue
        if can_be_applied:
            _apply(race, plan, planner)
            changed[race.event.season_id] = race.event.season
        remember(plan.decided)
        _add_to_history(each, plan, race, by)
        outcomes.append(Outcome(each, plan, applied=True))
    settle(planner.recognition.made)
    for season in changed.values():
        recompute(season)
    return outcomes


def _is_confirmed(confirmed: Confirmed, key: int, plan: SheetPlan) -> bool:
    return confirmed.get(key) == plan.confirmation if isinstance(confirmed, Mapping) else key in confirmed


def _with_said(plan: SheetPlan, said: Statement | None) -> SheetPlan:
    return said(plan) if callable(said) else plan.with_said(said)


@transaction.atomic
def set_aside(sheets: Iterable[SheetImport], by: User) -> int:
    """Mark waiting sheets as set aside; results stay as they are, and decisions on their names are dropped.

    Returns how many were waiting.
    """
    waiting = SheetImport.objects.waiting().filter(pk__in=[each.pk for each in sheets])
    count = waiting.update(state=SheetImport.State.SET_ASIDE, decided_at=timezone.now(), decided_by=by)
    settle({})
    return count


def _seasons(sheets: Sequence[SheetImport]) -> list[Season]:
    """The seasons of the sheets' events by key: everybody locks them in this order, which rules out deadlocks."""
    events = filter(None, (find_event(each.sheet.heading)[0] for each in sheets))
    return sorted({event.season for event in events}, key=lambda season: season.pk)


def _apply(race: Race, plan: SheetPlan, planner: Planner) -> None:
    race.starts_at = plan.facts.starts_at
    race.result_state = plan.facts.state
    race.source = plan.facts.source
    if race.pk is None:
        _add_to_programme(race, plan.sheet.heading)
    else:
        race.save()
    for code, meaning in plan.facts.meanings.items():
        if meaning != plan.known.meanings.get(code):
            values = {"words": meaning.words, "rule": meaning.rule}
            NoteMeaning.objects.update_or_create(race=race, code=code, defaults=values)
    for pk, _, printed in plan.spellings:
        _correct_spelling(Competitor.objects.get(pk=pk), printed)
    _write(race, plan, planner)
    if plan.known.state in PUBLISHED:
        say(race, plan.before, stored(race), {**plan.names, **names(race)}, plan.facts.source)


def _write(race: Race, plan: SheetPlan, planner: Planner) -> None:
    stored = {result.competitor_id: result for result in race.results.all()}
    ids = {
        who: who if isinstance(who, int) else _add_competitor(who, values["country_id"], plan.sheet.heading, planner).pk
        for who, values in plan.lines.items()
    }
    new, changed = [], []
    for who, values in plan.lines.items():
        result = stored.pop(ids[who], None)
        if result is None:
            new.append(Result(race=race, competitor_id=ids[who], **values))
        elif any(getattr(result, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(result, name, value)
            changed.append(result)
    Result.objects.filter(pk__in=[result.pk for result in stored.values()]).delete()
    Result.objects.bulk_update(changed, [name.removesuffix("_id") for name in FIELDS])
    Result.objects.bulk_create(new)


def _add_competitor(key: NameKey, noc: str, heading: Heading, planner: Planner) -> Competitor:
    """Create the skater, or the national team unless it exists by now."""
    if heading.identity.is_team:
        return Competitor.objects.get_or_create(
            kind=Competitor.Kind.TEAM,
            country_id=noc,
            category=key.category,
            defaults={"name": planner.country(noc).name},
        )[0]
    competitor = unsaved_skater(key.name, noc, key.category)
    competitor.save()
    planner.remember(competitor, key)
    return competitor


def unsaved_skater(printed: str, noc: str, category: str) -> Competitor:
    """A new skater, named as people are; saving is the caller's."""
    given, family = from_sheet(printed, noc)
    name = f"{given} {family}".strip()
    skater = Competitor(given_name=given, family_name=family, name=name, country_id=noc, category=category)
    skater.slug = unused_slug(skater.make_slug())
    return skater


def unused_slug(slug: str) -> str:
    """The slug, with a number appended (-2, -3 …) if another competitor has it, or had it."""
    taken = {
        each
        for model in (Competitor, FormerAddress)
        for each in model.objects.filter(slug__startswith=slug).values_list("slug", flat=True)
    }
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))] if each not in taken)


def _correct_spelling(competitor: Competitor, printed: str) -> None:
    competitor.given_name, competitor.family_name = from_sheet(printed, competitor.country_id)
    competitor.name = f"{competitor.given_name} {competitor.family_name}".strip()
    competitor.save(update_fields=["name", "given_name", "family_name"])


def _add_to_programme(race: Race, heading: Heading) -> None:
    """Add the race under the sheet's number, or the next free one, to a session of its day.

    The programme lacked this race, so it no longer counts as complete; nor its distances, if the race brings one.
    """
    programme = Event.objects.filter(pk=race.event_id)
    programme.update(programme_is_whole=False)
    if race.identity.round not in {each.identity.round for each in race.event.races.filter(category=race.category)}:
        programme.update(distances_are_whole=False)
    numbers = set(race.event.races.values_list("number", flat=True))
    wanted = heading.race_number
    race.number = wanted if wanted and wanted not in numbers else max(numbers, default=0) + 1
    race.session = _session(race.event, heading.date or race.event.start_date, race.starts_at)
    race.save()


def _session(event: Event, day: datetime.date, started: datetime.datetime | None) -> Session:
    """The day's last session that had begun by the start of the race; else the day's last session; else a new one."""
    of_day = list(event.sessions.filter(date=day).order_by("number"))
    begun = [session for session in of_day if started and session.starts_at and session.starts_at <= started]
    if of_day:
        return (begun or of_day)[-1]
    last = event.sessions.aggregate(last=Max("number"))["last"] or 0
    return event.sessions.create(number=last + 1, date=day)


def _add_to_history(each: SheetImport, plan: SheetPlan, race: Race, by: User) -> None:
    """Add the import to the race's history; a repeat of its latest sheet is deleted instead."""
    last = race.sheet_imports.applied().first()
    if plan.is_same and last and last.digest == each.digest:
        each.delete()
        return
    each.state = SheetImport.State.APPLIED
    each.race = race
    each.decided_at = timezone.now()
    each.decided_by = by
    each.changes = [*(change.text for change in plan.changes), *plan.additions]
    each.save()
