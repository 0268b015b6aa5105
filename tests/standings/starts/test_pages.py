"""A start list is shown until the result is in, with what has changed since; what else touches it."""

import datetime
import json

import pytest
from django.db.models import ProtectedError

from standings.corrections.merging import CantMergeError, merge
from standings.models import EarlierSkate, StartList
from standings.pages.races.start_lists import Starter, differences
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.starts.stage import page, saved, shown

pytestmark = pytest.mark.django_db


TODAY = datetime.date(2025, 11, 14)


def test_list_is_shown_until_the_result_is_in_and_then_folded(client, race, three):
    factories.start_list(race, *three, published_on=TODAY)
    context = client.get(race.get_absolute_url()).context
    assert [(line.competitor.name, begins) for line, begins in context["start_list"].rows] == [
        ("Femke Kok", True),
        ("Erin Jackson", False),
        ("Miho Takagi", True),
    ]
    text = shown(client, race)
    assert "As published on 14 November 2025. " in text
    assert '<a href="/skaters/femke-kok/">Femke Kok</a>' in text
    assert "start-list-fold" not in text
    assert [each.race for each in client.get(race.event.get_absolute_url()).context["start_lists"]] == [race]
    factories.result(race, three[0])
    text = shown(client, race)
    assert text.index('id="result"') < text.index("<summary>Start list, as it was before the race</summary>")
    assert client.get(race.event.get_absolute_url()).context["start_lists"] == []


def is_folded(client, race, words):
    """Whether race and event no longer show the list as who starts."""
    text, event = shown(client, race), client.get(race.event.get_absolute_url())
    has_head = 'id="start-list"' in text
    assert has_head == bool(event.context["start_lists"])
    return not has_head and f"<summary>Start list, {words}</summary>" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("not-held", "as it was before the race"),
        ("abandoned", "as it was before the race"),
        ("cancelled", "as it was before the race was cancelled"),
        ("partial", "as it was before the race"),  # no line of the result is here
    ],
)
def test_list_of_a_race_that_nobody_starts_in_is_folded(client, race, three, state, words):
    factories.start_list(race, *three)
    race.result_state, race.source = state, "A source"
    race.save()
    assert is_folded(client, race, words)


@pytest.mark.parametrize("plan", ["cancelled", "postponed"])
def test_list_of_a_session_that_is_called_off_is_folded(client, race, three, plan):
    factories.start_list(race, *three)
    race.session.plan = plan
    race.session.save()
    assert is_folded(client, race, f"as it was before the race was {plan}")


def test_list_of_a_race_that_is_skated_again_is_folded_until_it_is_entered_anew(staff, race, three):
    factories.start_list(race, *three)
    line = {"rank": 1, "status": "OK", "name": "Femke Kok", "noc": "NED", "time": "37.20", "notes": ""}
    EarlierSkate.objects.create(race=race, why="reskated", lines=[line])
    assert is_folded(staff, race, "as it was before the last skate, which doesn’t count")
    saved(page(staff, race))
    assert 'id="start-list"' in shown(staff, race)
    assert not is_folded(staff, race, "")


def test_race_without_a_list_says_nothing_of_one(client, race, three):
    assert "tart list" not in shown(client, race)
    StartList.objects.create(race=race, source="x", known_date=race.session.date)  # not a line yet
    assert "tart list" not in shown(client, race)
    assert "tart list" not in flat(client.get(race.event.get_absolute_url()).text)


def test_start_times_are_by_the_venue_s_clocks_and_left_out_once_the_race_is_moved(client, race, three):
    factories.start_list(race)
    factories.start(race, three[0], pair=1, lane="inner", clock=datetime.time(14, 36))
    text = shown(client, race)
    assert '<td class="time">14:36</td>' in text
    assert f"Start times by the clocks in {race.event.venue.city}." in text
    race.session.date += datetime.timedelta(days=1)
    race.session.save()
    text = shown(client, race)
    assert "14:36" not in text
    for suffix in ("csv", "json"):
        assert "14:36" not in client.get(f"{race.get_absolute_url()}start-list.{suffix}").content.decode()
    assert "The race was moved after this list came out, so its start times are left out." in text
    assert "Femke Kok" in text


def test_moved_list_is_confirmed_by_saving_it(staff, race, three):
    factories.start_list(race, three[0])
    race.session.date += datetime.timedelta(days=1)
    race.session.save()
    window = page(staff, race)
    assert "The race was moved since this list was entered" in flat(staff.get(window.address).text)
    saved(window)
    assert not StartList.objects.select_related("race__session").get().is_moved


