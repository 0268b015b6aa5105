"""A result and a standing as text to paste: every place, what is not sure, and where it comes from."""

import pytest
from django.conf import settings

from events.models import Race
from standings.scoring.recompute import recompute
from tests.factories import events, standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """500m women in Hamar: won by Kok before Leerdam; Herzog did not finish, Jones was disqualified."""
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season, venue=events.venue("Hamar"), programme_is_whole=True))
    standings.result(race, standings.skater("Femke Kok"), hundredths=3734, thousandth=3)
    standings.result(race, standings.skater("Jutta Leerdam"), hundredths=3773)
    standings.result(race, standings.skater("Vanessa Herzog", country=events.country("AUT")), status="DNF")
    standings.result(race, standings.skater("Ann Jones", country=events.country("CAN")), status="DQ", hundredths=3800)
    recompute(cup.season)
    return race


def text(client, address: str) -> str:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return answer.content.decode()


def test_result_has_places_names_codes_times_points_and_its_source(client, race, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = text(client, f"{race.get_absolute_url()}result.txt")
    assert found == (
        f"{race.title}\n"
        f"{race.event.title}, Hamar, {race.session.date.day} November 2025\n"
        "\n"
        "1. Femke Kok (NED), 37.34(3), 60 points\n"
        "2. Jutta Leerdam (NED), 37.73, 54 points\n"
        "DNF Vanessa Herzog (AUT), 0 points\n"
        "DQ Ann Jones (CAN), 0 points\n"
        "\n"
        f"Source: {settings.SITE_URL}{race.get_absolute_url()}\n"
    )


@pytest.mark.parametrize(
    ("state", "said"), [("partial", "Only the places that reports gave"), ("unofficial", "This result is unofficial")]
)
def test_result_says_how_sure_it_is(client, race, state, said):
    Race.objects.update(result_state=state)
    assert text(client, f"{race.get_absolute_url()}result.txt").split("\n")[2].startswith(said)


def test_standing_has_places_and_totals_and_says_what_is_missing(client, race):
    cup = race.event.season.cups.get()
    address = cup.get_absolute_url().rstrip("/")
    found = text(client, f"{address}.txt")
    assert found.startswith(
        f"World Cup standing, {cup.title} {cup.season}\nFinal standing, after World Cup 1 in Hamar.\n"
    )
    assert "\n1. Femke Kok (NED), 60 points\n2. Jutta Leerdam (NED), 54 points\n" in found
    assert found.endswith(f"\n\nSource: {settings.SITE_URL}{cup.get_absolute_url()}\n")
    events.race(event=race.event, division="B", number=2)
    recompute(cup.season)
    assert "\nProvisional: the result of Division B is not in yet.\n" in text(client, f"{address}.txt")


def test_standing_that_cannot_be_computed_says_so(client):
    cup = standings.cup()
    assert "\nNo standing can be computed from the results that are here.\n" in text(
        client, f"{cup.get_absolute_url().rstrip('/')}.txt"
    )


def test_what_is_not_there_has_no_text_and_no_button(client):
    race = events.race()
    assert client.get(f"{race.get_absolute_url()}result.txt").status_code == 404
    assert "data-plain-text" not in client.get(race.get_absolute_url()).content.decode()
    assert client.get("/standings/2025-26/women/500m.txt").status_code == 404
