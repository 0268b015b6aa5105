"""Result cards and standings in an article: those that follow the results, and those that stay as they were."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from news.editions.publishing import cancel, publish
from news.models import Article, ResultBlock, StandingsBlock, TextBlock
from news.pages.page import article_page
from standings.models import Result
from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.factories import news as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """500m women, won by Kok before Leerdam."""
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season))
    for name in ("Femke Kok", "Jutta Leerdam"):
        standings.result(race, standings.skater(name), hundredths=3700)
    recompute(cup.season)
    return race


def article_with(*blocks) -> Article:
    article = factories.article()
    for number, block in enumerate([TextBlock(text="<p>Words.</p>"), *blocks], start=1):
        block.parent, block.ordering = article, number * 10
        block.save()
    return article


def correct(race):
    """Leerdam's time was wrong: she has won."""
    kok, leerdam = Result.objects.filter(race=race).order_by("line")
    Result.objects.filter(pk=kok.pk).update(rank=2, line=3)
    Result.objects.filter(pk=leerdam.pk).update(rank=1, line=1)
    recompute(race.event.season)


def names(edition):
    """The names in each card of the edition's page, as a reader sees it now."""
    result, cup = (block for block in article_page(edition).blocks if block.kind in {"result", "cup"})
    return [row.name for row in result.podium], [(row.name, row.text) for row in cup.leaders]


def blocks(race, fixed):
    cup = race.event.season.cups.get()
    return ResultBlock(race=race, fixed=fixed), StandingsBlock(cup=cup, fixed=fixed)


BEFORE = (["Femke Kok", "Jutta Leerdam"], [("Femke Kok", "60"), ("Jutta Leerdam", "54")])
AFTER = (["Jutta Leerdam", "Femke Kok"], [("Jutta Leerdam", "60"), ("Femke Kok", "54")])


def test_card_that_follows_the_results_shows_a_correction(race):
    edition = publish(article_with(*blocks(race, fixed=False)), by=None)
    assert names(edition) == BEFORE
    correct(race)
    assert names(edition) == AFTER


def test_card_that_is_fixed_stays_as_it_was_at_publication(race):
    edition = publish(article_with(*blocks(race, fixed=True)), by=None)
    correct(race)
    assert names(edition) == BEFORE
    held = [block.fixed_figures.on for block in article_page(edition).blocks if block.kind != "text"]
    assert held == [edition.published_at.date()] * 2


def test_card_that_is_fixed_stays_so_when_the_article_is_published_again(race):
    article = article_with(*blocks(race, fixed=True))
    first = publish(article, by=None, goes_live_at=datetime.datetime(2025, 11, 16, 22, tzinfo=datetime.UTC))
    correct(race)
    second = publish(factories.revise(article), by=None)
    assert (second.number, names(second)) == (2, BEFORE)
    assert [block.get("held") for block in second.body] == [block.get("held") for block in first.body]


def test_figures_that_nobody_saw_are_not_kept(race):
    article = article_with(*blocks(race, fixed=True))
    noon = datetime.datetime(2100, 12, 1, 12, tzinfo=datetime.UTC)
    publish(article, by=None, goes_live_at=noon)
    correct(race)
    second = publish(factories.revise(article), by=None, goes_live_at=noon)
    assert (second.number, names(second)) == (2, AFTER)
    cancel(article, 2, by=None)
    Result.objects.filter(race=race, competitor__name="Jutta Leerdam").update(rank=3, line=4)
    recompute(race.event.season)
    assert names(publish(factories.revise(article), by=None))[0] != AFTER[0]


def test_card_that_is_fixed_only_later_shows_what_was_known_then(race):
    article = article_with(*blocks(race, fixed=False))
    publish(article, by=None)
    correct(race)
    ResultBlock.objects.update(fixed=True)
    StandingsBlock.objects.update(fixed=True)
    edition = publish(article, by=None)
    correct_back = Result.objects.filter(race=race, competitor__name="Jutta Leerdam")
    correct_back.update(rank=3)
    assert names(edition) == AFTER


def test_page_tells_since_when_a_card_is_fixed(client, race):
    at = datetime.datetime(2025, 11, 16, 22, tzinfo=datetime.UTC)
    edition = publish(article_with(*blocks(race, fixed=True)), by=None, goes_live_at=at)
    assert client.get(edition.get_absolute_url()).text.count("As of 16 November 2025") == 2
    live = publish(article_with(*blocks(race, fixed=False)), by=None)
    assert "As of" not in flat(client.get(live.get_absolute_url()).text)


def test_names_lead_to_the_skaters_unless_they_were_fixed(client, race):
    for fixed in (False, True):
        edition = publish(article_with(*blocks(race, fixed=fixed)), by=None)
        page = client.get(edition.get_absolute_url()).text
        assert page.count('<a href="/skaters/femke-kok/">Femke Kok</a>') == (0 if fixed else 2)
        assert "skaters/" not in str(edition.body)


def test_links_to_a_season_s_cups_have_nothing_to_fix(race):
    block = StandingsBlock(parent=factories.article(), season=race.event.season, fixed=True)
    with pytest.raises(ValidationError, match="links have nothing to keep"):
        block.full_clean()
    with pytest.raises(IntegrityError, match="standings_block_fixed_of_a_cup"), transaction.atomic():
        block.save()
