"""Makes the draft of a report from the results of a session or a whole event, in one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from events.models import Event, Session
from events.time.dates import utc_moment
from news.editions.checks import PROPOSAL
from news.editions.versions.keeping import keep_version
from news.imports.from_results.found import parts_of, scope_of
from news.imports.from_results.markup import Links
from news.imports.from_results.report import Draft, draft
from news.models import Article, ResultBlock, TextBlock
from news.models.article import State, Type, make_slug
from news.models.blocks import REGION, Block
from news.review.notes import ADDS, write

DRAFTED = "results of "  # how `Article.imported_from` of a draft begins; the digest of a text has other letters


class NoResultError(Exception):
    """No race of it has a whole result yet, so there is nothing to report."""


class DraftedBeforeError(Exception):
    """There is a report that was drafted from the same results: `article`."""

    def __init__(self, article: Article) -> None:
        super().__init__(str(article))
        self.article = article


@dataclass(frozen=True)
class Made:
    """A draft that was made, and what its journalist has to know of it, which also stands in a note on it."""

    article: Article
    notes: tuple[str, ...]


def mark_of(event: Event, session: Session | None) -> str:
    """How an article says of which results it was drafted (`Article.imported_from`)."""
    return f"{DRAFTED}session {session.pk}" if session else f"{DRAFTED}event {event.pk}"


def drafted_before(marks: Iterable[str]) -> dict[str, Article]:
    """The newest article that was drafted from each, withdrawn ones aside. One query."""
    found = Article.objects.filter(imported_from__in=list(marks)).exclude(state=State.WITHDRAWN)
    return {article.imported_from: article for article in found.select_related("created_by").order_by("pk")}


@transaction.atomic
def create_draft(event: Event, session: Session | None, by: User, *, again: bool = False) -> Made:
    """Draft the report, and leave a note on it that says from what, and what is missing, where the person may.

    Raises NoResultError, and DraftedBeforeError unless it is to be made `again`. Two who ask at once make one.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    mark = mark_of(event, session)
    earlier = drafted_before([mark]).get(mark)
    if earlier and not again:
        raise DraftedBeforeError(earlier)
    now = timezone.now()
    drafted = draft(scope_of(event, session), parts_of(event, session, now), utc_moment(now))
    if drafted is None:
        raise NoResultError
    article = Article.objects.create(
        type=Type.REPORT,
        title=f"{PROPOSAL}{drafted.title}",
        slug=make_slug(drafted.title),
        lead=f"{PROPOSAL}{drafted.lead}",
        event=event,
        imported_from=mark,
        created_by=by,
        changed_by=by,
    )
    for number, block in enumerate(_blocks(drafted), start=1):
        block.parent, block.region, block.ordering = article, REGION, number * 10
        block.save()
    keep_version(article, by)
    if by.has_perm(ADDS):
        write(article, by, "\n".join(drafted.notes))
    return Made(article, drafted.notes)


def _blocks(drafted: Draft) -> Iterator[Block]:
    """Adjacent passages without a race of their own become one text block."""
    links = Links(drafted.addresses)
    html = ""
    for passage in drafted.passages:
        html += links.html(passage)
        if passage.race is not None:
            yield TextBlock(text=html)
            yield ResultBlock(race_id=passage.race)
            html = ""
    if html:
        yield TextBlock(text=html)
