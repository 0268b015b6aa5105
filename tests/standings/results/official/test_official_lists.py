"""Our standings after World Cup 2 of 2025/26 against the rankings that were published after it.

The published lists are of the Olympic qualification, made of the same World Cup points; they leave out some skaters,
and order those behind the first section by time. Totals must agree for every name, the order in the first section.
"""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from events.models import Race
from standings.models import Cup, Standing
from standings.results.official.find import _fitting
from standings.results.official.ranking import Ranked
from standings.scoring.rounds import race_id
from standings.spelling.names import name_key

TOTALS = Path(__file__).parents[3] / "data" / "official_totals_after_wc2.csv"
LISTS = settings.BASE_DIR.parent / "shared" / "data" / "2025-26"
CUPS = {
    ("women", "500m"): ("W_500", 39),
    ("women", "long-distances"): ("W_3000", 29),
    ("women", "mass-start"): ("W_MS", 32),
    ("men", "500m"): ("M_500", 44),
    ("men", "1000m"): ("M_1000", 38),
    ("men", "team-pursuit"): ("M_TP", 12),
}
# Two names that the lists write otherwise than the result sheets do.
OTHER_NAMES = {"Sebastian Diniz": "Sebas Diniz", "Altaj Zhardembekuly": "Altay Zhardembekuly"}


def after_world_cup_2(season, category: str, cup: str) -> dict[str, Standing]:
    """The standings after the cup's last race at World Cup 2, by the competitor's slug."""
    standings = Standing.objects.filter(cup__season=season, cup__category=category, cup__slug=cup)
    last = standings.filter(race__event__number=2).order_by("-race__number").values_list("race", flat=True)[0]
    return {standing.competitor.slug: standing for standing in standings.filter(race=last).with_competitor()}


@pytest.mark.parametrize(("category", "cup"), CUPS)
def test_totals_and_order_are_the_published_ones(season, category, cup):
    ours = after_world_cup_2(season, category, cup)
    with TOTALS.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["category"], row["cup"]) == (category, cup)]
    assert len(rows) == CUPS[category, cup][1]
    assert {row["competitor"]: ours[row["competitor"]].total for row in rows} == {
        row["competitor"]: int(row["total"]) for row in rows
    }
    ranks = [ours[row["competitor"]].rank for row in rows if row["place"]]
    assert ranks == sorted(ranks)


def test_totals_are_those_of_the_lists_themselves(season):
    if not LISTS.exists():
        pytest.skip("the published lists are not in a folder beside this checkout")
    for (category, cup), (name, length) in CUPS.items():
        ours = after_world_cup_2(season, category, cup).values()
        with (LISTS / f"official_soqc_after_wc2_{name}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == length
        if cup == "team-pursuit":  # its list has teams under long names; a total belongs to one team or to two
            assert {int(row["wc_points"]) for row in rows} <= {standing.total for standing in ours}
            continue
        totals = {name_key(standing.competitor.name): standing.total for standing in ours}
        assert {row["name"]: totals[name_key(OTHER_NAMES.get(row["name"], row["name"]))] for row in rows} == {
            row["name"]: int(row["wc_points"]) for row in rows
        }


@pytest.mark.parametrize(("category", "cup"), CUPS)
def test_check_standings_finds_the_standing_of_each_list_and_no_difference(season, category, cup, capsys):
    if not LISTS.exists():
        pytest.skip("the published lists are not in a folder beside this checkout")
    name, length = CUPS[category, cup]
    call_command("check_standings", LISTS / f"official_soqc_after_wc2_{name}.csv", "--json")
    found = json.loads(capsys.readouterr().out)
    expected = Cup.objects.get(season=season, category=category, slug=cup)
    assert (found["cup"], found["rows"], found["differences"]) == (str(expected), length, [])
    assert found["after"].startswith("2-")


def test_check_standings_names_what_is_wrong_in_a_list(season, tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("rank,name,noc,points\n1,Jordan Stolz,USA,121\n2,Jenning de Boo,NED,102\n")
    with pytest.raises(CommandError, match="1 differences, "):
        call_command("check_standings", path, "--cup", "2025-26/men/1000m", "--after", "2")
    assert "points:      Jordan Stolz: the list says 121 points, we have 120." in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no cup 2025-26/men/600m"):
        call_command("check_standings", path, "--cup", "2025-26/men/600m")
    with pytest.raises(CommandError, match="has no event 9"):
        call_command("check_standings", path, "--cup", "2025-26/men/1000m", "--after", "9")
    path.write_text("hello")
    with pytest.raises(CommandError, match="No line of it is a place"):
        call_command("check_standings", path)


def test_ranking_is_found_at_the_moment_when_just_those_had_points(season):
    """Races that change nobody's points on the list, such as of Division B, leave several standings that agree."""
    rankings: dict[tuple[int, int], list[Ranked]] = {}
    scored = Standing.objects.filter(cup__season=season, total__gt=0).with_competitor()
    for each in scored.order_by("cup", "race", "rank", "competitor"):
        of_race = rankings.setdefault((each.cup_id, each.race_id), [])
        who = each.competitor
        of_race.append(Ranked(len(of_race) + 1, each.rank, who.name, who.country_id, each.total))
    races = {race.pk: race_id(race) for race in Race.objects.select_related("event")}
    points = {key: {(row.name, row.points) for row in rows} for key, rows in rankings.items()}
    found = {key: _fitting(rows, None, None) for key, rows in rankings.items()}
    wrong = {
        (key, cup.pk, race)
        for key, (cup, race) in found.items()
        # A race after which nobody has other points than before it is as good.
        if not any(
            races[other] == race and cup.pk == of_cup and points[of_cup, other] == points[key]
            for of_cup, other in points
        )
    }
    assert (len(rankings), wrong) == (103, set())
