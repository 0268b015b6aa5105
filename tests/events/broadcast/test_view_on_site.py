"""Every form of broadcast staff leads to where fans see what it says."""

import pytest

from events.models import CountryGroup
from tests.factories import events as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def test_listing_leads_to_the_answers_of_its_country(client):
    sign_in(client, "Broadcast")
    season = factories.season()
    nordic = CountryGroup.objects.create(name="the Nordic countries")
    of_country, of_season = factories.listing(), factories.listing(season=season)
    found = {
        of_country: "/where-to-watch/nor/",
        of_season: "/where-to-watch/nor/?season=2025-26",
        factories.listing(group=nordic, season=season): "/where-to-watch/",
        factories.stream(season=season): "/where-to-watch/",
    }
    for row, address in found.items():
        assert row.get_absolute_url() == address
        assert client.get(address).status_code == 200
        form = client.get(f"/admin/events/{row._meta.model_name}/{row.pk}/change/")
        assert "View on site" in form.text
