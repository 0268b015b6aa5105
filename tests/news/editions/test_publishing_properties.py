"""Whatever the newsroom does in whatever order, readers see what it was told last."""

import contextlib
import datetime
from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from news.editions.publication import publication_of
from news.editions.publishing import cancel, cancel_withdrawal, correct, move, plan, publish, withdraw
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.editions.snapshot import content_of_edition
from news.models import Edition, Period
from tests.factories import news as factories
from tests.factories.people import staff

pytestmark = pytest.mark.django_db

INSTANT = datetime.timedelta(microseconds=1)
MINUTE = datetime.timedelta(minutes=1)
START = datetime.datetime(2100, 12, 31, 23, 30, tzinfo=datetime.UTC)  # the year of an address is at stake too

# An action is done this many minutes after the one before it, and is about a moment that many minutes later; None: now.
AFTER = st.integers(1, 12)
LATER = st.one_of(st.integers(5, 40), st.integers(5, 40), st.none())
KEEP = st.sets(st.integers(1, 4), max_size=2)
WHICH = st.integers(0, 3)
WORDS = st.sampled_from(["A", "B", None])  # so that readers may see them already; None: words that nobody had before
WHO = st.sampled_from(["editor", "journalist"])
PUBLISH = st.tuples(st.just("publish"), WHO, AFTER, LATER, KEEP, WORDS)
OTHER = st.one_of(
    st.tuples(st.just("move"), WHO, AFTER, LATER, WHICH),
    st.tuples(st.just("cancel"), WHO, AFTER, WHICH),
    st.tuples(st.just("withdraw"), st.just("editor"), AFTER),
    st.tuples(st.just("plan"), WHO, AFTER, LATER),
    st.tuples(st.just("correct"), WHO, AFTER, st.sampled_from("AB")),
    st.tuples(st.just("withdraw_at"), st.just("editor"), AFTER, st.integers(5, 40)),
    st.tuples(st.just("stay"), st.just("editor"), AFTER),
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
    end: datetime.datetime | None = None  # when the story is withdrawn, as planned
    waiting: dict[int, datetime.datetime] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)  # the lead of each edition
    embargo: datetime.datetime = START  # before it no journalist brings anything out
    by: User | None = None
    seen: list[tuple[datetime.datetime, int | None]] = field(default_factory=list)  # what readers saw, and when

    def expected(self, at: datetime.datetime) -> int | None:
        """The edition that readers see at a moment to come, if nobody does anything before."""
        if self.end and at >= self.end:
            return None
        begun = [(moment, number) for number, moment in self.waiting.items() if moment <= at]
        return max(begun)[1] if begun else self.live

    def pass_time(self, minutes: int) -> None:
        """Note down what readers see right after the last action, around each moment that comes, and at the end."""
        then = self.now + minutes * MINUTE
        moments = [*self.waiting.values(), *([self.end] if self.end else [])]
        around = [at + step for at in moments for step in (-INSTANT, datetime.timedelta(0))]
        self.seen += [(at, self.expected(at)) for at in {self.now, *around, then - INSTANT} if self.now <= at < then]
        self.live = self.expected(then)
        self.waiting = {number: at for number, at in self.waiting.items() if at > then}
        self.end = self.end if self.end and self.end > then else None
        self.now = then

    def moment(self, later: int | None) -> datetime.datetime | None:
        return self.now + later * MINUTE if later else None

    def publish(self, later: int | None, keep: set[int], words: str | None) -> None:
        at = self.moment(later)
        factories.revise(self.article, **({"lead": words} if words else {}))
        same = self.same(at or self.now, keep)
        try:
            edition = publish(self.article, self.by, at, keep=keep, now=self.now)
        except AlreadyPublishedError as already:
            assert already.period.edition.number == same
            assert set(self.waiting) <= {*keep, same}  # nothing goes live of which the form said that it won't
            raise
        assert self.by is None or (at is not None and at >= self.embargo) or self.embargo <= self.now
        assert self.end is None or (at or self.now) < self.end
        kept = {number: moment for number, moment in self.waiting.items() if number in keep or number == same}
        self.set(kept, at or self.now)
        if same is None:
            self.words[edition.number] = self.article.lead
            self.begin(edition.number, at)
        assert edition.number == (same or len(self.words))

    def same(self, at: datetime.datetime, keep: set[int]) -> int | None:
        """The edition whose words are those of the working copy, which readers see then if nothing is added."""
        staying = [(moment, number) for number, moment in self.waiting.items() if number in keep and moment <= at]
        last = max(staying)[1] if staying else self.live
        then = [number for number, moment in self.waiting.items() if moment == at]
        return next((number for number in [last, *then] if number and self.words[number] == self.article.lead), None)

    def move(self, later: int | None, which: int) -> None:
        number, to = self.choose(which), self.moment(later)
        move(self.article, number, to, self.by, now=self.now)
        assert self.by is None or (to or self.now) >= self.waiting[number]
        assert self.end is None or (to or self.now) < self.end
        embargo = self.embargo
        self.set({other: moment for other, moment in self.waiting.items() if other != number}, to or self.now)
        self.embargo = self.embargo if self.by is None else max(embargo, self.embargo)
        self.begin(number, to)

    def cancel(self, which: int) -> None:
        number = self.choose(which)
        cancel(self.article, number, self.by, now=self.now)
        self.embargo = max(self.embargo, self.waiting.pop(number))
        self.end = self.end if self.live or self.waiting else None  # nothing is left that it would end

    def withdraw(self) -> None:
        withdraw(self.article, self.by, now=self.now)
        self.live, self.waiting, self.end = None, {}, None

    def withdraw_at(self, later: int) -> None:
        at = self.now + later * MINUTE
        withdraw(self.article, self.by, at, now=self.now)
        assert (self.live or self.waiting) and all(moment < at for moment in self.waiting.values())
        self.end = at

    def stay(self) -> None:
        assert cancel_withdrawal(self.article, self.by, now=self.now) == self.end
        self.end = None

    def plan(self, later: int | None) -> None:
        at = self.moment(later)
        plan(self.article, at, self.by, now=self.now)
        self.embargo = max([self.now, *self.waiting.values(), *([at] if at else [])])

    def correct(self, words: str) -> None:
        """Each edition that readers see, or will, gets these words at its moment."""
        moments = [(self.live, None), *sorted(self.waiting.items(), key=lambda item: item[1])]
        correct(self.article, lambda edition: content_of_edition(edition) | {"lead": words}, self.by, now=self.now)
        for number, at in moments:
            if number and self.words[number] != words:
                self.waiting.pop(number, None)
                self.words[len(self.words) + 1] = words
                self.begin(len(self.words), at)

    def set(self, waiting: dict[int, datetime.datetime], at: datetime.datetime) -> None:
        """What still waits, besides what was set for that moment."""
        self.waiting = waiting
        self.embargo = max([at, *waiting.values()])

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
    if publication.withdrawal and at >= publication.withdrawal:
        return None
    begun = [period for period in [publication.live, *publication.waiting] if period and period.starts <= at]
    return begun[-1].edition.number if begun else None


