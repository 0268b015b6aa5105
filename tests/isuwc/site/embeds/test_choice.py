"""The page that gives the code: what it offers, what it shows of an address, and what it says of another."""

import pytest
from django.conf import settings

from tests.factories import events
from tests.isuwc.site.embeds.test_frames import raced

pytestmark = pytest.mark.django_db


def test_it_offers_the_standings_and_the_latest_results(client, django_assert_num_queries):
    race, cup = raced()
    events.race(event=events.event(season=cup.season, number=2))  # to come
    with django_assert_num_queries(4):
        answer = client.get("/embed/")
    assert (answer.context["columns"], answer.context["races"]) == ({"Women": [cup], "Men": []}, [race])


@pytest.mark.parametrize("before", ["", settings.SITE_URL])
def test_it_gives_the_code_of_an_address_and_shows_it(client, before):
    _, cup = raced()
    answer = client.get("/embed/", {"url": f"{before}{cup.get_absolute_url()}", "theme": "dark"})
    source = f"{settings.SITE_URL}/embed{cup.get_absolute_url()}?theme=dark"
    assert answer.context["source"] == source
    assert f'src="{source}"' in answer.context["code"]
    assert "frame-src https://www.youtube-nocookie.com 'self'" in answer["Content-Security-Policy"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "https://example.com/", "nothing", "/embed/", "/standings/2025-26/men/500m/"])
def test_it_says_that_there_is_nothing_to_embed(client, address):
    answer = client.get("/embed/", {"url": address})
    assert (answer.status_code, answer.context["frame"]) == (200, None)
    assert "Nothing can be embedded of this address." in answer.content.decode()
