"""Start lists: pasted or typed before a race, shown until its result is in, with what has changed since."""

import datetime
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from events.models import Race
from isuwc.history.models import Change
from standings.corrections.merging import CantMergeError, merge
from standings.models import Start, StartList
from standings.pages.start_lists import Starter, differences
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import Window
from tests.markup import flat

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 11, 14)
TEXT = """START LIST
Pair 1
I 12 Femke KOK NED
O 15 Erin JACKSON USA
Pair 2
I 7 Miho TAKAGI JPN
"""


@pytest.fixture
def staff(client):
    sign_in(client, "Results")
    return client


@pytest.fixture
def race():
    return events.race()


@pytest.fixture
def three():
    return [
        factories.skater("Femke Kok"),
        factories.skater("Erin Jackson", country=events.country("USA")),
        factories.skater("Miho Takagi", country=events.country("JPN")),
    ]


def page(client, race):
    return Window(client, f"/admin/standings/startsheet/{race.pk}/change/")


def saved(window, **values):
    response = window.type(list_source="isu.org start list", **values).send()
    assert response.status_code == 302, window.form.values
    return Window(window.client, window.address)


def errors(response):
    formset = response.context["inline_admin_formsets"][0].formset
    found = {f"{at}-{name}": list(said) for at, form in enumerate(formset.forms) for name, said in form.errors.items()}
    return found | {name: list(said) for name, said in response.context["adminform"].form.errors.items()}


def stored(race):
    return list(
        race.starts.order_by("line").values_list("line", "pair", "lane", "bib", "competitor__name", "is_withdrawn")
    )


def shown(client, race):
    return flat(client.get(race.get_absolute_url()).text)


def test_list_that_is_pasted_is_looked_at_and_saved(staff, race, three):
    window = page(staff, race)
    response = window.type(pasted=TEXT).send("_read")
    assert response.context["lines_read"].reading.passed_over == ("START LIST",)
    assert Start.objects.count() == 0
    saved(window, published_on="13/11/2025")
    assert stored(race) == [
        (1, 1, "inner", 12, "Femke Kok", False),
        (2, 1, "outer", 15, "Erin Jackson", False),
        (3, 2, "inner", 7, "Miho Takagi", False),
    ]
    own = race.start_list
    assert (own.source, own.published_on) == ("isu.org start list", datetime.date(2025, 11, 13))
    assert (own.known_date, own.known_start, own.changes) == (race.session.date, race.starts_at, [])
    assert Race.objects.get().source == ""  # the race's own is that of its result


def test_source_is_asked_for_as_soon_as_there_is_a_line(staff, race, three):
    window = page(staff, race)
    window.type(pasted=TEXT).send("_read")
    asked = {"list_source": ["Say where the start list is from: readers see it."]}
    assert errors(window.send()) == asked
    assert errors(page(staff, race).type(published_on="13/11/2025").send()) == asked


def test_day_that_is_to_come_is_none_on_which_it_was_published(staff, race):
    day = timezone.now().date() + datetime.timedelta(days=3)
    response = page(staff, race).type(list_source="x", published_on=f"{day:%d/%m/%Y}").send()
    assert errors(response) == {"published_on": ["This day is still to come: say when the list was published."]}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts__1__lane": "inner"}, {"1-lane": ["This lane of the pair is another competitor’s."]}),
        ({"starts__1__bib": "12"}, {"1-bib": ["This number is another competitor’s."]}),
        (
            {"starts__1__competitor": "Femke Kok", "starts__1__country": ""},
            {"1-competitor": ["This start list has the competitor already."]},
        ),
        (
            {"starts__2__pair": "1", "starts__2__lane": ""},
            {"2-pair": ["Pair 1 has 3 lines: at most two skate in one."]},
        ),
        ({"starts__0__pair": "0"}, {"0-pair": ["Pairs are numbered from 1."]}),
        ({"starts__0__clock": "soon"}, {"0-clock": ["A start is a time by the venue’s clocks, such as 14:36."]}),
    ],
)
def test_what_can_not_be_is_said_at_its_cell(staff, race, three, typed, said):
    window = page(staff, race)
    window.type(pasted=TEXT).send("_read")
    found = errors(window.type(list_source="x", **typed).send())
    assert {key: found[key] for key in said} == said
    assert Start.objects.count() == 0


def test_lanes_and_numbers_are_exchanged_in_one_step(staff, race, three):
    window = page(staff, race)
    window.type(pasted=TEXT).send("_read")
    window = saved(window)
    saved(window, starts__0__lane="outer", starts__1__lane="inner", starts__0__bib="15", starts__1__bib="12")
    assert sorted(stored(race))[:2] == [
        (1, 1, "outer", 15, "Femke Kok", False),
        (2, 1, "inner", 12, "Erin Jackson", False),
    ]


@pytest.mark.parametrize(
    "wrong", [{"pair": 1, "lane": "inner"}, {"bib": 12}, {"is_withdrawn": True}, {"pair": 0}, {"lane": "middle"}]
)
def test_database_keeps_what_forms_check(race, three, wrong):
    factories.start_list(race, *three)
    race.starts.filter(competitor=three[0]).update(bib=12)
    with pytest.raises(IntegrityError), transaction.atomic():
        race.starts.filter(competitor=three[2]).update(**wrong)
        connection.check_constraints()


