"""Countries of skaters for which the broadcast desk has no answer."""

import pytest

from tests.factories import events as factories
from tests.factories import standings
from tests.isuwc.site.broadcast_desk.desk import DESK, listing, ranked, section
from tests.markup import flat

pytestmark = pytest.mark.django_db


def unanswered(client):
    return [(each.country.noc, each.why) for each in section(client, "unanswered")]


def test_country_of_a_skater_that_nobody_shows_an_event_to_is_told(client, season):
    ranked(season, "NOR", "SWE", "FIN")
    listing("NOR", timing="highlights", is_exclusive=True)
    listing("DEN", timing="highlights", is_exclusive=True)  # of no skater
    one = listing("SWE", timing="highlights", is_exclusive=True)
    one.events.set([season.events.get(number=2)])
    assert unanswered(client) == [("NOR", "Nobody shows any event."), ("SWE", "Nobody shows World Cup 2.")]


def test_country_without_listing_is_told_while_nobody_has_checked_the_stream(client, season):
    ranked(season, "NOR", "SWE")
    listing("SWE")
    assert unanswered(client) == []
    season.stream.checked_on = None
    season.stream.save()
    assert unanswered(client) == [("NOR", "No listing, and no checked stream.")]
    season.stream.delete()
    assert unanswered(client) == [("NOR", "Nobody shows any event; no listing, and no checked stream.")]
    add = f"/admin/events/listing/add/?country=NOR&amp;season={season.pk}&amp;series={season.series_id}"
    page = flat(client.get(DESK).text)
    assert add in page
    assert f"/admin/events/stream/add/?season={season.pk}" in page


def test_countries_are_those_in_the_season_s_newest_or_published_standings_most_skaters_first(client, season):
    season.stream.delete()
    ranked(season, "NOR", "SWE", "SWE", "AIN")
    cup = season.cups.get()
    dropped = standings.skater("Skater Dropped", country=factories.country("FIN"))
    race = factories.race(event=season.events.get(number=2))
    standings.standing(cup=cup, race=race, competitor=dropped, is_newest=False)
    published = standings.skater("Skater Published", country=factories.country("DEN"))
    standings.published_standing(cup=cup, event=season.events.first(), competitor=published)
    standings.skater("Skater Unranked", country=factories.country("NED"))
    assert [(each.country.noc, each.country.competitor_count) for each in section(client, "unanswered")] == [
        ("SWE", 2),
        ("DEN", 1),
        ("NOR", 1),
    ]
