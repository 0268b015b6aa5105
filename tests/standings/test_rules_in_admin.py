"""Seasons with other rules than today's, entered on the admin's pages and nowhere else, down to the standing.

Results staff enter everything. Only the series and the countries are there before.
"""

import re

import pytest
from django.test import Client

from events.models import Event, Race, Season, Venue
from standings.models import Competitor, Cup, Scale, Standing
from tests.factories import events as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db

SCALE_2013 = "100,80,70,60,50,45,40,36,32,28,24"
LONG_2013 = "100,80,70,60,50,45,40,35,30"  # differs below the seventh place
FINAL_2013 = "150,120,105,90"


@pytest.fixture
def staff():
    """Signed in as results staff."""
    client = Client()
    sign_in(client, "Results")
    return client


def fill_in(client, page, values, prefix="", rows=()):
    """Open a page of the admin, change what is named, add rows to the table of that prefix, and save.

    What the page asks about, such as fewer lines than other results of a race have, is confirmed.
    """
    context = client.get(f"/admin/{page}/").context
    fields = list(context["adminform"].form)
    data = {}
    for inline in context["inline_admin_formsets"]:
        table = inline.formset
        fields += [*table.management_form, *(field for form in table.initial_forms for field in form)]
        if table.prefix == prefix:
            first = len(table.initial_forms)
            data[f"{prefix}-TOTAL_FORMS"] = first + len(rows)
            for number, row in enumerate(rows, first):
                data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    shown = {field.html_name: field.value() for field in fields if field.value() not in (None, "")}
    sent = {**shown, **values, **data}
    response = client.post(f"/admin/{page}/", sent)
    if tick := re.search(r'type="checkbox" name="confirmed" value="(\w+)"', response.text):
        response = client.post(f"/admin/{page}/", {**sent, "confirmed": tick[1]})
    assert response.status_code == 302, response.context["errors"]


def enter_season(staff, year, *programmes):
    """A season with an event for each programme, a list of races; the last event is the Final."""
    fill_in(staff, "events/season/add", {"series": factories.series().pk, "start_year": year})
    season = Season.objects.get(start_year=year)
    oval = {"name": "Example Oval", "slug": "example", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}
    fill_in(staff, "events/venue/add", oval)
    for number, programme in enumerate(programmes, 1):
        day = f"{year}-11-{number:02}"
        values = {"season": season.pk, "number": number, "venue": Venue.objects.get().pk}
        values |= {"start_date": day, "end_date": day} | ({"is_final": "on"} if number == len(programmes) else {})
        fill_in(staff, "events/event/add", values, "sessions", [{"number": 1, "date": day}])
        event = Event.objects.get(season=season, number=number)
        races = [
            {"number": at, "session": event.sessions.get().pk, "category": "women", **race}
            for at, race in enumerate(programme, 1)
        ]
        fill_in(staff, f"events/event/{event.pk}/change", {}, "races", races)
    return season


def enter_scale(staff, season, name, points):
    values = {"season": season.pk, "name": name, "points": points, "source": "An old table"}
    fill_in(staff, "standings/scale/add", values)
    return Scale.objects.get(season=season, name=name)


def enter_cup(staff, season, name, *lines, **values):
    """A women's cup of the season; a line says which race counts on which scale."""
    rows = [{"multiplier": 1, **line, "scale": line["scale"].pk} for line in lines]
    slug = name.lower().replace(" ", "-")
    values = {"season": season.pk, "category": "women", "slug": slug, "name": name, "position": 1, **values}
    fill_in(staff, "standings/cup/add", {"tie_breaks": "countback", **values}, "cup_scales", rows)
    return Cup.objects.get(season=season, slug=slug)


RESULT = {"result_state": "official", "source": "A letter"}


