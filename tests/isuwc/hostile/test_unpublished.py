"""A story that is not public changes nothing at any public address: not a word, a count, a date or a version."""

import datetime
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from events.models import Event
from news.editions.publishing import publish, withdraw
from news.models import Article, Edition
from standings.models import Competitor
from tests.factories import news
from tests.isuwc.hostile.test_made_of import made, pages

WORD = "zzsecret"
# What one address of each pattern leaves out
FURTHER = (
    "/sitemap-newest.xml",
    "/sitemap-news.xml",
    f"/search/?q={WORD}",
    "/search/?q=example",
    "/search/?q=story",
    "/news/?type=report",
    "/news/?type=preview",
)


def answers(addresses: Iterable[str]) -> dict[str, bytes]:
    return {address: made(address)[1] for address in addresses}


def secret(**values) -> Article:
    """About everything that is there, so that it would be shown beside all of it."""
    skater = Competitor.objects.skaters().first()
    words = f"<p>{WORD}: {skater.name} and Anna Example.</p>"
    own = {"event": Event.objects.get(), "hashtags": ["SpeedSkating", WORD], "hero": news.photo(alt=WORD)}
    return news.article(title=f"{WORD} of {skater.name}", lead=f"{WORD}.", text=words, **own, **values)


def draft() -> None:
    secret()


def embargoed() -> None:
    publish(secret(), by=None, goes_live_at=timezone.now() + datetime.timedelta(hours=1))


def embargoed_correction() -> None:
    article = Edition.objects.live().get().article
    article.title, article.lead = f"{WORD} title", f"{WORD} lead"
    article.save()
    publish(article, by=None, goes_live_at=timezone.now() + datetime.timedelta(hours=1))


def withdrawn() -> None:
    article = secret()
    publish(article, by=None)
    withdraw(article, by=None)


def shown_by(make: Callable[[], None], before: dict[str, bytes]) -> dict[str, bytes]:
    """The answers that are another one for what this makes."""
    with transaction.atomic():
        make()
        after = answers(before)
        transaction.set_rollback(True)
    return {address: answer for address, answer in after.items() if answer != before[address]}


def published() -> None:
    publish(secret(), by=None)


def test_story_that_is_not_public_changes_no_public_address(visitor):
    before = answers([*pages(), *FURTHER])
    assert len(before) > 50
    assert {make.__name__: shown_by(make, before) for make in (draft, embargoed, embargoed_correction)} == {
        "draft": {},
        "embargoed": {},
        "embargoed_correction": {},
    }
    # The index of sitemaps says when a story last came or went, as one has
    gone = shown_by(withdrawn, before)
    assert (list(gone), WORD.encode() in gone["/sitemap.xml"]) == (["/sitemap.xml"], False)
    # It would have been seen: live, the same story is at all of these
    assert {"/", "/news/", "/news/rss/", f"/search/?q={WORD}", "/sitemap-newest.xml"} <= set(
        shown_by(published, before)
    )
