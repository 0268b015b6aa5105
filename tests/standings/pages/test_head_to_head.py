"""Two skaters against each other, and the choice of the second."""

import pytest

from standings.models import FormerAddress
from standings.pages.skaters.head_to_head import MOST, head_to_head, opponents
from tests.factories import events as calendar
from tests.factories import standings
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return calendar.event()


@pytest.fixture
def pair():
    return standings.skater("Femke Kok"), standings.skater("Jutta Leerdam")


def meet(event, *ranks, distance="500", times=(None, None), **values):
    """A race with these ranks of the two; None: no place."""
    race = calendar.race(event=event, distance=distance, ordinal=1 + event.races.count(), **values.pop("race", {}))
    for skater, rank, time in zip(values["pair"], ranks, times, strict=True):
        status = "OK" if rank else "DNF"
        standings.result(race, skater, rank=rank, status=status, hundredths=time if rank else None)
    return race


def address(one, other):
    return f"/skaters/{one.slug}/against/{other.slug}/"


def test_races_count_in_which_both_have_a_place(client, event, pair, django_assert_num_queries):
    won = meet(event, 1, 2, times=(3700, 3736), pair=pair)
    lost = meet(event, 5, 4, distance="1000", times=(7446, 7417), pair=pair)
    meet(event, 1, None, pair=pair)
    level = meet(event, 2, 2, pair=pair)
    standings.result(calendar.race(event=event, distance="3000"), pair[0])  # without the other
    with django_assert_num_queries(5):
        response = client.get(address(*pair))
    found = response.context["found"]
    assert [(each.race, each.ahead and each.ahead.competitor, each.gap) for each in found.meetings] == [
        (level, None, ""),
        (lost, pair[1], "+0.29"),
        (won, pair[0], "+0.36"),
    ]
    assert (found.total.one, found.total.other, found.total.level) == (1, 1, 1)
    assert [(each.distance, each.one, each.other, each.level) for each in found.by_distance] == [
        ("500m", 1, 0, 1),
        ("1000m", 0, 1, 0),
    ]
    assert "Times ahead in 3 races in which both have a place; level in 1, in the World Cups known here." in flat(
        response.text
    )


def test_gap_is_told_only_where_the_time_decides_and_does_not_contradict_the_places(event, pair):
    meet(event, 1, 2, distance="mass-start", times=(50000, 50010), pair=pair)
    meet(event, 1, 2, times=(3700, None), pair=pair)
    meet(event, 1, 2, times=(3710, 3700), pair=pair)
    assert [each.gap for each in head_to_head(*pair).meetings] == ["", "", ""]


def test_two_who_never_met_are_told_so(client, pair):
    assert "No race is known here in which both have a place." in flat(client.get(address(*pair)).text)


def test_names_are_the_family_ones_unless_they_share_it(event):
    miho, nana, kok = (standings.skater(name) for name in ("Miho Takagi", "Nana Takagi", "Femke Kok"))
    assert head_to_head(miho, nana).names == ("Miho Takagi", "Nana Takagi")
    assert head_to_head(miho, kok).names == ("Takagi", "Kok")


def test_only_two_of_one_category_and_kind_have_a_page(client, pair):
    man, team = standings.skater("Jordan Stolz", category="men"), standings.team("NOR", category="women")
    addresses = [address(pair[0], each) for each in (man, team, pair[0])]
    addresses += [f"/skaters/{pair[0].slug}/against/nobody/", f"/skaters/nobody/against/{pair[0].slug}/"]
    assert [client.get(each).status_code for each in addresses] == [404] * 5


def test_earlier_address_of_one_of_them_leads_on(client, pair):
    FormerAddress.objects.create(slug="femke-before", competitor=pair[0])
    response = client.get(f"/skaters/femke-before/against/{pair[1].slug}/")
    assert (response.status_code, response["Location"]) == (301, address(*pair))


def test_form_leads_to_the_page_of_the_two(client, event, pair):
    meet(event, 1, 2, pair=pair)
    page = client.get(pair[0].get_absolute_url())
    assert [(each.name, each.met) for each in page.context["opponents"]] == [("Jutta Leerdam", 1)]
    choose = f"/skaters/{pair[0].slug}/against/"
    assert f'action="{choose}"' in flat(page.text)
    found = [client.get(choose, {"with": asked}) for asked in (pair[1].slug, "", "nobody", "a\0b")]
    assert [(each.status_code, each.get("Location")) for each in found[:2]] == [
        (302, address(*pair)),
        (302, pair[0].get_absolute_url()),
    ]
    assert [each.status_code for each in found[2:]] == [404, 400]


def test_choice_is_bounded_to_those_who_were_met_most_often(event):
    kok = standings.skater("Femke Kok")
    for number in range(MOST + 1):
        standings.result(_race_of(event, kok), standings.skater(f"Skater Number{number:03}"), rank=2)
    often = standings.skater("Anna Often")
    for _ in range(2):
        standings.result(_race_of(event, kok), often, rank=2)
    found = opponents(kok)
    assert (len(found), found[-1], found[-1].met) == (MOST, often, 2)


def _race_of(event, skater):
    race = calendar.race(event=event, ordinal=1 + event.races.count())
    standings.result(race, skater, rank=1)
    return race
