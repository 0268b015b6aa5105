"""The rules of the seasons that are shipped: every scale is used, and what has none is known."""

import pytest

from standings.seasons.reading import DATA, read_season

SEASONS = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())


def test_seasons_are_shipped():
    assert SEASONS == ["2022-23", "2025-26"]


@pytest.mark.parametrize("slug", SEASONS)
def test_every_scale_gives_points_for_a_cup(slug):
    files = read_season(slug)
    assert {scale.name for scale in files.scales} == {rule.scale for rule in files.cup_scales}


@pytest.mark.parametrize("slug", SEASONS)
def test_cup_without_a_scale_says_so(slug):
    files = read_season(slug)
    ruled = {(rule.category, rule.cup) for rule in files.cup_scales}
    assert [cup.slug for cup in files.cups if (cup.category, cup.slug) not in ruled and not cup.note] == []


TEAM_SPRINTS = {("women", "team-sprint", "A", ""), ("men", "team-sprint", "A", "")}


@pytest.mark.parametrize(
    ("slug", "uncounted"), [("2022-23", {("men", "team-pursuit", "B", "")}), ("2025-26", TEAM_SPRINTS)], ids=SEASONS
)
def test_every_race_of_women_or_men_counts_for_a_cup(slug, uncounted):
    """But those of which no scale is known."""
    files = read_season(slug)
    rules = {(rule.category, rule.distance, rule.division, rule.phase) for rule in files.cup_scales}
    identities = [race.identity for race in files.races]
    races = {(each.category, each.distance, each.division, each.phase) for each in identities}
    assert {race for race in races - rules if race[0] != "mixed"} == uncounted
