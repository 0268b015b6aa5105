"""Who may bring which words out when, and what becomes of editions that wait."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from news.editions.publication import fate, publication_of
from news.editions.publishing import cancel, move, plan, publish, withdraw
from news.editions.refusals import PublishError
from news.models import Article, Period, ResultBlock
from news.models.article import State
from tests.factories import news as factories
from tests.factories.people import staff
from tests.news.editions.moments import EMBARGO, FOUR, HOUR, MORNING, NOON, TWO, public, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def journalist(db) -> User:
    return staff("Journalist")


@pytest.fixture
def editor(db) -> User:
    return staff("Editor")


@pytest.fixture
def waiting(journalist) -> Article:
    """Edition 1 waits for noon; its words have been corrected since."""
    article = factories.article()
    publish(article, journalist, NOON, now=MORNING)
    return factories.revise(article)


def test_postponed_article_does_not_go_live_at_the_old_hour(waiting, journalist):
    publish(waiting, journalist, TWO, now=MORNING + HOUR)
    assert public(NOON, TWO) == [None, 2]
    replaced = Period.objects.get(edition__number=1)
    assert (replaced.dropped_for, replaced.replaced_by.number, replaced.dropped_by) == ("replaced", 2, journalist)
    assert fate(replaced, FOUR) == (
        "was to go live on 1 December 2100, 12:00 UTC; replaced by edition 2 (journalist) on "
        "1 December 2100, 10:00 UTC, before it went live"
    )


def test_both_come_when_the_editor_says_so(waiting, journalist):
    publish(waiting, journalist, TWO, keep=[1], now=MORNING + HOUR)
    assert public(NOON - HOUR, NOON, TWO) == [None, 1, 2]


def test_publishing_at_once_replaces_what_waits(waiting, editor):
    publish(waiting, editor, now=MORNING + HOUR)
    assert public(MORNING + HOUR, NOON, TWO) == [2, 2, 2]


def test_publishing_at_once_keeps_what_waits_when_the_editor_says_so(waiting, editor):
    publish(waiting, editor, keep=[1], now=MORNING + HOUR)
    assert public(MORNING + HOUR, NOON) == [2, 1]


def test_two_editions_can_not_be_kept_for_one_moment(waiting, journalist):
    assert refused(publish, waiting, journalist, NOON, keep=[1], now=MORNING) == [
        "Edition 1 already goes live at that time: one of the two can be kept, not both."
    ]


# Embargoes


def test_journalist_does_not_cut_an_embargo_short(waiting, journalist, editor):
    for at in (None, NOON - HOUR):
        assert refused(publish, waiting, journalist, at, now=MORNING) == [EMBARGO.format("12:00")]
    publish(waiting, editor, now=MORNING)
    assert public(MORNING) == [2]


def test_correction_of_a_live_article_has_an_embargo_of_its_own(journalist):
    article = factories.article()
    publish(article, journalist, now=MORNING)
    publish(factories.revise(article), journalist, NOON, now=MORNING + HOUR)
    assert refused(publish, factories.revise(article), journalist, now=MORNING + 2 * HOUR) == [EMBARGO.format("12:00")]
    assert public(MORNING, NOON) == [1, 2]


def test_cancelling_is_no_way_around_an_embargo(waiting, journalist):
    cancel(waiting, 1, journalist, now=MORNING)
    assert public(NOON) == [None]
    waiting.refresh_from_db()
    assert (waiting.not_before, waiting.state) == (NOON, State.DRAFT)  # other words than were to go live
    assert refused(publish, waiting, journalist, now=NOON - HOUR) == [EMBARGO.format("12:00")]
    publish(waiting, journalist, now=NOON)
    assert public(NOON) == [2]


@pytest.mark.parametrize("to", [None, NOON - HOUR])
def test_only_an_editor_brings_an_edition_forward(waiting, journalist, editor, to):
    words = "Edition 1 is under embargo until 1 December 2100, 12:00 UTC. An editor can lift it."
    assert refused(move, waiting, 1, to, journalist, now=MORNING) == [words]
    move(waiting, 1, to, editor, now=MORNING)
    assert public(NOON - HOUR) == [1]


def test_journalist_postpones_without_a_new_edition(waiting, journalist):
    move(waiting, 1, TWO, journalist, now=MORNING)
    assert public(NOON, TWO) == [None, 1]
    waiting.refresh_from_db()
    assert (waiting.not_before, waiting.editions.count()) == (TWO, 1)
    assert [fate(period, MORNING) for period in waiting.periods.order_by("pk")] == [
        "was to go live on 1 December 2100, 12:00 UTC; moved by journalist on 1 December 2100, 09:00 UTC",
        "goes live on 1 December 2100, 14:00 UTC",
    ]


def test_postponing_into_another_year_changes_the_address(journalist):
    article = factories.article(slug="new-year")
    publish(article, journalist, NOON, now=MORNING)
    move(article, 1, NOON + 31 * 24 * HOUR, journalist, now=MORNING)
    period = Period.objects.standing().get()
    assert (period.placed_edition().get_absolute_url(), period.published_at.year) == ("/news/2101/new-year/", 2101)


def test_postponing_to_an_address_that_is_taken_is_refused(journalist):
    factories.edition(slug="new-year", goes_live_at=NOON + 31 * 24 * HOUR)
    article = factories.article(slug="new-year")
    publish(article, journalist, NOON, now=MORNING)
    assert refused(move, article, 1, NOON + 32 * 24 * HOUR, journalist, now=MORNING) == [
        "The address /news/2101/new-year/ belongs to another article. Choose another one."
    ]


def test_plan_is_kept_like_an_embargo(journalist, editor):
    article = factories.article()
    plan(article, NOON, journalist, now=MORNING)
    assert refused(publish, article, journalist, now=MORNING) == [EMBARGO.format("12:00")]
    assert refused(plan, article, None, journalist, now=MORNING) == [EMBARGO.format("12:00")]
    assert refused(plan, article, NOON - HOUR, journalist, now=MORNING) == [EMBARGO.format("12:00")]
    plan(article, TWO, journalist, now=MORNING)
    plan(article, None, editor, now=MORNING)
    publish(article, journalist, now=MORNING)
    assert public(MORNING) == [1]


def test_plan_that_is_past_holds_nobody_back(journalist):
    article = factories.article()
    plan(article, NOON, journalist, now=MORNING)
    publish(article, journalist, now=NOON)
    assert public(NOON) == [1]


@pytest.mark.parametrize(
    "act",
    [
        lambda article, by: publish(article, by, now=MORNING),
        lambda article, by: move(article, 1, TWO, by, now=MORNING),
        lambda article, by: cancel(article, 1, by, now=MORNING),
        lambda article, by: plan(article, TWO, by, now=MORNING),
        lambda article, by: withdraw(article, by, now=MORNING),
    ],
)
def test_nobody_without_the_right_does_anything(waiting, act):
    with pytest.raises(PermissionDenied):
        act(waiting, staff("Results"))
    assert public(NOON) == [1]


def test_journalist_does_not_withdraw(waiting, journalist):
    with pytest.raises(PermissionDenied):
        withdraw(waiting, journalist, now=MORNING)


# What is on, and what is not any more


def test_withdrawing_takes_back_what_only_waits(waiting, editor):
    assert withdraw(waiting, editor, now=MORNING) == 1
    assert public(MORNING, NOON) == [None, None]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.not_before) == (State.DRAFT, NOON)
    assert withdraw(waiting, editor, now=MORNING) == 0


def test_withdrawn_article_says_when_and_by_whom(editor):
    article = factories.article()
    publish(article, editor, now=MORNING)
    publish(factories.revise(article), editor, TWO, now=NOON)
    assert withdraw(article, editor, now=NOON + HOUR) == 2
    assert public(NOON, NOON + HOUR, TWO) == [1, None, None]
    assert [fate(period, FOUR) for period in article.periods.order_by("pk")] == [
        "live from 1 December 2100, 09:00 UTC; withdrawn by editor on 1 December 2100, 13:00 UTC",
        "was to go live on 1 December 2100, 14:00 UTC; withdrawn by editor on 1 December 2100, 13:00 UTC, "
        "before it went live",
    ]


def test_cancelling_lets_the_edition_before_stay(editor):
    article = factories.article()
    publish(article, editor, now=MORNING)
    publish(factories.revise(article), editor, NOON, now=MORNING + HOUR)
    cancel(article, 2, editor, now=MORNING + 2 * HOUR)
    assert public(NOON, FOUR) == [1, 1]
    assert publication_of(article, FOUR).live.ends is None


def test_edition_that_is_live_can_neither_be_moved_nor_cancelled(waiting, editor):
    gone = ["Edition 1 no longer waits. Check what readers see now."]
    assert refused(move, waiting, 1, FOUR, editor, now=NOON) == gone
    assert refused(cancel, waiting, 1, editor, now=NOON) == gone


def test_edition_is_moved_neither_to_the_past_nor_to_where_it_is_nor_onto_another(waiting, editor):
    publish(waiting, editor, TWO, keep=[1], now=MORNING)
    assert refused(move, waiting, 1, MORNING, editor, now=MORNING + HOUR) == ["This time has passed."]
    assert refused(move, waiting, 1, NOON, editor, now=MORNING) == ["Edition 1 already goes live at that time."]
    assert refused(move, waiting, 1, TWO, editor, now=MORNING) == ["Edition 2 already goes live at that time."]


def test_archive_is_published_as_of_its_day_but_no_past_is_rewritten():
    article = factories.article()
    factories.edition(article, goes_live_at=MORNING.replace(year=2020))
    with pytest.raises(PublishError, match="Readers saw this article before"):
        factories.edition(factories.revise(article), goes_live_at=MORNING.replace(year=2021))


def test_unfinished_card_that_keeps_its_figures_is_refused_in_words(journalist):
    article = factories.article()
    ResultBlock.objects.create(parent=article, fixed=True, ordering=10)
    assert refused(publish, article, journalist, now=MORNING) == ["Block 1 (result card) has no race."]
