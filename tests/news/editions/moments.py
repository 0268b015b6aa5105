"""Moments at which editions go live in the tests, what readers see then, and what is refused."""

import datetime

import pytest

from news.editions.refusals import PublishError
from news.models import Edition

HOUR = datetime.timedelta(hours=1)
MORNING = datetime.datetime(2100, 12, 1, 9, tzinfo=datetime.UTC)
NOON, TWO, FOUR = MORNING + 3 * HOUR, MORNING + 5 * HOUR, MORNING + 7 * HOUR
EMBARGO = "It is under embargo until 1 December 2100, {} UTC. An editor can lift it."


def public(*moments: datetime.datetime) -> list[int | None]:
    """The number of the edition that readers see at each moment."""
    return [next(iter(Edition.objects.live(at).values_list("number", flat=True)), None) for at in moments]


def refused(call, *args, **options) -> list[str]:
    with pytest.raises(PublishError) as error:
        call(*args, **options)
    return error.value.problems