def test_list_is_data_as_well(client, race, three):
    factories.start_list(race, *three[:2], published_on=TODAY)
    factories.start(race, three[2], is_withdrawn=True)
    assert client.get(f"{race.get_absolute_url()}start-list.csv").content.decode("utf-8-sig").splitlines() == [
        "pair,lane,number,name,noc,start,withdrew,note,skater",
        "1,inner,,Femke Kok,NED,,,,femke-kok",
        "1,outer,,Erin Jackson,USA,,,,erin-jackson",
        ",,,Miho Takagi,JPN,,yes,,miho-takagi",
    ]
    found = json.loads(client.get(f"{race.get_absolute_url()}start-list.json").content)
    named = ("pair", "given_name", "family_name", "skater", "withdrew")
    assert [tuple(line[name] for name in named) for line in found.pop("lines")] == [
        (1, "Femke", "Kok", "femke-kok", False),
        (1, "Erin", "Jackson", "erin-jackson", False),
        (None, "Miho", "Takagi", "miho-takagi", True),
    ]
    assert found == {
        "race": race.title,
        "event": race.event.title,
        "date": race.session.date.isoformat(),
        "source": "A start list",
        "published_on": "2025-11-14",
        "race_moved_since": False,
        "is_past": False,
        "changes": [],
    }


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_race_without_a_list_has_no_data_of_one(client, race, suffix):
    assert client.get(f"{race.get_absolute_url()}start-list.{suffix}").status_code == 404
    assert client.get(f"/events/2025-26/nowhere/women-500m/start-list.{suffix}").status_code == 404


def test_pages_take_as_many_queries_for_long_lists_as_for_short_ones(client, race, django_assert_num_queries):
    factories.start_list(race, factories.skater("Aa Aa"), factories.skater("Be Be"))
    client.get(race.get_absolute_url())
    for turn in "ab":
        with django_assert_num_queries(8):
            client.get(race.get_absolute_url())
        with django_assert_num_queries(12):
            client.get(race.event.get_absolute_url())
        for number in range(6):
            factories.start(race, factories.skater(f"Skater {turn}{number}"))


def test_merging_two_records_of_a_skater_moves_their_starts(race, three):
    kok, other = three[0], factories.skater("Femke Koks")
    factories.start_list(race, other)
    merge(kok, other)
    assert list(race.starts.values_list("competitor__name", flat=True)) == ["Femke Kok"]


def test_two_who_start_in_one_race_are_two_people(race, three):
    factories.start_list(race, *three[:2])
    with pytest.raises(CantMergeError, match="Both have a line of a start list: Erin Jackson, pair 1, outer lane"):
        merge(*three[:2])


def test_race_and_skater_of_a_start_list_are_not_deleted(race, three):
    """How the programme's table says it: tests/events/calendar/programme/test_kept.py."""
    factories.start_list(race, *three)
    for row in (race, three[0]):
        with pytest.raises(ProtectedError):
            row.delete()


def test_start_list_is_seen_by_journalists_and_changed_by_results_staff_alone(client, race, three):
    factories.start_list(race, *three)
    address = f"/admin/standings/startsheet/{race.pk}/change/"
    sign_in(client, "Journalist")
    response = client.get(address)
    assert response.status_code == 200
    assert "starts-0-competitor" not in response.text
    assert client.post(address, {"list_source": "x"}).status_code == 403
    sign_in(client, "Broadcast")
    assert client.get(address).status_code == 403


def test_differences_are_told_by_person():
    kok, jackson = Starter("Femke Kok", 1, "inner", 12), Starter("Erin Jackson", 1, "outer")
    late = Starter("Miho Takagi", clock=datetime.time(14, 30))
    assert differences({1: kok, 2: jackson}, {1: kok, 2: jackson}) == []
    assert differences({1: kok, 2: jackson}, {1: kok, 3: late}) == [
        "Erin Jackson is no longer in it.",
        "New in it: Miho Takagi, 14:30.",
    ]
    ill = Starter("Femke Kok", bib=12, is_withdrawn=True, note="Ill", country="GER")
    assert differences({1: Starter("Femke Kok", 1, "inner", 12, country="NED")}, {1: ill}) == [
        "Femke Kok withdrew.",
        "Femke Kok starts for GER (before: NED).",
        "Femke Kok: “Ill” (before: no note).",
    ]
    gone = Starter("Femke Kok", bib=12, is_withdrawn=True)
    assert differences({1: kok}, {1: gone}) == ["Femke Kok withdrew."]
    assert differences({1: gone}, {1: kok}) == ["Femke Kok starts after all: pair 1, inner lane, number 12."]
