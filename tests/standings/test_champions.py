"""Champions by season and cup, and what is counted from them: only what is known, and said as that."""

import pytest

from standings.scoring.champions import all_champions
from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.markup import flat

pytestmark = pytest.mark.django_db


def won(cup, winner: str, points: tuple[int | None, int | None] = (100, 99)) -> None:
    """The cup, as published after the season's last event: the winner, and who came next."""
    season = cup.season
    last = season.events.order_by("number").last() or events.event(season=season, start_date=season.first_day)
    first = standings.Competitor.objects.filter(name=winner).first() or standings.skater(winner)
    second = standings.Competitor.objects.filter(name="Second Best").first() or standings.skater("Second Best")
    for rank, (skater, total) in enumerate(zip((first, second), points, strict=True), start=1):
        standings.published_standing(
            cup=cup, event=last, competitor=skater, rank=rank, total=total, source="example.org 2023-02-19"
        )


def cup(start_year: int, slug: str = "500m", position: int = 1):
    season = events.Season.objects.filter(start_year=start_year).first() or events.season(start_year)
    return standings.cup(season=season, slug=slug, name=slug, position=position, scales=())


def test_winner_as_published_is_named_with_points_and_margin(client):
    won(cup(2022), "Femke Kok")
    (season,) = all_champions().seasons
    ((name, (women, men)),) = season.lines
    assert (name, men) == ("500m", None)
    assert ([each.name for each in women.winners], women.total, women.margin, women.is_published) == (
        ["Femke Kok"], 100, 1, True,
    )  # fmt: skip
    page = flat(client.get("/champions/").text)
    assert "100 points, as published" in page
    assert "500m Women 2022/23</a>, by 1 point: Femke Kok" in page
    assert "no records of the World Cup’s whole history" in page


def test_winner_is_computed_where_the_standing_is_final():
    of = standings.cup(season=events.season(2022))
    event = events.event(season=of.season, number=1, start_date=of.season.first_day, programme_is_whole=True)
    race = events.race(event=event, result_state="official")
    for rank, name in enumerate(("Femke Kok", "Erin Jackson"), start=1):
        standings.result(race, standings.skater(name), rank=rank)
    recompute(of.season)
    (title,) = all_champions().decided
    assert ([each.name for each in title.winners], title.total, title.margin) == (["Femke Kok"], 60, 6)
    assert not title.is_published


def test_unknown_and_open_cups_name_nobody(client):
    over = cup(2022)
    events.event(season=over.season, start_date=over.season.first_day)
    race = events.race(event=over.season.events.get(), result_state="partial")
    standings.standing(cup=over, race=race, competitor=standings.skater(), rank=1, is_newest=True)
    open_one = cup(2098)
    events.event(season=open_one.season, start_date=open_one.season.first_day)
    found = all_champions()
    assert (found.decided, found.most_titles, found.closest) == ([], [], [])
    page = flat(client.get("/champions/").text)
    assert "Femke Kok" not in page
    assert "Of 1 cup that is over the winner is not known here." in page
    assert [page.count(words) for words in ("Winner not known here", "Not decided yet")] == [1, 1]
    assert "On record here" not in page


def test_titles_are_counted_over_seasons_and_single_ones_are_no_record():
    for year in (2021, 2022):
        won(cup(year), "Femke Kok", (100, 90))
        won(cup(year, "1000m", 2), "Jutta Leerdam", (None, 90))
    won(cup(2022, "1500m", 3), "Miho Takagi", (100, 98))
    found = all_champions()
    assert [each.season.start_year for each in found.seasons] == [2022, 2021]
    assert [(count, winner.name) for count, winner in found.most_titles] == [(2, "Femke Kok"), (2, "Jutta Leerdam")]
    assert [(title.cup.slug, title.by) for title in found.closest] == [("1500m", "by 2 points")]


def test_as_many_queries_for_many_seasons_as_for_one(client, django_assert_num_queries):
    won(cup(2022), "Femke Kok")
    with django_assert_num_queries(5):
        client.get("/champions/")
    for year in (2019, 2020, 2021):
        won(cup(year), "Femke Kok")
    with django_assert_num_queries(5):
        client.get("/champions/")


def test_page_is_found_from_standings_search_and_sitemap(client):
    won(cup(2022), "Femke Kok")
    for address in ("/standings/", "/standings/2022-23/", "/search/?q=champions"):
        assert 'href="/champions/"' in client.get(address).text
    assert "/champions/</loc>" in client.get("/sitemap-pages.xml").text


def test_site_without_cups_has_no_champions_yet(client):
    assert "No champions yet" in client.get("/champions/").text
