"""Rows that pages know only once a race or an event is over at the moment that they show."""

from typing import TypeVar

from django.db import models

from events.models import Event
from isuwc.clock.shown import races_to_come, shown

Row = TypeVar("Row", bound=models.Model)


class OfRaces(models.Manager[Row]):
    """Of a model with a `race`: leaves out the rows of races that are still to come at the moment shown."""

    def get_queryset(self) -> "models.QuerySet[Row]":
        rows, hidden = super().get_queryset(), races_to_come()
        return rows.exclude(race__in=hidden) if hidden else rows


class OfEvents(models.Manager[Row]):
    """Of a model with an `event`: leaves out the rows of events that are not over at the moment shown."""

    def get_queryset(self) -> "models.QuerySet[Row]":
        rows = super().get_queryset()
        return rows.filter(event__in=Event.objects.past().order_by().values("pk")) if shown() else rows
