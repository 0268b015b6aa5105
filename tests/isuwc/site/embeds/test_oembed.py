"""oEmbed: what is answered of an address, in which format and size, and what is refused."""

from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from news.editions.publishing import publish, withdraw
from tests.factories import events, news
from tests.isuwc.site.embeds.test_frames import raced

pytestmark = pytest.mark.django_db
SITE = settings.SITE_URL


def asked(client, path: str, **parameters):
    return client.get(f"/oembed?{urlencode({'url': f'{SITE}{path}', **parameters})}")


def test_page_is_answered_by_its_iframe(client):
    _, cup = raced()
    address = cup.get_absolute_url()
    answer = asked(client, address)
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("application/json", "*")
    assert answer.json() == {
        "version": "1.0",
        "type": "rich",
        "provider_name": "World Cup Speed Skating",
        "provider_url": f"{SITE}/",
        "title": f"{cup.title} {cup.season}: standing",
        "width": 600,
        "height": 720,
        "html": f'<iframe src="{SITE}/embed{address}" title="{cup.title} {cup.season}: standing" width="600" '
        'height="720" style="border: 0; max-width: 100%" loading="lazy"></iframe>',
        "thumbnail_url": f"{SITE}{address}card.jpg",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def test_every_page_that_names_oembed_is_known_to_it_and_so_is_the_embed(client):
    race, cup = raced()
    pages = [race.get_absolute_url(), cup.get_absolute_url(), race.event.get_absolute_url(), race.event.watch_address]
    pages += ["/where-to-watch/ned/", "/embed/next-event/", news.edition().get_absolute_url()]
    for address in pages:
        page = client.get(address).content.decode()
        found = page.partition('type="application/json+oembed"')[2].partition('href="')[2].partition('"')[0]
        assert client.get(found.replace("&amp;", "&")).status_code == 200, address


def test_xml_has_the_same(client):
    race, _ = raced()
    answer = asked(client, race.get_absolute_url(), format="xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    as_json = asked(client, race.get_absolute_url()).json()
    assert (root.tag, {each.tag: each.text for each in root}) == (
        "oembed",
        {name: str(value) for name, value in as_json.items()},
    )


def test_size_and_picture_keep_to_what_was_asked_for(client):
    race, _ = raced()
    small = asked(client, race.get_absolute_url(), maxwidth="300", maxheight="400").json()
    assert (small["width"], small["height"], 'width="300" height="400"' in small["html"]) == (300, 400, True)
    assert "thumbnail_url" not in small
    large = asked(client, race.get_absolute_url(), maxwidth="1200", maxheight="630").json()
    assert (large["width"], large["height"], large["thumbnail_width"]) == (600, 630, 1200)


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/", {}, 404),
        ("/news/2025/nothing/", {}, 404),
        ("/standings/2025-26/men/500m/", {}, 404),
        ("/embed/", {}, 404),
        ("/where-to-watch/?event=%00", {}, 404),
        ("/admin/news/article/1/change/", {}, 401),
        ("/news/preview/abc/", {}, 401),
        ("/where-to-watch/ned/", {"format": "yaml"}, 501),
        ("/where-to-watch/ned/", {"maxwidth": "0"}, 400),
        ("/where-to-watch/ned/", {"maxheight": "many"}, 400),
        ("/where-to-watch/ned/", {"maxwidth": "9" * 30}, 400),
    ],
)
def test_what_it_refuses(client, path, parameters, status):
    answer = asked(client, path, **parameters)
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/plain; charset=utf-8")


def test_other_sites_and_no_address_at_all_are_refused(client):
    assert client.get("/oembed?url=https://example.com/where-to-watch/ned/").status_code == 404
    assert client.get("/oembed?url=http://[").status_code == 404
    assert client.get("/oembed").status_code == 400


def test_story_is_a_link_while_it_is_live_alone(client, media):
    article = news.article(title="Zebra & ice", hero=news.photo_with_file())
    assert asked(client, f"/news/{timezone.now().year}/{article.slug}/").status_code == 404
    edition = publish(article, None)
    found = asked(client, edition.get_absolute_url()).json()
    assert (found["type"], found["title"], "html" in found) == ("link", "Zebra & ice", False)
    assert found["thumbnail_url"] == f"{SITE}{edition.card.src}"
    withdraw(article, None)
    assert asked(client, edition.get_absolute_url()).status_code == 404


def test_number_of_queries(client, django_assert_num_queries):
    events.event()
    edition = news.edition()
    with django_assert_num_queries(1):
        assert asked(client, edition.get_absolute_url()).status_code == 200
    with django_assert_num_queries(5):
        assert asked(client, "/where-to-watch/ned/").status_code == 200