def test_who_withdraws_leaves_pair_and_lane_and_readers_are_told(staff, race, three):
    window = page(staff, race)
    window.type(pasted=TEXT).send("_read")
    window = saved(window)
    saved(window, starts__1__is_withdrawn="on", starts__2__pair="1", starts__2__lane="outer")
    assert stored(race) == [
        (1, 1, "inner", 12, "Femke Kok", False),
        (2, None, None, 15, "Erin Jackson", True),
        (3, 1, "outer", 7, "Miho Takagi", False),
    ]
    (change,) = race.start_list.changes
    assert change["words"] == [
        "Erin Jackson withdrew.",
        "Miho Takagi: pair 1, outer lane, number 7 (before: pair 2, inner lane, number 7).",
    ]
    text = shown(staff, race)
    assert "Withdrew: <a" in text
    assert f"Changed here on {race.start_list.changed_at:%-d %B %Y, %H:%M} UTC: {' '.join(change['words'])}" in text


def test_saving_what_is_stored_changes_and_says_nothing(staff, race, three):
    factories.start_list(race, *three)
    before = stored(race)
    window = page(staff, race)
    assert window.send().status_code == 302
    assert (stored(race), race.start_list.changes) == (before, [])


def test_history_has_lists_and_lines_beside_their_race(staff, race, three):
    window = page(staff, race)
    window.type(pasted=TEXT).send("_read")
    saved(window)
    changes = Change.objects.filter(table__in=["standings_start", "standings_startlist"])
    assert set(changes.values_list("owner_table", "owner_row", "entry__person")) == {
        ("events_race", str(race.pk), "results")
    }
    assert changes.count() == 4


def test_list_that_is_emptied_is_gone(staff, race, three):
    factories.start_list(race, three[0])
    assert page(staff, race).type(starts__0__DELETE="on", list_source="").send().status_code == 302
    assert (Start.objects.count(), StartList.objects.count()) == (0, 0)


def test_two_people_at_one_list_keep_what_each_changed(staff, race, three):
    factories.start_list(race, *three)
    one, other = page(staff, race), page(staff, race)
    assert one.type(starts__0__bib="21").send().status_code == 302
    assert other.type(starts__1__note="Late entry").send().status_code == 302
    assert list(race.starts.order_by("line").values_list("bib", "note")) == [(21, ""), (None, "Late entry"), (None, "")]


def test_mass_start_has_numbers_and_no_lanes(staff):
    race = events.race(distance="mass-start")
    factories.skater("Femke Kok")
    fields = page(staff, race).form.values
    assert ("starts-0-bib" in fields, "starts-0-lane" in fields, "starts-0-pair" in fields) == (True, False, False)


# Pages


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
        "pair,lane,number,name,noc,start,withdrew,note",
        "1,inner,,Femke Kok,NED,,,",
        "1,outer,,Erin Jackson,USA,,,",
        ",,,Miho Takagi,JPN,,yes,",
    ]
    found = json.loads(client.get(f"{race.get_absolute_url()}start-list.json").content)
    assert [(line["pair"], line["name"], line["withdrew"]) for line in found.pop("lines")] == [
        (1, "Femke Kok", False),
        (1, "Erin Jackson", False),
        (None, "Miho Takagi", True),
    ]
    assert found == {
        "race": race.title,
        "event": race.event.title,
        "date": race.session.date.isoformat(),
        "source": "A start list",
        "published_on": "2025-11-14",
        "race_moved_since": False,
        "changes": [],
    }


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_race_without_a_list_has_no_data_of_one(client, race, suffix):
    assert client.get(f"{race.get_absolute_url()}start-list.{suffix}").status_code == 404
    assert client.get(f"/events/2025-26/nowhere/women-500m/start-list.{suffix}").status_code == 404


def test_pages_take_as_many_queries_for_long_lists_as_for_short_ones(client, race, django_assert_num_queries):
    factories.start_list(race, factories.skater("Aa Aa"), factories.skater("Be Be"))
    client.get(race.get_absolute_url())
    for _ in range(2):
        with django_assert_num_queries(8):
            client.get(race.get_absolute_url())
        with django_assert_num_queries(12):
            client.get(race.event.get_absolute_url())
        for number in range(6):
            factories.start(race, factories.skater(f"Skater No{number}"))


# What else touches it


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


# Words


def test_differences_are_told_by_person():
    kok, jackson = Starter("Femke Kok", 1, "inner", 12), Starter("Erin Jackson", 1, "outer")
    late = Starter("Miho Takagi", clock=datetime.time(14, 30))
    assert differences({1: kok, 2: jackson}, {1: kok, 2: jackson}) == []
    assert differences({1: kok, 2: jackson}, {1: kok, 3: late}) == [
        "Erin Jackson is no longer in it.",
        "New in it: Miho Takagi, 14:30.",
    ]
    gone = Starter("Femke Kok", bib=12, is_withdrawn=True)
    assert differences({1: kok}, {1: gone}) == ["Femke Kok withdrew."]
    assert differences({1: gone}, {1: kok}) == ["Femke Kok starts after all: pair 1, inner lane, number 12."]
