"""Fixes the figures of result and standings blocks at publication.

The working copy only marks a block as fixed. Its figures are stored in the first edition that readers see, and copied
to every later edition with the same block, so that correcting a typo a month later changes no number.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import assert_never

from events.models import Country, Race
from news.blocks.facts import Json
from news.blocks.figures import CountryName, Figures, FixableFacts, FixedFigures, Place
from news.blocks.kinds import read
from news.blocks.result import ResultFacts
from news.blocks.standings import StandingsFacts
from news.models.edition import Edition
from standings.models import Cup, Result, Standing
from standings.scoring.headlines import headlines
from standings.scoring.wording import listed, sentence

LEADERS = 5  # places shown for one cup

Fixable = ResultFacts | StandingsFacts
Subject = tuple[str, int | None]  # kind of block, and the key of its race or cup


def fix_figures(body: Iterable[Json], earlier: Iterable[Edition], at: datetime.datetime) -> None:
    """Give each fixed block of the body what it shows: as an earlier edition has it, newest first, or as it was then.

    `at` is the moment of publication, its day the one that readers are told. A report that is published with a date in
    the past shows what was known on that date, by when races were held.
    """
    fixed = _fixed_before(earlier)
    for json, block in _fixable(body):
        if block.fixed and not list(block.problems()):  # an unfinished one is refused afterwards
            json["held"] = (fixed.get(_subject(block)) or FixedFigures(at.date(), _figures(block, at))).as_json()


def figures_of_race(podium: Iterable[Result]) -> Figures:
    """The podium as figures; results must have their competitor and country loaded."""
    return Figures(tuple(_place(each, each.country, each.time_text) for each in podium))


def figures_of_cup(cup: Cup) -> Figures:
    """The leaders of a cup with `headline` and `leaders`, with the event they stand after, and what is missing."""
    status = cup.headline
    words = status.words
    won = f"{listed(each.competitor.name for each in cup.champions)} won the cup, as published" if cup.champions else ""
    provisional = f"provisional: {words.provisional}" if status.is_provisional else ""
    note = "; ".join(filter(None, (won, provisional, words.since, words.still_out)))
    places = tuple(_place(each, each.competitor.country, str(each.total)) for each in cup.leaders)
    return Figures(places, status.words.short, sentence(note))


def _place(row: Result | Standing, country: Country, text: str) -> Place:
    return Place(row.rank, row.competitor.name, _name(country), text, row.competitor.get_absolute_url())


def _fixable(body: Iterable[Json]) -> Iterator[tuple[Json, Fixable]]:
    for json in body:
        block = read(json)
        if isinstance(block, FixableFacts):
            yield json, block


def _fixed_before(earlier: Iterable[Edition]) -> dict[Subject, FixedFigures]:
    fixed: dict[Subject, FixedFigures] = {}
    for edition in sorted(earlier, key=lambda edition: edition.number):
        fixed |= {_subject(block): block.fixed_figures for _, block in _fixable(edition.body) if block.fixed_figures}
    return fixed


def _subject(block: Fixable) -> Subject:
    return block.kind, block.race if isinstance(block, ResultFacts) else block.cup


def _figures(block: Fixable, at: datetime.datetime) -> Figures:
    match block:
        case ResultFacts():
            return figures_of_race(Race.objects.get(pk__in=[block.race]).results.podium().with_competitor())
        case StandingsFacts():
            return figures_of_cup(
                headlines(Cup.objects.filter(pk__in=[block.cup]).select_related("season"), LEADERS, at).cups[0]
            )
        case _:
            assert_never(block)


def _name(country: Country) -> CountryName:
    return CountryName(country.noc, country.name)
