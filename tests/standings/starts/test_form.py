"""A start list is pasted or typed, with everything that can't be said at its cell."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from events.models import Race
from isuwc.history.models import Change
from standings.models import Start, StartList
from tests.factories import events
from tests.factories import standings as factories
from tests.standings.starts.stage import TEXT, errors, page, saved, shown, stored

pytestmark = pytest.mark.django_db


def test_list_that_is_pasted_is_looked_at_and_saved(staff, race, three):
    window = page(staff, race)
    response = window.type(pasted=TEXT).send("_read")
    assert response.context["lines_read"].reading.titles == ("START LIST",)
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


def test_list_that_is_emptied_and_filled_again_says_who_is_in_it_after_all(staff, race, three):
    factories.start_list(race, three[0])
    saved(page(staff, race), starts__0__DELETE="on")
    window = page(staff, race)
    window.type(pasted=TEXT).send("_read")
    saved(window)
    assert [each["words"] for each in StartList.objects.get().changes] == [
        ["Femke Kok is no longer in it."],
        [
            "New in it: Femke Kok, pair 1, inner lane, number 12.",
            "New in it: Erin Jackson, pair 1, outer lane, number 15.",
            "New in it: Miho Takagi, pair 2, inner lane, number 7.",
        ],
    ]


def test_changed_country_and_note_are_told(staff, race, three):
    factories.start_list(race, three[0])
    saved(page(staff, race), starts__0__country="USA", starts__0__note="Late entry")
    assert [each["words"] for each in StartList.objects.get().changes] == [
        ["Femke Kok starts for USA (before: NED).", "Femke Kok: “Late entry” (before: no note)."]
    ]


def test_list_of_start_lists_is_searched_and_ordered_like_that_of_results(staff, race):
    other = events.race(event=events.event(season=race.event.season, number=2))
    address = "/admin/standings/startsheet/"
    found = staff.get(address, {"q": f"World Cup {race.event.number}"}).context["cl"]
    assert [each.pk for each in found.result_list] == [race.pk]
    assert "column-day" in staff.get(address).text
    assert other.event.number != race.event.number


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
