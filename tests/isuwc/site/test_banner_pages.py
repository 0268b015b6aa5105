import datetime
import re

import pytest
from django.utils import timezone

from isuwc.site.middleware.banner_pages import PAGES
from news.models.banner import PageKind
from tests.factories.events import country, event, season
from tests.factories.news import article, banner, edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def page_event():
    """An event whose pages, and an article about which, are all there."""
    country("NOR")
    made = event(season=season(2025))
    edition(article(event=made, title="Off they go", hashtags=["SpeedSkating"]))
    return made


def addresses(made) -> dict[str, str]:
    """An address of each page that carries a banner, by the name of its view."""
    year = timezone.now().year
    return {
        "home": "/",
        "news:index": "/news/",
        "news:tag": "/news/tag/speedskating/",
        "news:article": f"/news/{year}/off-they-go/",
        "event": made.get_absolute_url(),
        "events:index": "/events/",
        "events:season": "/events/2025-26/",
        "events:where_to_watch": "/where-to-watch/",
        "events:country": "/where-to-watch/nor/",
        "standings:index": "/standings/",
    }


def shown(response) -> list[str]:
    """The addresses that banners on the page lead to."""
    return re.findall(r'<aside class="banner[^>]*>\s*<a href="([^"]*)"', response.content.decode())


@pytest.mark.parametrize("view", sorted(set(PAGES) - {"standings:season"}))
def test_page_carries_its_banner(client, page_event, view):
    made = banner(event=page_event, pages=[PAGES[view]])
    response = client.get(addresses(page_event)[view])
    assert response.resolver_match.view_name == view
    assert (response.context["banner"], shown(response)) == (made, [page_event.get_absolute_url()])


@pytest.mark.parametrize("view", sorted(set(PAGES) - {"standings:season"}))
def test_page_without_a_banner_of_its_kind_carries_none(client, page_event, view):
    banner(event=page_event, pages=[kind for kind in PageKind.values if kind != PAGES[view]])
    banner(event=page_event, ends_at=timezone.now() - datetime.timedelta(seconds=1))
    assert shown(client.get(addresses(page_event)[view])) == []


def test_page_about_an_event_carries_that_events_banner(client, page_event):
    other = event(season=page_event.season)
    own = banner(event=page_event)
    newer = banner(event=other, starts_at=timezone.now())
    pages = addresses(page_event)
    assert [client.get(pages[view]).context["banner"] for view in ("news:article", "event", "home")] == [
        own,
        own,
        newer,
    ]


def test_a_banner_is_never_part_of_an_articles_text(client, page_event):
    made = banner(event=page_event)
    html = client.get(addresses(page_event)["news:article"]).content.decode()
    text = html[html.index("<article") : html.index("</article>")]
    assert (html.count(made.src), text.count(made.src)) == (2, 0)


def test_no_page_carries_the_banner_of_an_event_that_is_over_unless_its_end_was_set_later(client, page_event):
    """In November 2025 it was held."""
    made = banner(event=page_event, ends_at=None)
    pages = addresses(page_event)
    assert {view: len(shown(client.get(path))) for view, path in pages.items()} == dict.fromkeys(pages, 0)
    made.ends_at = timezone.now() + datetime.timedelta(days=1)
    made.save()
    assert {view: len(shown(client.get(path))) for view, path in pages.items()} == dict.fromkeys(pages, 1)
