"""What a broadcaster's mail says, by the table of listings."""

import pytest

from events.models import CountryGroup, Listing
from isuwc.tables.plans import apply
from tests.events.broadcast.listings.test_tables import planned, table
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    factories.broadcaster("Example TV")
    factories.season()


def test_change_of_its_ways_is_one_change_and_says_all_of_them():
    apply(planned(table({"timing": "live"})))
    pk = str(Listing.objects.get().pk)
    change = planned(table({"id": pk, "timing": '"on demand, live"', "competitors": "men"})).changes[0]
    assert change.words == ("competitors: none → men", "timing: live → live, on demand")


def test_listings_for_parts_of_a_country_are_others():
    rows = table({"country": "SUI", "part": "German-speaking part"}, {"country": "SUI", "part": "Romandy"})
    found = planned(rows)
    assert [each.title for each in found.changes] == [
        "Example TV, SUI, German-speaking part",
        "Example TV, SUI, Romandy",
    ]
    apply(found)
    assert (planned(rows).unchanged, Listing.objects.count()) == (2, 2)


def test_part_of_a_group_is_refused():
    CountryGroup.objects.create(name="Nordic")
    found = planned(table({"country": "", "group": "Nordic", "part": "North"}))
    assert [str(each) for each in found.errors] == [
        "listings.csv, row 2, column part: a part is of a country; this listing is for a group of countries"
    ]
