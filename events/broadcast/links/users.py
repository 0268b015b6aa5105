"""The addresses in use, each once, with all that lead to it and what is known of it."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from events.broadcast.links.faults import faults
from events.models import Broadcaster, BroadcasterWas, LinkTry, LinkWord, Listing, ListingWas, Showing, Stream
from events.models.listing import LINKS
from events.time.dates import long_date


@dataclass(frozen=True)
class User:
    """What leads to an address. `row` is the one on whose form it stands."""

    row: Listing | Broadcaster | Stream
    title: str
    is_example: bool = False

    @property
    def form(self) -> str:
        """The URL name of that form."""
        return f"admin:events_{self.row._meta.model_name}_change"


@dataclass(frozen=True)
class Address:
    """An address with all that lead to it, a person's word on it and what the command found."""

    address: str
    users: tuple[User, ...]
    word: LinkWord | None = None
    found: LinkTry | None = None

    @property
    def faults(self) -> list[str]:
        """What is wrong with how it is written. Only examples may lead to a placeholder."""
        return faults(self.address, all(each.is_example for each in self.users))

    @property
    def is_dead(self) -> bool:
        """As a person said."""
        return bool(self.word and self.word.failed_on)

    @property
    def is_doubted(self) -> bool:
        """Whether the command finds it failing, and nobody has said that it does."""
        return not self.is_dead and bool(self.found and self.found.is_failing)

    @property
    def opened_on(self) -> datetime.date:
        """When a person last said that it answers."""
        return (self.word.answered_on if self.word else None) or datetime.date.min

    @property
    def said(self) -> str:
        """A person's word."""
        if self.word and self.word.failed_on:
            return f"Somebody found that it no longer answers, since {long_date(self.word.failed_on)}."
        if self.word and self.word.answered_on:
            return f"Somebody opened it on {long_date(self.word.answered_on)}, and it answered."
        return "Nobody has opened it yet."

    @property
    def tried(self) -> str:
        """What the command found, with the day."""
        if self.found is None:
            return "The command has not tried it yet."
        words = f"The command, on {long_date(self.found.tried_on)}: {self.found.outcome}"
        if self.found.failing_since and self.found.failures > 1:
            since = long_date(timezone.localdate(self.found.failing_since))
            return f"{words}, {self.found.failures} times in a row since {since}."
        return f"{words}."

    @property
    def differs(self) -> str:
        """Where the command finds otherwise than a person said, what to make of it; empty where it doesn't."""
        if self.found is None or self.word is None:
            return ""
        if self.is_dead and self.found.is_answering and self.found.tried_on >= (self.word.failed_on or self.opened_on):
            return (
                "The command had an answer. Open it: pages don't lead to it as long as you don't say that it answers."
            )
        if self.is_doubted and self.found.tried_on >= self.opened_on:
            return "The command finds otherwise than was said. Your word counts: open it again."
        return ""


def addresses(
    listings: Collection[Listing], showings: Iterable[Showing], streams: Iterable[Stream], on: datetime.date
) -> list[Address]:
    """Of listings with their broadcasters, of single sessions `with_words` and of streams. Four queries.

    With former ones that hold on that day, as what replaces them begins later.
    """
    found: dict[str, list[User]] = {}
    for address, user in (*_users(listings, showings, streams), *_still_held(listings, on)):
        found.setdefault(address, []).append(user)
    words = {each.address: each for each in LinkWord.objects.filter(address__in=found)}
    tries = {each.address: each for each in LinkTry.objects.filter(address__in=found)}
    return [Address(each, tuple(users), words.get(each), tries.get(each)) for each, users in found.items()]


def in_use(on: datetime.date | None = None) -> list[Address]:
    """All addresses that pages may still lead to: of rights that are not over, and of sessions and streams to come.

    Of broadcasters only those with such a right.
    """
    on = on or timezone.localdate()
    listings = Listing.objects.lasting(on).select_related("broadcaster", "country", "group")
    showings = Showing.objects.filter(listing__in=listings.order_by(), session__date__gte=on).exclude(link="")
    streams = Stream.objects.filter(season__events__end_date__gte=on).select_related("season").distinct()
    return addresses(listings, showings.with_words(), streams, on)


def users_of(address: str) -> list[User]:
    """All that lead to the address, also where a right is over or has another link now: past events keep theirs."""
    listings = Listing.objects.select_related("broadcaster", "country", "group")
    own = [User(row, str(row)) for name in LINKS for row in listings.filter(**{name: address})]
    own += [_session_user(each) for each in Showing.objects.filter(link=address).with_words()]
    own += [User(row, f"{row}, its website") for row in Broadcaster.objects.filter(website=address)]
    own += [_former_user(each) for each in _formers(ListingWas.objects.filter(was=address))]
    own += [_former_user(each) for each in _formers(BroadcasterWas.objects.filter(what="website", was=address))]
    return own + [User(row, str(row)) for row in Stream.objects.filter(link=address).select_related("season")]


def _users(
    listings: Iterable[Listing], showings: Iterable[Showing], streams: Iterable[Stream]
) -> Iterator[tuple[str, User]]:
    broadcasters: dict[int, Broadcaster] = {}
    for row in listings:
        broadcasters[row.broadcaster_id] = row.broadcaster
        for name in LINKS:
            if address := getattr(row, name):
                yield address, User(row, str(row), row.is_example or row.broadcaster.is_example)
    for showing in showings:
        if showing.link:
            yield showing.link, _session_user(showing)
    for broadcaster in broadcasters.values():
        if broadcaster.website:
            yield broadcaster.website, User(broadcaster, f"{broadcaster}, its website", broadcaster.is_example)
    for stream in streams:
        yield stream.link, User(stream, str(stream))


def _still_held(listings: Collection[Listing], on: datetime.date) -> Iterator[tuple[str, User]]:
    """Former links and websites that hold on that day or from a later one, up to the day before the next one."""
    held = {"before__gt": on}
    links = ListingWas.objects.filter(listing__in=[row.pk for row in listings], **held)
    sites = BroadcasterWas.objects.filter(broadcaster__in={row.broadcaster_id for row in listings}, **held)
    for each in (*_formers(links), *_formers(sites.filter(what="website"))):
        yield each.was, _former_user(each)


def _formers(found: QuerySet[Any]) -> QuerySet[Any]:
    row = "listing" if found.model is ListingWas else "broadcaster"
    related = [row] if row == "broadcaster" else ["listing__broadcaster", "listing__country", "listing__group"]
    return found.exclude(was="").select_related(*related)


def _former_user(former: ListingWas | BroadcasterWas) -> User:
    until = f"until {long_date(former.before - datetime.timedelta(days=1))}"
    if isinstance(former, BroadcasterWas):
        return User(former.broadcaster, f"{former.broadcaster}, its website {until}", former.broadcaster.is_example)
    row = former.listing
    return User(row, f"{row}, {until}", row.is_example or row.broadcaster.is_example)


def _session_user(showing: Showing) -> User:
    row = showing.listing
    title = f"{row}, {showing.session.event.title}, {showing.session}"
    return User(row, title, row.is_example or row.broadcaster.is_example)