def enter_result(staff, season, event, number, *names):
    """The result of an event's race of that number, the winner first; a skater who is new is entered before."""
    for name in names:
        if not Competitor.objects.filter(name=name).exists():
            given, family = name.split()
            values = {"name": name, "given_name": given, "family_name": family, "slug": name.lower().replace(" ", "-")}
            fill_in(staff, "standings/competitor/add", {**values, "country": "NOR", "category": "women"})
    race = Race.objects.get(event__season=season, event__number=event, number=number)
    rows = [
        {"line": rank, "rank": rank, "status": "OK", "country": "NOR", "competitor": name}
        for rank, name in enumerate(names, 1)
    ]
    fill_in(
        staff,
        f"standings/racesheet/{race.pk}/change",
        RESULT,
        "results",
        rows,
    )


def standing(cup):
    rows = Standing.objects.newest(cup).order_by("rank", "competitor__name")
    return list(rows.values_list("rank", "competitor__name", "total"))


A_500 = {"distance": "500", "division": "A"}
A_3000 = {"distance": "3000", "division": "A"}
A_5000 = {"distance": "5000", "division": "A"}


def test_season_2013_14_with_a_final_on_its_own_scale_and_long_distances_on_theirs(staff):
    season = enter_season(staff, 2013, [A_500, A_3000], [A_500, A_5000], [A_500, A_3000])
    final = season.events.get(is_final=True)
    usual = enter_scale(staff, season, "Division A", SCALE_2013)
    long = enter_scale(staff, season, "Long Distances", LONG_2013)
    more = enter_scale(staff, season, "Final", FINAL_2013)
    sprint = enter_cup(staff, season, "500m", {**A_500, "scale": usual}, {**A_500, "scale": more, "event": final.pk})
    distances = enter_cup(
        staff,
        season,
        "Long Distances",
        {**A_3000, "scale": long},
        {**A_5000, "scale": long},
        {**A_3000, "scale": more, "event": final.pk},
    )
    first = [f"Skater Number{n}" for n in range(1, 13)]
    enter_result(staff, season, 1, 1, *first)
    assert [total for _, _, total in standing(sprint)] == [100, 80, 70, 60, 50, 45, 40, 36, 32, 28, 24, 0]
    enter_result(staff, season, 2, 1, "Skater Number2", "Skater Number3", "Skater Number1")
    enter_result(staff, season, 3, 1, "Late Winner", *first[:5])
    assert standing(sprint)[:7] == [
        (1, "Skater Number1", 100 + 70 + 120),
        (2, "Skater Number2", 80 + 100 + 105),
        (3, "Skater Number3", 70 + 80 + 90),
        (4, "Late Winner", 150),
        (5, "Skater Number4", 60),  # fifth in the Final, whose scale ends with the fourth
        (6, "Skater Number5", 50),
        (7, "Skater Number6", 45),
    ]
    enter_result(staff, season, 1, 2, *first[:9])
    assert [total for _, _, total in standing(distances)] == [100, 80, 70, 60, 50, 45, 40, 35, 30]
    enter_result(staff, season, 2, 2, "Skater Number8", "Skater Number1")
    enter_result(staff, season, 3, 2, "Skater Number8", "Skater Number2")
    assert standing(distances)[:3] == [
        (1, "Skater Number8", 35 + 100 + 150),
        (2, "Skater Number2", 80 + 120),
        (3, "Skater Number1", 100 + 80),
    ]
    assert standing(sprint)[0] == (1, "Skater Number1", 290)


def test_double_points_in_the_final_of_2019_20(staff):
    season = enter_season(staff, 2019, [A_500], [A_500])
    scale = enter_scale(staff, season, "Division A", "60,54,48")
    double = {**A_500, "scale": scale, "event": season.events.get(is_final=True).pk, "multiplier": 2}
    cup = enter_cup(staff, season, "500m", {**A_500, "scale": scale}, double)
    enter_result(staff, season, 1, 1, "Early Winner", "Late Winner", "Always Third")
    enter_result(staff, season, 2, 1, "Late Winner", "Early Winner", "Always Third")
    assert standing(cup) == [(1, "Late Winner", 174), (2, "Early Winner", 168), (3, "Always Third", 144)]


