"""Seasons with other rules than today's, entered by results staff in the admin and nowhere else."""

import pytest
from django.contrib.auth.models import Group, User

from standings.models import Competitor, Cup, Scale, Standing
from standings.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db

A_2013 = "100, 80, 70, 60, 50, 45, 40, 36, 32, 28, 24"
FINAL_2013 = "150, 120, 105, 90"


@pytest.fixture
def staff(client):
    user = User.objects.create_user("results", is_staff=True)
    user.groups.add(Group.objects.get(name="Results"))
    client.force_login(user)
    return client


def enter_scale(staff, season, name, points, **values):
    data = {"season": season.pk, "name": name, "points": points, "confidence": "certain", "source": "An old table"}
    response = staff.post("/admin/standings/scale/add/", {**data, **values})
    assert response.status_code == 302, response.context["errors"]
    return Scale.objects.get(season=season, name=name)


def enter_cup(staff, season, *lines, **values):
    """A cup with its scales; a line says distance and scale, and what else is not as always."""
    data = {
        "season": season.pk, "category": "women", "slug": "500m", "name": "500m", "position": 1,
        "combination": "best", "tie_breaks": "countback", "note": "",
        "cup_scales-TOTAL_FORMS": len(lines), "cup_scales-INITIAL_FORMS": 0, **values,
    }  # fmt: skip
    for number, line in enumerate(lines):
        row = {"distance": "500", "division": "", "phase": "", "event": "", "multiplier": 1, **line}
        data |= {f"cup_scales-{number}-{field}": value for field, value in row.items()}
    response = staff.post("/admin/standings/cup/add/", data)
    assert response.status_code == 302, response.context["errors"]
    return Cup.objects.get(season=season, slug=data["slug"])


def skate(race, *names):
    for name in names:
        known = Competitor.objects.filter(name=name).first()
        factories.result(race, known or factories.skater(name))


def standing(cup):
    recompute(cup.season)
    rows = Standing.objects.newest(cup).order_by("rank", "competitor__name")
    return list(rows.values_list("rank", "competitor__name", "total"))


def test_season_2013_14_with_its_scale_and_a_final_with_more(staff):
    season = events.season(2013)
    first, final = events.event(season=season), events.event(season=season, is_final=True)
    usual, more = enter_scale(staff, season, "A", A_2013), enter_scale(staff, season, "Final", FINAL_2013)
    assert (usual.points[:3], more.points) == ([100, 80, 70], [150, 120, 105, 90])
    cup = enter_cup(
        staff,
        season,
        {"division": "A", "scale": usual.pk},
        {"division": "A", "scale": more.pk, "event": final.pk},
    )
    skate(events.race(event=first), "Early Winner", "Late Winner", "Always Third")
    skate(events.race(event=final), "Late Winner", "Always Third", "Early Winner")
    assert standing(cup) == [(1, "Late Winner", 230), (2, "Early Winner", 205), (3, "Always Third", 190)]


def test_final_with_double_points_is_a_multiplier(staff):
    # 2019/20: "double points in the Final".
    season = events.season(2019)
    first, final = events.event(season=season), events.event(season=season, is_final=True)
    scale = enter_scale(staff, season, "A", "60, 54, 48")
    cup = enter_cup(
        staff,
        season,
        {"division": "A", "scale": scale.pk},
        {"division": "A", "scale": scale.pk, "event": final.pk, "multiplier": 2},
    )
    skate(events.race(event=first), "Early Winner", "Late Winner")
    skate(events.race(event=final), "Late Winner", "Early Winner")
    assert standing(cup) == [(1, "Late Winner", 174), (2, "Early Winner", 168)]


def test_long_distances_merge_two_distances_on_their_own_scales(staff):
    season = events.season(2013)
    event = events.event(season=season)
    short, long = enter_scale(staff, season, "3000m", "100, 80"), enter_scale(staff, season, "5000m", "110, 90")
    cup = enter_cup(
        staff,
        season,
        {"distance": "3000", "division": "A", "scale": short.pk},
        {"distance": "5000", "division": "A", "scale": long.pk},
        slug="long-distances",
        name="Long Distances",
    )
    skate(events.race(event=event, distance="3000"), "Three Thousand", "Five Thousand")
    skate(events.race(event=event, distance="5000"), "Five Thousand", "Three Thousand")
    assert standing(cup) == [(1, "Five Thousand", 190), (2, "Three Thousand", 190)]


def test_mass_start_with_semi_finals_counts_both(staff):
    season = events.season(2022)
    event = events.event(season=season)
    final, semi = enter_scale(staff, season, "Final", "60, 54, 48"), enter_scale(staff, season, "Semi", "32, 28, 25")
    cup = enter_cup(
        staff,
        season,
        {"distance": "mass-start", "phase": "final", "scale": final.pk},
        {"distance": "mass-start", "phase": "semi-final-1", "scale": semi.pk},
        {"distance": "mass-start", "phase": "semi-final-2", "scale": semi.pk},
        slug="mass-start",
        name="Mass Start",
        combination="sum",
    )
    parts = {
        phase: events.race(event=event, distance="mass-start", division="", phase=phase)
        for phase in ("semi-final-1", "semi-final-2", "final")
    }
    skate(parts["semi-final-1"], "First Semi", "Out Early")
    skate(parts["semi-final-2"], "Second Semi")
    skate(parts["final"], "Second Semi", "First Semi")
    assert standing(cup) == [(1, "Second Semi", 92), (2, "First Semi", 86), (3, "Out Early", 28)]


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("100, 80, 90", "A worse rank can’t get more points than a better one."),
        ("100, many", "Item 2 in the array did not validate"),
        ("", "This field is required."),
    ],
)
def test_scale_that_cannot_be_is_refused_with_the_reason(staff, points, reason):
    season = events.season(2013)
    data = {"season": season.pk, "name": "A", "points": points, "confidence": "certain", "source": "An old table"}
    response = staff.post("/admin/standings/scale/add/", data)
    assert response.status_code == 200
    assert reason.replace("’", "'") in str(response.context["errors"]).replace("&#x27;", "'")
    assert not Scale.objects.exists()
