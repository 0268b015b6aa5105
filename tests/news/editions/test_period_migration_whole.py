"""The migrations from moments to periods and back, on a full database."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from news.editions.publishing import cancel, move, publish, withdraw
from news.models import Article, Period
from tests.factories import news as factories
from tests.migrating import models_when_asked_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

PAST = datetime.datetime(2025, 12, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
FUTURE = PAST.replace(year=2100)
NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
BEFORE, AFTER = [("news", "0008_fixed_blocks")], [("news", "0013_photo_said_by_file")]


def migrate(targets):
    """The models as they are there."""
    executor = MigrationExecutor(connection)
    with models_when_asked_for():
        executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def histories() -> dict[str, Article]:
    """An article of each kind of history, by its slug."""
    found = {slug: factories.article(slug=slug) for slug in ("corrected", "withdrawn", "two", "moved", "cancelled")}
    for slug in ("corrected", "withdrawn"):
        publish(found[slug], None, PAST)
    publish(factories.revise(found["corrected"]), None)
    withdraw(found["withdrawn"], None)
    publish(found["two"], None, FUTURE)
    publish(factories.revise(found["two"]), None, FUTURE + DAY, keep=[1])
    publish(found["moved"], None, FUTURE)
    move(found["moved"], 1, FUTURE + DAY, None)
    publish(found["cancelled"], None, FUTURE)
    cancel(found["cancelled"], 1, None)
    found["freed"] = factories.article(slug="cancelled")  # on the address that is free again
    publish(found["freed"], None, FUTURE)
    return found


def standing() -> list[tuple]:
    periods = Period.objects.standing().order_by("article_id", "during")
    columns = ("article", "edition", "during", "year", "slug", "published_at", "withdrawn_at", "set_at")
    return list(periods.values_list(*columns))


def test_there_and_back_and_there_again_keeps_what_readers_saw_and_see():
    found = histories()
    keys = {name: article.pk for name, article in found.items()}
    saw = standing()
    started = timezone.now()

    editions = migrate(BEFORE).get_model("news", "Edition").objects

    def moments(name: str) -> list[tuple]:
        of = editions.filter(article=keys[name]).order_by("number")
        return [(e.goes_live_at, e.published_at, e.withdrawn_at, e.year) for e in of]

    (first, second) = moments("corrected")
    assert first == (PAST, PAST, None, 2025)
    assert (PAST < second[0] < started, second[1:]) == (True, (PAST, None, 2025))
    (gone,) = moments("withdrawn")
    assert (gone[:2], PAST < gone[2] < started) == ((PAST, PAST), True)
    assert moments("two") == [(FUTURE, FUTURE, None, 2100), (FUTURE + DAY, FUTURE, None, 2100)]
    assert moments("moved") == [(FUTURE + DAY, FUTURE + DAY, None, 2100)]
    (never,) = moments("cancelled")
    assert (never[:2], never[2] < started, never[3]) == ((NEVER, NEVER), True, 9999)  # 2100 is the other article's
    assert moments("freed") == [(FUTURE, FUTURE, None, 2100)]

    migrate(AFTER)
    # Of what waits the newest stands, since the old way can't say that an earlier edition comes first.
    expected = [row for row in saw if not (row[0] == keys["two"] and row[2].lower == FUTURE)]
    assert [row[:3] for row in standing()] == [row[:3] for row in expected]
    assert [row[3:7] for row in standing()] == [row[3:7] for row in expected]
    dropped = Period.objects.filter(dropped_at__isnull=False).order_by("article_id")
    assert [(p.article_id, p.dropped_for) for p in dropped] == [
        (keys["two"], "replaced"),
        (keys["cancelled"], "withdrawn"),
    ]

    again = standing()
    migrate(BEFORE)
    migrate(AFTER)
    assert standing() == again


def test_edition_that_readers_saw_is_kept_when_a_later_one_was_made_as_of_an_earlier_moment():
    article = factories.article(slug="archive")
    apps = migrate(BEFORE)
    edition = apps.get_model("news", "Edition").objects.create
    common = {"article_id": article.pk, "slug": "archive", "title": "T", "lead": "L", "year": 2025, "version": 1}
    common |= {"type": "report", "published_at": PAST}
    one = edition(number=1, goes_live_at=PAST + 3 * DAY, made_at=PAST + DAY, **common)
    two = edition(number=2, goes_live_at=PAST, made_at=PAST + 5 * DAY, **common)
    for _ in range(2):
        migrate(AFTER)
        periods = Period.objects.order_by("during")
        assert [(p.edition_id, p.starts, p.ends, p.dropped_at) for p in periods] == [
            (one.pk, PAST + 3 * DAY, PAST + 5 * DAY, None),
            (two.pk, PAST + 5 * DAY, None, None),
        ]
        migrate(BEFORE)
