"""What events and sessions have in common: staff may move, postpone or cancel them."""

import datetime
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from isuwc.clock.shown import shown_at


class Plan(models.TextChoices):
    """What staff have entered; the rest of its `State` follows from the time."""

    KEPT = "", "As planned"
    MOVED = "moved", "Moved"
    POSTPONED = "postponed", "Postponed: no new time yet"
    CANCELLED = "cancelled", "Cancelled"


class State(models.TextChoices):
    """What pages show: the plan that staff have entered, or else how far it has got."""

    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "On now"
    FINISHED = "finished", "Finished"
    MOVED = "moved", "Moved"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"


class Planned(models.Model):
    """An event or a session, with its identity in calendars and whether it was moved, postponed or cancelled.

    Triggers (migration 0007) raise `revision` and `changed_at` whenever anything changes that a calendar shows, so that
    calendar programs recognise a moved entry as a new version of the same one (SEQUENCE, LAST-MODIFIED).
    """

    uid = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    plan = models.CharField(max_length=9, choices=Plan, blank=True, default=Plan.KEPT)
    plan_note = models.CharField(
        "note", max_length=200, blank=True, help_text="Why, or where to: shown to readers beside the state."
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Its start and end; None while these are not known."""
        raise NotImplementedError

    def state_at(self, at: datetime.datetime | None = None) -> State:
        """The state at that moment (the one shown). What was moved goes live and finishes as usual."""
        if self.plan in {Plan.POSTPONED, Plan.CANCELLED}:
            return State(self.plan)
        at, span = at or shown_at(), self.span
        if span and at >= span[1]:
            return State.FINISHED
        if span and at >= span[0]:
            return State.LIVE
        return State.MOVED if self.plan == Plan.MOVED else State.SCHEDULED

    @property
    def state(self) -> State:
        """At the moment that pages show."""
        return self.state_at()

    @property
    def is_over(self) -> bool:
        return self.state == State.FINISHED

    @property
    def is_changed(self) -> bool:
        """Whether it was moved, postponed or cancelled."""
        return self.plan != Plan.KEPT


def from_one(name: str, words: str) -> Any:
    """A constraint: rows are numbered from 1."""
    return models.CheckConstraint(
        condition=Q(number__gte=1), name=name, violation_error_code="number", violation_error_message=words
    )


def once_in_event(name: str, at: str, words: str, *fields: str) -> Any:
    """A constraint: no other row of the event has the same values, where by default `at` alone is compared.

    It is checked at the end of a transaction, so that rows may exchange their values. Of several fields, one that is
    left empty is compared, too.
    """
    return models.UniqueConstraint(
        fields=["event", *(fields or (at,))],
        name=name,
        nulls_distinct=False if len(fields) > 1 else None,
        deferrable=models.Deferrable.DEFERRED,
        violation_error_code=at,
        violation_error_message=words,
    )


def plan_constraint(name: str) -> Any:
    return models.CheckConstraint(condition=Q(plan__in=Plan.values), name=name)
