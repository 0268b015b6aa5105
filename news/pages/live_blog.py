"""The entries of a live blog as its page, its feeds and other programs have them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, Max, Min, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from events.time.dates import day_and_month
from events.time.moments import Clocks, Moment
from isuwc.clock.shown import shown, shown_at
from isuwc.text.html import plain
from news.blocks.facts import References
from news.blocks.kinds import AnyFacts
from news.blocks.photo import PhotoFacts
from news.blocks.result import ResultFacts
from news.blocks.text import TextFacts
from news.editions.checks import photo_problems
from news.models.article import Article
from news.models.edition import Edition
from news.models.live_entry import LiveEntry
from news.pages.blocks.found import Found, find
from news.pages.blocks.kinds import all_shown
from news.pages.blocks.photo import ShownPhoto
from news.pages.blocks.shown import Shown
from news.pictures.picture import Picture

PER_PAGE = 50
IN_FEED = 5  # of the newest, in the feed's entry of their story


@dataclass(frozen=True)
class ShownEntry:
    """`moment` is by the venue's clocks; None for a story without a venue. `blocks` are its words, photo and result."""

    entry: LiveEntry
    blocks: list[Shown]
    moment: Moment | None
    address: str

    @property
    def corrected(self) -> str:
        """14:05 in Inzell, with the day if that is another one, or 13:05 UTC; empty if it was not corrected."""
        if not (at := self.entry.corrected_at):
            return ""
        zone = self.moment.clocks.zone if self.moment else datetime.UTC
        local, posted = at.astimezone(zone), self.entry.posted_at.astimezone(zone)
        day = "" if local.date() == posted.date() else f"{day_and_month(local)}, "
        return f"{day}{local:%H:%M} {f'in {self.moment.place}' if self.moment else 'UTC'}"

    @property
    def picture(self) -> Picture | None:
        found = next((block.picture for block in self.blocks if isinstance(block, ShownPhoto)), None)
        return found if found and not found.is_awaited else None

    @property
    def words(self) -> str:
        """All that is written in it, as plain text."""
        return "\n".join(part for part in (self.entry.heading, plain(self.entry.text)) if part)


@dataclass(frozen=True)
class LiveBlog:
    """A page of a live blog, newest first. `began` and `changed_at` are None as long as it has no entries."""

    address: str
    entries_address: str  # where the page asks for what is new
    entries: Sequence[ShownEntry]
    pinned: ShownEntry | None
    older: int | None  # the entry from which the older ones go on
    is_newest: bool
    began: datetime.datetime | None
    changed_at: datetime.datetime | None
    ended_at: datetime.datetime | None

    @property
    def renews(self) -> bool:
        """Whether the page asks for what is new: not at another moment than now, nor among older entries."""
        return self.is_newest and not self.ended_at and shown() is None

    @property
    def all(self) -> list[ShownEntry]:
        return [*([self.pinned] if self.pinned else []), *self.entries]


def live_blog_of(edition: Edition, start: int | None = None) -> LiveBlog | None:
    """The entries below a live edition, from the newest or from that entry on; None for what is no live blog.

    Two queries, two more where entries have results, and one where they have photos.
    """
    if not edition.live_blog:
        return None
    asked = LiveEntry.objects.of_edition(edition).select_related("photo")
    asked = asked.filter(pk__lte=start) if start is not None else asked.order_by("-is_pinned", "-pk")
    rows = list(asked[: PER_PAGE + 1])
    began, changed_at, ended_at = _facts(edition)
    entries = _shown(edition, rows[:PER_PAGE])
    is_pinned = start is None and bool(rows) and rows[0].is_pinned
    return LiveBlog(
        address=edition.get_absolute_url(),
        entries_address=reverse("news:live_entries", args=[edition.year, edition.slug]),
        entries=entries[1:] if is_pinned else entries,
        pinned=entries[0] if is_pinned else None,
        older=rows[PER_PAGE].pk if len(rows) > PER_PAGE else None,
        is_newest=start is None,
        began=began,
        changed_at=changed_at,
        ended_at=ended_at,
    )


def _facts(edition: Edition) -> tuple[datetime.datetime | None, datetime.datetime | None, datetime.datetime | None]:
    """When it began, changed last, and ended, by the moment shown."""
    at = shown_at()
    posted = Q(live_entries__posted_at__lte=at)
    first = Min("live_entries__posted_at", filter=posted & Q(live_entries__withdrawn_at__isnull=True))
    last = Max("live_entries__changed_at", filter=Q(live_entries__changed_at__lte=at))
    article = Article.objects.annotate(first=first, last=last).only("live_ended_at").get(pk=edition.article_id)
    ended_at = article.live_ended_at
    return article.first, article.last, ended_at if ended_at and ended_at <= at else None


def _shown(edition: Edition, rows: Sequence[LiveEntry]) -> list[ShownEntry]:
    uploads = frozenset(row.photo.digest for row in rows if row.photo and not row.photo.is_awaited)
    found = find(References(races=frozenset(row.race_id for row in rows if row.race_id), uploads=uploads))
    venue = edition.event.venue if edition.event else None
    clocks = Clocks(venue.zone, venue.city) if venue else None
    return [
        ShownEntry(
            entry=row,
            blocks=_blocks(row, found),
            moment=Moment(row.posted_at, clocks, is_dated=True) if clocks else None,
            address=f"{edition.get_absolute_url()}?from={row.pk}#{row.anchor}",
        )
        for row in rows
    ]


def _blocks(row: LiveEntry, found: Found) -> list[Shown]:
    facts: list[AnyFacts] = []
    if row.text:
        facts.append(TextFacts(row.text))
    # As the library has it now: one that has lost its credit since is left out until it has one, as one without rights
    if row.photo and not row.photo.obstacle(shown_at()) and not any(photo_problems(row.photo.facts())):
        facts.append(PhotoFacts(row.photo.facts()))
    if row.race_id:
        facts.append(ResultFacts(race=row.race_id))
    return all_shown(facts, found)


@dataclass
class InFeed:
    """What a feed says of a live blog: when it changed last, and its newest entries."""

    changed_at: datetime.datetime
    words: list[str] = field(default_factory=list)


def in_feeds(editions: Sequence[Edition]) -> dict[int, InFeed]:
    """By article, of those that are live blogs with entries. Two queries, none where there is no live blog."""
    keys = [edition.article_id for edition in editions if edition.live_blog]
    if not keys:
        return {}
    at = shown_at()
    changed = LiveEntry.objects.filter(article__in=keys, changed_at__lte=at).order_by().values_list("article")
    found = {article: InFeed(last) for article, last in changed.annotate(last=Max("changed_at"))}
    place = Window(RowNumber(), partition_by="article", order_by=F("pk").desc())
    newest = LiveEntry.objects.standing().filter(article__in=keys, posted_at__lte=at).annotate(place=place)
    for row in newest.filter(place__lte=IN_FEED).order_by("-pk"):
        said = " ".join(" ".join(part.split()) for part in (row.heading, plain(row.text)) if part)
        if said and row.article_id in found:
            found[row.article_id].words.append(f"{row.posted_at.astimezone(datetime.UTC):%H:%M} UTC: {said}")
    return found
