"""Where the links of public pages lead."""

import re

import pytest

from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.markup import flat

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="([^"#]+)')


@pytest.fixture
def world():
    """Skaters of a nation, neutral, of a country of the past, and of one for which nobody has started yet."""
    cup = standings.cup()
    events.stream(season=cup.season)
    event = events.event(season=cup.season)
    events.listing(season=cup.season)
    race = events.race(event=event)
    standings.result(race, standings.skater("Femke Kok"))
    neutral = standings.skater("Kristina Silaeva", country=events.country("AIN", is_current=False))
    standings.result(race, neutral)
    standings.result(race, standings.skater("Galina Stepanskaya", country=events.country("URS", is_current=False)))
    moved = standings.skater("Min-Seok Kim", country=events.country("HUN"))
    standings.result(race, moved, country=events.country("KOR"))
    standings.skater("Nobody Yet", country=events.country("ITA"))
    recompute(cup.season)
    return cup


def test_every_link_of_where_to_watch_nations_skaters_and_search_leads_somewhere(client, world):
    pages = [
        "/where-to-watch/",
        "/where-to-watch/ned/",
        "/nations/",
        "/skaters/",
        "/search/?q=neutral",
        "/search/?q=soviet",
    ]
    pages += [f"/nations/{noc}/" for noc in ("ned", "ain", "urs", "kor")]
    pages += [each.get_absolute_url() for each in type(standings.skater("Extra Skater")).objects.all()]
    found = {link for page in pages for link in LINK.findall(client.get(page).text) if link.startswith("/")}
    links = {link.replace("&amp;", "&") for link in found if not link.startswith("/static/")}
    assert {link for link in links if link.startswith("/where-to-watch/")} >= {"/where-to-watch/ned/"}
    assert {link: client.get(link).status_code for link in sorted(links) if client.get(link).status_code != 200} == {}


@pytest.mark.parametrize("noc", ["AIN", "URS"])
def test_code_without_viewers_has_a_nation_s_page_and_no_answer(client, world, noc):
    address = f"/where-to-watch/{noc.lower()}/"
    assert client.get(address).status_code == 404
    assert address not in flat(client.get(f"/nations/{noc.lower()}/").text)


def test_nation_with_viewers_leads_to_its_answer(client, world):
    assert '<a href="/where-to-watch/ned/">Where to watch</a>' in flat(client.get("/nations/ned/").text)


def test_skater_of_a_nation_without_a_start_has_no_link_to_its_page(client, world):
    assert "/nations/hun/" not in flat(client.get("/skaters/min-seok-kim/").text)
    assert "/nations/ned/" in flat(client.get("/skaters/femke-kok/").text)


@pytest.mark.parametrize(("noc", "has_page"), [("NED", True), ("AIN", False)])
def test_form_of_a_country_leads_to_its_answer_if_it_has_one(admin_client, world, noc, has_page):
    text = flat(admin_client.get(f"/admin/events/country/{noc}/change/").text)
    assert (f'href="/where-to-watch/{noc.lower()}/" class="viewsitelink"' in text) == has_page
    assert ("viewsitelink" in text) == has_page
