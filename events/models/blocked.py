"""Where the ISU stream of a season is not available, loaded with its events."""

import datetime
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from events import coverage


@cache  # as in `links.is_dead`
def blocks_of(season: str) -> ArraySubquery:
    """The blocks of a season's stream as JSON, computed in the row; `season` leads to the season's key."""

    model = apps.get_model("events", "StreamBlock")  # of events, so that it can't be imported where they are

    def keys(field: str, column: str) -> ArraySubquery:
        through = getattr(model, field).through
        return ArraySubquery(through.objects.filter(streamblock=OuterRef("pk")).order_by(column).values(column))

    row = JSONObject(
        countries=keys("countries", "country"),
        events=keys("events", "event"),
        source="source",
        note="note",
        checked_on="checked_on",
    )
    return ArraySubquery(model.objects.filter(stream__season=OuterRef(season)).order_by("pk").values(json=row))


def blocks_from(rows: Iterable[Mapping[str, Any]]) -> tuple[coverage.StreamBlock, ...]:
    """The rows of `blocks_of` as `events.coverage` takes them."""
    return tuple(
        coverage.StreamBlock(
            nocs=frozenset(row["countries"]),
            events=frozenset(row["events"]),
            source=row["source"],
            note=row["note"],
            checked_on=datetime.date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        )
        for row in rows
    )
