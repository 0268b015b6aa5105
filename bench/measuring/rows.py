"""Rows of every kind that has a form, where the demo has none."""

from datetime import timedelta

import measuring  # noqa: F401 - first: it sets Django up

# isort: split
from django.utils import timezone

from events.models import Broadcaster, Country, CountryGroup, LinkWord, Listing, Stream, StreamBlock
from news.models import Article, LeadStory, OldAddress
from news.models.article import State
from standings.models import Alias, Competitor, RaceSheet, Start, StartList


def add_what_the_demo_lacks() -> None:
    of_the_newsroom()
    of_broadcasts()
    of_results()


def of_the_newsroom() -> None:
    article = Article.objects.filter(state=State.PUBLISHED).earliest("pk")
    until = timezone.now().replace(microsecond=0) + timedelta(days=30)
    LeadStory.objects.update_or_create(article=article, defaults={"until": until})
    OldAddress.objects.create(path="/news/an-example", target="/standings/")


def of_broadcasts() -> None:
    """A block, a link that no longer answers, and what a broadcaster and a listing had before."""
    nordic = Country.objects.filter(noc__in=["NOR", "SWE"])
    CountryGroup.objects.create(name="Example group").countries.set(nordic)
    day = timezone.localdate() - timedelta(days=7)
    block = StreamBlock.objects.create(stream=Stream.objects.earliest("pk"), source="An example", checked_on=day)
    block.countries.set(nordic)
    LinkWord.objects.create(address="https://example.org/gone", failed_on=day)
    Broadcaster.objects.earliest("pk").formers.create(what="name", was="Example TV", before=day)
    Listing.objects.earliest("pk").formers.create(was="https://example.org/before", before=day)


def of_results() -> None:
    """Another spelling of a skater, and a start list of the first race with a result: its lines in their order."""
    skater = Competitor.objects.earliest("pk")
    Alias.objects.create(
        name="An Example Spelling", category=skater.category, country=skater.country, competitor=skater
    )
    race = RaceSheet.objects.filter(results__isnull=False).select_related("session").earliest("pk")
    StartList.objects.create(
        race=race,
        source="An example",
        known_date=race.session.date,
        known_start=race.starts_at,
        entered_at=timezone.now(),
    )
    lines = race.results.order_by("line")
    Start.objects.bulk_create(
        Start(race=race, line=at, pair=at, competitor=each.competitor, country=each.country)
        for at, each in enumerate(lines, 1)
    )