def test_mass_start_as_in_2022_23_where_semi_final_and_final_both_count(staff):
    parts = [{"distance": "mass-start", "phase": phase} for phase in ("semi-final-1", "semi-final-2", "final")]
    season = enter_season(staff, 2022, parts)
    semi, final = enter_scale(staff, season, "Semi", "32,28,25"), enter_scale(staff, season, "Final", "60,54,48")
    counts = [{**part, "scale": scale} for part, scale in zip(parts, (semi, semi, final), strict=True)]
    cup = enter_cup(staff, season, "Mass Start", *counts, combination="sum")
    enter_result(staff, season, 1, 1, "First Semi", "Out Early")
    enter_result(staff, season, 1, 2, "Second Semi", "Other Semi")
    enter_result(staff, season, 1, 3, "Other Semi", "First Semi", "Second Semi")
    assert standing(cup) == [
        (1, "Other Semi", 28 + 60),
        (2, "First Semi", 32 + 54),
        (3, "Second Semi", 32 + 48),
        (4, "Out Early", 28),
    ]


def test_rules_entered_after_the_results_count_at_once(staff):
    season = enter_season(staff, 2013, [A_500])
    enter_result(staff, season, 1, 1, "Only Winner")
    cup = enter_cup(staff, season, "500m", {**A_500, "scale": enter_scale(staff, season, "A", SCALE_2013)})
    assert standing(cup) == [(1, "Only Winner", 100)]
    more = {**A_500, "scale": enter_scale(staff, season, "Final", FINAL_2013).pk, "multiplier": 1}
    fill_in(staff, f"standings/cup/{cup.pk}/change", {}, "cup_scales", [{**more, "event": season.events.get().pk}])
    assert standing(cup) == [(1, "Only Winner", 150)]


def test_results_staff_add_a_season(staff):
    fill_in(staff, "events/season/add", {"series": factories.series().pk, "start_year": 2013})
    assert Season.objects.get().slug == "2013-14"


@pytest.mark.parametrize("typed", ["100 80 70", "100,80,70", "100, 80; 70", " 100 ,80,  70, "])
def test_points_are_typed_as_documents_write_them(staff, typed):
    scale = enter_scale(staff, factories.season(2013), "A", typed)
    assert scale.points == [100, 80, 70]
    form = staff.get(f"/admin/standings/scale/{scale.pk}/change/").context["adminform"].form
    assert form["points"].value() == "100 80 70"


@pytest.mark.parametrize("typed", ["60 54x 48", "60 -54 48", "60 5.4 48", "60 99999 48", "60 ５４ 48"])
def test_points_that_are_none_are_named_with_their_rank(staff, typed):
    values = {"season": factories.season(2013).pk, "name": "A", "points": typed, "source": "A table"}
    response = staff.post("/admin/standings/scale/add/", {**values, "confidence": "certain"})
    wrong = typed.split()[1]
    assert response.context["errors"] == [[f"Rank 2: “{wrong}” is not a whole number of points."]]


def test_tie_breaks_are_chosen(staff):
    form = staff.get("/admin/standings/cup/add/").context["adminform"].form
    assert form.fields["tie_breaks"].choices == Cup.TieBreak.choices
    season = factories.season(2013)
    assert enter_cup(staff, season, "500m").tie_breaks == ["countback"]
    assert enter_cup(staff, season, "1000m", tie_breaks=[]).tie_breaks == []


def test_scales_and_events_of_another_season_are_not_offered(staff):
    old, new = factories.season(2013), factories.season(2025)
    for season in (old, new):
        enter_scale(staff, season, "A", "60 54 48")
        factories.event(season=season, start_date=season.first_day, end_date=season.first_day)
    cup = enter_cup(staff, old, "500m")
    for address, season in (
        (f"standings/cup/{cup.pk}/change", old),
        ("standings/cup/add", new),
        (f"standings/cup/add/?season={old.pk}", old),
    ):
        page = staff.get(f"/admin/{address}" if "?" in address else f"/admin/{address}/")
        form = page.context["inline_admin_formsets"][0].formset.empty_form
        offered = [list(form.fields[name].queryset.values_list("season", flat=True)) for name in ("scale", "event")]
        assert offered == [[season.pk], [season.pk]]
