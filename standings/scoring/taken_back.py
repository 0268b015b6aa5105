"""Standings follow what is taken back: its seasons are held before anything is written, and computed anew after."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Session
from isuwc.history.models import Change
from isuwc.history.recorded import taken_back, taking_back
from standings.models import Cup, CupScale, Result, Scale
from standings.scoring.recompute import recompute

PROGRAMME = (Session, Race, Event)
SCORED = (Result, Race, Cup, CupScale, Scale)


def seasons_of(changes: Iterable[Change], models: tuple[Any, ...]) -> list[Season]:
    """Those whose rows of these models were changed, before and after, in one order for everybody."""
    held = list(changes)
    tables = {model._meta.db_table for model in models}
    of_tables = [change for change in held if change.table in tables]
    races = _keys(of_tables, Result, "race_id") | _rows(of_tables, Race)
    cups = _keys(of_tables, CupScale, "cup_id") | _rows(of_tables, Cup)
    events = _keys(of_tables, Race, "event_id") | _keys(of_tables, Session, "event_id") | _rows(of_tables, Event)
    seasons = {
        *_values(of_tables, "season_id", (Event, Cup, Scale)),
        *Scale.objects.filter(pk__in=_rows(of_tables, Scale)).values_list("season", flat=True),
        *Cup.objects.filter(pk__in=cups).values_list("season", flat=True),
        *Event.objects.filter(pk__in=events).values_list("season", flat=True),
        *Event.objects.filter(races__in=races).values_list("season", flat=True),
    }
    return list(Season.objects.filter(pk__in=seasons).order_by("pk"))


def _rows(changes: Iterable[Change], model: Any) -> set[int]:
    return {int(change.row) for change in changes if change.table == model._meta.db_table}


def _keys(changes: Iterable[Change], model: Any, column: str) -> set[int]:
    """Of the rows' owner, now and before."""
    owners = {int(each.owner_row) for each in changes if each.table == model._meta.db_table and each.owner_row}
    return owners | set(_values(changes, column, (model,)))


def _values(changes: Iterable[Change], column: str, models: tuple[Any, ...]) -> set[int]:
    tables = {model._meta.db_table for model in models}
    held = (values for each in changes if each.table in tables for values in (each.before, each.after) if values)
    return {values[column] for values in held if values.get(column) is not None}


@receiver(taking_back, dispatch_uid="standings")
def keep_others_waiting(changes: Iterable[Change], **kwargs: Any) -> None:
    for season in seasons_of(changes, (*PROGRAMME, *SCORED)):
        hold(season)


@receiver(taken_back, dispatch_uid="standings")
def compute_anew(changes: Iterable[Change], **kwargs: Any) -> None:
    for season in seasons_of(filter(_counts, changes), (*SCORED, Event)):
        recompute(season)


def _counts(change: Change) -> bool:
    """Of an event nothing counts but its place in the season."""
    return change.table != Event._meta.db_table or bool({"number", "season_id"} & change.columns)
