"""What the database itself refuses, whoever asks."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from news.editions.publishing import cancel, withdraw
from news.models import Period
from tests.factories import news as factories

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
PAST = datetime.datetime(2025, 12, 1, 12, tzinfo=datetime.UTC)
FUTURE = PAST.replace(year=2100)


def refuses(period: Period, match: str, **changes) -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        Period.objects.filter(pk=period.pk).update(**changes)


def span(starts, ends=None, bounds="[)"):
    return DateTimeTZRange(starts, ends, bounds)


@pytest.fixture
def past() -> Period:
    """Live since 2025."""
    return factories.edition(goes_live_at=PAST).periods.get()


@pytest.fixture
def future() -> Period:
    return factories.edition(goes_live_at=FUTURE).periods.get()


def again(period: Period, **values) -> Period:
    """Another period of the same edition."""
    fields = ("article", "edition", "year", "published_at")
    return Period.objects.create(**{field: getattr(period, field) for field in fields} | values)


def test_two_editions_are_never_live_at_once(future):
    with pytest.raises(IntegrityError, match="period_one_live_edition"), transaction.atomic():
        again(future, during=span(FUTURE + HOUR))
    Period.objects.filter(pk=future.pk).update(during=span(FUTURE, FUTURE + HOUR))
    again(future, during=span(FUTURE + HOUR))  # the end of one is the beginning of the next


@pytest.mark.parametrize(
    ("during", "match"),
    [
        (span(FUTURE - HOUR, FUTURE - HOUR), "period_begins_and_lasts"),
        (span(None, FUTURE - HOUR), "period_begins_and_lasts"),
        (span(FUTURE - 2 * HOUR, FUTURE - HOUR, "(]"), "period_begins_and_lasts"),
        (span(FUTURE - 2 * HOUR, FUTURE - HOUR, "[]"), "period_begins_and_lasts"),
        (span(PAST - HOUR, FUTURE - HOUR), "period_published_before_corrected"),
    ],
)
def test_period_begins_and_lasts(future, during, match):
    """Nothing else stands in its way: the time before the other period is free."""
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        again(future, during=during, published_at=PAST)
    again(future, during=span(FUTURE - 2 * HOUR, FUTURE - HOUR), published_at=PAST)


def test_period_is_of_an_edition_of_its_own_article(future):
    other = factories.edition(goes_live_at=FUTURE)
    with pytest.raises(IntegrityError, match="period_of_its_article_and_address"), transaction.atomic():
        again(future, edition=other, year=2099, during=span(FUTURE - HOUR, FUTURE), published_at=PAST)
        transaction.get_connection().check_constraints()


def test_address_belongs_to_one_article(future):
    other = factories.edition(goes_live_at=FUTURE).periods.get()
    other.pk, other.slug = None, future.slug
    other.set_range(FUTURE - HOUR, FUTURE)
    other.published_at = other.starts
    with pytest.raises(ValidationError) as refused:
        other.validate_constraints()
    assert refused.value.messages == [
        "Another article has, or had, this address. No address is ever given to a second article."
    ]
    with pytest.raises(IntegrityError, match="period_address_of_one_article"), transaction.atomic():
        Period.objects.bulk_create([other])


def test_message_on_the_address_of_another_article_came_without_a_change_of_the_database():
    for backwards in (False, True):
        assert call_command("sqlmigrate", "news", "0016", backwards=backwards, no_color=True).splitlines()[-2:] == [
            "-- (no-op)",
            "COMMIT;",
        ]


def test_what_readers_saw_is_not_shortened_nor_made_longer(past):
    refuses(past, "What readers saw", during=span(PAST, PAST + HOUR))
    withdraw(past.article, by=None, now=timezone.now())
    ended = span(PAST, timezone.now() + HOUR)
    refuses(past, "part of its history", during=ended, withdrawn_at=None)


def test_what_readers_saw_does_not_begin_otherwise_nor_go(past):
    refuses(past, "part of its history", during=span(PAST - HOUR))
    refuses(past, "can't be taken back", dropped_at=PAST - HOUR, dropped_for="cancelled")
    refuses(past, "can't be taken back", year=2024)
    refuses(past, "part of its history", set_at=PAST)
    with pytest.raises(IntegrityError, match="not deleted"), transaction.atomic():
        past.delete()


def test_past_is_not_written_anew(past):
    with pytest.raises(IntegrityError, match="its past can't be written anew"), transaction.atomic():
        again(past, during=span(PAST - HOUR, PAST), published_at=PAST - HOUR)


def test_period_that_has_ended_stays_as_it_is(past):
    withdraw(past.article, by=None)
    refuses(past, "part of its history", during=span(PAST, FUTURE), withdrawn_at=None)
    later = factories.edition(factories.revise(past.article)).periods.get()
    withdraw(past.article, by=None)
    refuses(later, "part of its history", withdrawn_at=None)


@pytest.mark.parametrize(
    "changes",
    [
        {"dropped_at": FUTURE, "dropped_for": "cancelled"},  # at its moment readers see it
        {"dropped_at": PAST, "dropped_for": ""},
        {"dropped_at": PAST, "dropped_for": "gone"},
        {"dropped_at": PAST, "dropped_for": "replaced"},  # by what?
        {"dropped_for": "cancelled"},
        {"withdrawn_at": FUTURE + HOUR},
    ],
)
def test_taking_back_is_told_whole(future, changes):
    refuses(future, "period_dropped_before_it_began|period_withdrawn_at_its_end|ended otherwise", **changes)


def test_what_was_taken_back_stays_so(future):
    cancel(future.article, 1, by=None)
    refuses(future, "part of its history", dropped_at=None, dropped_for="")
