"""Whatever the newsroom does in whatever order, readers see what it was told last."""

import contextlib
import datetime
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news.models import Edition, Period
from news.publication import publication_of
from news.publishing import PublishError, cancel, move, plan, publish, withdraw
from tests.factories import news as factories

pytestmark = pytest.mark.django_db

INSTANT = datetime.timedelta(microseconds=1)
MINUTE = datetime.timedelta(minutes=1)
START = datetime.datetime(2100, 12, 31, 23, 30, tzinfo=datetime.UTC)  # the year of an address is at stake too

# An action is done this many minutes after the one before it, and is about a moment that many minutes later; None: now.
AFTER = st.integers(1, 12)
LATER = st.one_of(st.integers(5, 40), st.integers(5, 40), st.none())
KEEP = st.sets(st.integers(1, 4), max_size=2)
WHICH = st.integers(0, 3)
PUBLISH = st.tuples(st.just("publish"), AFTER, LATER, KEEP, st.sampled_from([True, True, True, False]))
OTHER = st.one_of(
    st.tuples(st.just("move"), AFTER, LATER, WHICH),
    st.tuples(st.just("cancel"), AFTER, WHICH),
    st.tuples(st.just("withdraw"), AFTER),
    st.tuples(st.just("plan"), AFTER, LATER),
)
PUBLISHING = st.lists(PUBLISH, min_size=1, max_size=3)
SEQUENCES = st.tuples(PUBLISHING, OTHER, PUBLISHING, OTHER, OTHER).map(
    lambda parts: [*parts[0], parts[1], *parts[2], *parts[3:]]
)


@dataclass
class Newsroom:
    """One article, and what each action should mean for readers, said independently of the code."""

    article: object
    now: datetime.datetime = START
    live: int | None = None
    waiting: dict[int, datetime.datetime] = field(default_factory=dict)
    made: int = 0
    seen: list[tuple[datetime.datetime, int | None]] = field(default_factory=list)  # what readers saw, and when

    def expected(self, at: datetime.datetime) -> int | None:
        """The edition that readers see at a moment to come, if nobody does anything before."""
        begun = [(moment, number) for number, moment in self.waiting.items() if moment <= at]
        return max(begun)[1] if begun else self.live

    def pass_time(self, minutes: int) -> None:
        """Note down what readers see right after the last action, around each moment that comes, and at the end."""
        then = self.now + minutes * MINUTE
        around = [at + step for at in self.waiting.values() for step in (-INSTANT, datetime.timedelta(0))]
        self.seen += [(at, self.expected(at)) for at in {self.now, *around, then - INSTANT} if self.now <= at < then]
        self.live = self.expected(then)
        self.waiting = {number: at for number, at in self.waiting.items() if at > then}
        self.now = then

    def publish(self, later: int | None, keep: set[int], changed: bool) -> None:
        at = self.now + later * MINUTE if later else None
        if changed:
            factories.revise(self.article)
        publish(self.article, None, at, keep=keep, now=self.now)
        self.made += 1
        self.waiting = {number: moment for number, moment in self.waiting.items() if number in keep}
        self.begin(self.made, at)

    def move(self, later: int | None, which: int) -> None:
        number = self.choose(which)
        to = self.now + later * MINUTE if later else None
        move(self.article, number, to, None, now=self.now)
        del self.waiting[number]
        self.begin(number, to)

    def cancel(self, which: int) -> None:
        number = self.choose(which)
        cancel(self.article, number, None, now=self.now)
        del self.waiting[number]

    def withdraw(self) -> None:
        withdraw(self.article, None, now=self.now)
        self.live, self.waiting = None, {}

    def plan(self, later: int | None) -> None:
        plan(self.article, self.now + later * MINUTE if later else None, None, now=self.now)

    def begin(self, number: int, at: datetime.datetime | None) -> None:
        if at is None:
            self.live = number
        else:
            self.waiting[number] = at

    def choose(self, which: int) -> int:
        """One that waits; a number that does not where none does."""
        return sorted(self.waiting)[which % len(self.waiting)] if self.waiting else 99


def public(at: datetime.datetime) -> int | None:
    numbers = list(Edition.objects.live(at).values_list("number", flat=True))
    assert len(numbers) <= 1
    return numbers[0] if numbers else None


def promised(publication, at: datetime.datetime) -> int | None:
    """What the words of the admin's pages mean for a moment to come."""
    begun = [period for period in [publication.live, *publication.waiting] if period and period.starts <= at]
    return begun[-1].edition.number if begun else None


def check(room: Newsroom) -> None:
    """At the moment of an action, and at each to come, readers see what its words say."""
    publication = publication_of(room.article, room.now)
    for at in {room.now, *(period.starts for period in publication.waiting), room.now + 60 * MINUTE}:
        assert public(at) == promised(publication, at) == room.expected(at)


@settings(max_examples=30)
@example([("publish", 1, 20, set(), True), ("publish", 1, 30, set(), True)])  # postponed
@example([("publish", 1, 20, set(), True), ("publish", 1, 30, {1}, True), ("move", 1, 35, 0), ("cancel", 1, 0)])
@example([("publish", 1, None, set(), True), ("publish", 1, 20, set(), True), ("publish", 1, None, {2}, True)])
@given(actions=SEQUENCES)
def test_readers_see_what_the_newsroom_was_told_last(actions):
    with transaction.atomic():  # which is rolled back, so that every sequence has its address to itself
        room = Newsroom(factories.article(slug="told"))
        addresses: set[tuple[int, str]] = set()
        for name, after, *arguments in actions:
            room.pass_time(after)
            with contextlib.suppress(PublishError):  # refused: nothing may have changed
                getattr(room, name)(*arguments)
            check(room)
            addresses |= set(Edition.objects.once_live(room.now).values_list("year", "slug"))
        room.pass_time(60)
        # What readers saw at each moment stays what it was said to be, whatever was done afterwards.
        assert [(at, public(at)) for at, _ in room.seen] == room.seen
        for year, slug in addresses:
            assert Edition.objects.once_live(room.now).at_address(year, slug).exists()
        for period in Period.objects.standing():
            first = Period.objects.standing().filter(article=period.article).order_by("during").first()
            assert (period.published_at, period.year) == (first.starts, first.starts.year)
        transaction.set_rollback(True)
