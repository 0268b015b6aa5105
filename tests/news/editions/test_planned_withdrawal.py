"""A withdrawal that is planned for a moment: set, moved, cancelled, and what it means for everything scheduled."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.editions.publication import fate, publication_of
from news.editions.publishing import cancel, cancel_withdrawal, correct, move, publish, withdraw
from news.editions.snapshot import content_of_edition
from news.models import Period
from tests.factories import news as factories
from tests.factories.people import staff
from tests.migrating import migrate
from tests.news.editions.moments import FOUR, HOUR, MORNING, NOON, TWO, public, refused

pytestmark = pytest.mark.django_db
SECOND = HOUR / 3600


@pytest.fixture
def live():
    """An article of which readers see edition 1 from the morning on."""
    article = factories.article()
    publish(article, None, MORNING, now=MORNING - HOUR)
    return article


def ends(article) -> list[tuple[int, object, object]]:
    found = article.periods.standing().order_by("during").values_list("edition__number", "during", "withdrawn_at")
    return [(number, during.upper, withdrawn_at) for number, during, withdrawn_at in found]


def test_readers_see_it_until_the_second_before(live):
    assert withdraw(live, None, TWO, now=NOON) == 1
    assert public(MORNING, TWO - SECOND, TWO, FOUR) == [1, 1, None, None]
    assert publication_of(live, NOON).withdrawal == TWO
    over = publication_of(live, TWO)
    assert (over.live, over.withdrawal, over.withdrawn.edition.number) == (None, None, 1)


def test_it_is_moved_and_cancelled_until_its_moment(live):
    by = staff("Editor")
    withdraw(live, by, TWO, now=NOON)
    withdraw(live, None, FOUR, now=NOON)
    assert public(TWO, FOUR - SECOND, FOUR) == [1, 1, None]
    assert publication_of(live, NOON).withdrawal_by is None  # who set it last
    assert cancel_withdrawal(live, by, now=NOON) == FOUR
    assert (public(FOUR), ends(live)) == ([1], [(1, None, None)])
    assert refused(cancel_withdrawal, live, None, now=NOON) == [
        "No withdrawal is planned any more. Check what readers see now."
    ]


def test_nothing_is_moved_or_cancelled_after_it(live):
    withdraw(live, None, TWO, now=NOON)
    assert refused(cancel_withdrawal, live, None, now=TWO) == [
        "No withdrawal is planned any more. Check what readers see now."
    ]
    assert refused(withdraw, live, None, FOUR, now=TWO) == ["Nothing of it is public or scheduled."]
    assert withdraw(live, None, now=TWO) == 0
    assert ends(live) == [(1, TWO, TWO)]


def test_it_ends_the_last_edition_whichever_that_is(live):
    withdraw(live, None, FOUR, now=MORNING)
    publish(factories.revise(live), None, TWO, now=NOON)
    assert ends(live) == [(1, TWO, None), (2, FOUR, FOUR)]
    publish(factories.revise(live), None, NOON, keep=[2], now=MORNING)
    assert ends(live) == [(1, NOON, None), (3, TWO, None), (2, FOUR, FOUR)]
    cancel(live, 2, None, now=MORNING)
    assert ends(live) == [(1, NOON, None), (3, FOUR, FOUR)]
    move(live, 3, TWO, None, now=MORNING)
    assert ends(live) == [(1, TWO, None), (3, FOUR, FOUR)]
    correct(live, lambda edition: content_of_edition(edition) | {"lead": "Corrected."}, None, now=NOON)
    assert [(end, withdrawn) for _, end, withdrawn in ends(live)] == [(NOON, None), (TWO, None), (FOUR, FOUR)]
    assert public(FOUR - SECOND, FOUR) == [5, None]


def test_update_goes_live_while_the_present_edition_stays_until_then(live):
    publish(factories.revise(live), None, TWO, now=NOON)
    assert public(NOON, TWO - SECOND, TWO) == [1, 1, 2]


@pytest.mark.parametrize("at", [TWO, FOUR])
def test_nothing_goes_live_at_or_after_it(live, at):
    withdraw(live, None, TWO, now=MORNING)
    words = ["It will be withdrawn on 1 December 2100, 14:00 UTC. Cancel that, or choose an earlier time."]
    assert refused(publish, factories.revise(live), None, at, now=MORNING) == words
    publish(live, None, NOON, now=MORNING)
    assert refused(move, live, 2, at, None, now=MORNING) == words
    assert ends(live) == [(1, NOON, None), (2, TWO, TWO)]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (MORNING, "This time has passed."),
        (NOON, "This time has passed."),
        (TWO, "Edition 2 goes live on 1 December 2100, 14:00 UTC, which is not before that. "
         "Cancel it, or choose a later time."),
        (FOUR, "It is already to be withdrawn at that time."),
    ],
)  # fmt: skip
def test_moments_at_which_it_can_not_be_withdrawn(live, at, words):
    publish(factories.revise(live), None, TWO, now=MORNING)
    withdraw(live, None, FOUR, now=MORNING)
    assert refused(withdraw, live, None, at, now=NOON) == [words]
    assert ends(live) == [(1, TWO, None), (2, FOUR, FOUR)]


def test_it_goes_with_the_last_edition_that_it_would_have_ended():
    article = factories.article()
    publish(article, None, NOON, now=MORNING)
    withdraw(article, None, TWO, now=MORNING)
    cancel(article, 1, None, now=MORNING)
    period = article.periods.get()
    assert (period.dropped_for, period.withdrawn_at, period.ends) == ("cancelled", None, None)
    publish(factories.revise(article), None, FOUR, now=MORNING)
    assert ends(article) == [(2, None, None)]


def test_withdrawing_at_once_replaces_it(live):
    publish(factories.revise(live), None, TWO, now=MORNING)
    withdraw(live, None, FOUR, now=MORNING)
    assert withdraw(live, None, now=NOON) == 2
    assert ends(live) == [(1, NOON, NOON)]
    dropped = live.periods.get(dropped_at__isnull=False)
    assert (dropped.dropped_for, dropped.withdrawn_at) == ("withdrawn", None)


def test_story_is_published_again_after_it(live):
    withdraw(live, None, NOON, now=MORNING)
    edition = publish(factories.revise(live), None, now=TWO)
    assert (edition.published_at, public(NOON, TWO)) == (MORNING, [None, 2])


def test_it_takes_the_right_to_withdraw(live):
    journalist = staff("Journalist")
    for call in (lambda: withdraw(live, journalist, TWO, now=NOON), lambda: cancel_withdrawal(live, journalist)):
        with pytest.raises(PermissionDenied):
            call()


def test_history_says_it(live):
    withdraw(live, staff("Editor"), TWO, now=NOON)
    period = live.periods.with_people().get()
    head = "live from 1 December 2100, 09:00 UTC; "
    assert fate(period, NOON) == f"{head}to be withdrawn, as planned by editor on 1 December 2100, 14:00 UTC"
    assert fate(period, TWO) == f"{head}withdrawn by editor on 1 December 2100, 14:00 UTC"


# The database


def test_planned_end_is_the_planned_withdrawal(live):
    withdraw(live, None, TWO, now=NOON)
    with pytest.raises(IntegrityError, match=r"period_withdrawn_at_its_end|ended otherwise"), transaction.atomic():
        live.periods.update(withdrawn_at=FOUR)


def test_withdrawal_whose_moment_has_come_stands():
    article = factories.edition().article
    at = timezone.now() + SECOND * 3600
    withdraw(article, None, at)
    withdraw(article, None, timezone.now() + SECOND)  # it may still be moved
    withdraw(article, None)
    period = Period.objects.get()
    with pytest.raises(IntegrityError, match="part of its history"), transaction.atomic():
        Period.objects.update(during=(period.starts, None), withdrawn_at=None)


def test_migration_back_cancels_what_is_planned_and_keeps_what_was_withdrawn(caplog):
    story, gone = factories.edition(title="Stays").article, factories.edition(title="Gone").article
    at = timezone.now() + HOUR
    withdraw(story, staff("Editor"), at)
    withdraw(gone, None)
    over = ends(gone)
    migrate("news", "0061_preview_links")
    assert caplog.messages == [
        f"The withdrawal of “Stays” that was planned for {at:%Y-%m-%d %H:%M} UTC is cancelled: "
        "the story stays public until it is withdrawn."
    ]
    assert (ends(story), ends(gone)) == ([(1, None, None)], over)
    now = timezone.now()
    period = story.periods.get()
    assert period.withdrawn_by is None
    with transaction.atomic():  # nothing keeps it from being withdrawn now
        story.periods.update(during=(period.starts, now), withdrawn_at=now)
        transaction.set_rollback(True)
    with pytest.raises(IntegrityError, match="part of its history"), transaction.atomic():
        gone.periods.update(during=(period.starts, None), withdrawn_at=None)
    migrate("news")
    assert withdraw(story, None, at) == 1
    assert cancel_withdrawal(story, None) == at
