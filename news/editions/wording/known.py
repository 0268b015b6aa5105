"""What is on record that the words of a story are compared with, and the comparison."""

from collections.abc import Iterator
from decimal import Decimal

from events.models import Country, Race
from events.naming.choices import Category, Distance
from news.editions.checks import Finding
from news.editions.snapshot import Content
from news.editions.wording.facts import Known, KnownTime, fact_doubts
from news.editions.wording.pieces import Piece, pieces_of
from news.editions.wording.spelling import spelling_doubts
from standings.models import Competitor, Result, Standing

METRES = {value: int(value) for value in Distance.values if value.isdecimal()}


def wording_doubts(content: Content, known: Known | None = None) -> list[Finding]:
    """What an editor should look at in the words; none of it prevents publication.

    `known` is what `known_for` gives for the content, if it was asked before; else it is asked: seven queries at most.
    """
    known = known or known_for(content)
    return [piece.finding(words) for piece in pieces_of(content) for words in dict.fromkeys(_doubts(piece, known))]


def _doubts(piece: Piece, known: Known) -> Iterator[str]:
    yield from spelling_doubts(piece)
    yield from fact_doubts(piece, known)


def known_for(content: Content) -> Known:
    """The skaters and countries, and of the story's event and season the times and totals."""
    names = dict(Competitor.objects.skaters().values_list("pk", "name"))
    nocs: dict[str, set[str]] = {}
    started = Result.objects.order_by().values_list("competitor", "country").distinct()
    own = Competitor.objects.skaters().values_list("pk", "country")
    for skater, noc in [*started, *own]:
        if skater in names:
            nocs.setdefault(names[skater], set()).add(noc)
    return Known(
        skaters=nocs,
        nocs=frozenset(Country.objects.values_list("pk", flat=True)),
        times=tuple(_times(content["event_id"])) if content["event_id"] else (),
        totals=_totals(content["season_id"]) if content["season_id"] else {},
        distances=_distances(),
    )


def _distances() -> dict[str, set[int]]:
    """Of the races of all seasons: a story may look back. Any of the sport's where there are no races yet."""
    found: dict[str, set[int]] = {}
    for category, distance in (
        Race.objects.filter(distance__in=METRES).order_by().values_list("category", "distance").distinct()
    ):
        found.setdefault(category, set()).add(METRES[distance])
    return {each: found.get(each) or set(METRES.values()) for each in (Category.WOMEN.value, Category.MEN.value)}


def _times(event: int) -> Iterator[KnownTime]:
    timed = Result.objects.filter(
        race__event=event, hundredths__isnull=False, competitor__kind=Competitor.Kind.SKATER
    ).select_related("race", "competitor")
    for result in timed.order_by("race__number", "line"):
        yield KnownTime(result.competitor.name, result.race.title, result.hundredths or 0, result.time_text)


def _totals(season: int) -> dict[str, set[Decimal]]:
    """After every race of every cup: a story may look back."""
    found: dict[str, set[Decimal]] = {}
    standings = Standing.objects.filter(cup__season=season, competitor__kind=Competitor.Kind.SKATER)
    for name, total in standings.order_by().values_list("competitor__name", "total").distinct():
        found.setdefault(name, set()).add(total)
    return found