def check(room: Newsroom) -> None:
    """At the moment of an action, and at each to come, readers see what its words say."""
    publication = publication_of(room.article, room.now)
    assert publication.withdrawal == room.end
    ends = [room.end - INSTANT, room.end] if room.end else []
    for at in {room.now, *(period.starts for period in publication.waiting), *ends, room.now + 60 * MINUTE}:
        assert public(at) == promised(publication, at) == room.expected(at)


@settings(max_examples=30)
@example([("publish", "journalist", 1, 20, set(), None), ("publish", "journalist", 1, 30, set(), None)])  # postponed
@example(
    [
        ("publish", "editor", 1, 20, set(), None),
        ("publish", "editor", 1, 30, {1}, None),
        ("move", "editor", 1, 35, 0),
        ("cancel", "editor", 1, 0),
    ]
)
@example(
    [
        ("publish", "editor", 1, None, set(), None),
        ("publish", "editor", 1, 20, set(), None),
        ("publish", "editor", 1, None, {2}, None),
    ]
)
@example(  # the words that readers see replace those that wait
    [
        ("publish", "editor", 1, None, set(), "A"),
        ("publish", "editor", 1, 20, set(), "B"),
        ("publish", "editor", 1, None, set(), "A"),
    ]
)
@example(  # an update goes live before the story is withdrawn, which is put off and then dropped
    [
        ("publish", "editor", 1, None, set(), None),
        ("withdraw_at", "editor", 1, 30),
        ("publish", "editor", 1, 20, set(), None),
        ("withdraw_at", "editor", 1, 35),
        ("stay", "editor", 1),
    ]
)
@example(  # what waits is cancelled, and with it its withdrawal
    [("publish", "editor", 1, 20, set(), None), ("withdraw_at", "editor", 1, 30), ("cancel", "editor", 1, 0)]
)
@given(actions=SEQUENCES)
def test_readers_see_what_the_newsroom_was_told_last(actions):
    with transaction.atomic():  # which is rolled back, so that every sequence has its address to itself
        journalist = staff("Journalist", "ann")
        people = {"editor": None, "journalist": journalist}
        room = Newsroom(factories.article(slug="told"))
        addresses: set[tuple[int, str]] = set()
        for name, who, after, *arguments in actions:
            room.pass_time(after)
            room.by = people[who]
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
