"""Skaters by name, former name and country."""

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef

from events.models import Season
from isuwc.freshness.reading import only_seasons
from isuwc.site.views.search.answer import SHOWN, Hit, Kind
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.closeness import Called, Near, Nearness, misspelt, nearness, plain
from standings.models import Alias, Competitor, Standing
from standings.models.competitor import CompetitorQuerySet

MOST = 60  # that are looked at: any name has words in common with few others
SIMILAR = 40  # names in which typing errors are looked for

Former = Mapping[int, Sequence[str]]  # names by key


def skaters(asked: Asked, season: Season | None) -> tuple[list[Hit], bool]:
    """And whether more match."""
    found, more = found_skaters(asked, season)
    return [skater_hit(skater, near) for skater, near in found], more


def found_skaters(asked: Asked, season: Season | None) -> tuple[list[tuple[Competitor, Nearness]], bool]:
    """Equally near ones who are in the season's standings first. And whether more match."""
    former = _former_names()
    renamed = {
        word: [key for key, names in former.items() if any(word in part for name in names for part in plain(name))]
        for word in asked.words
    }
    found = Competitor.objects.skaters().called(asked.words, asked.nocs, renamed)
    rows = _loaded(found, season, "-is_in_standings", "family_name", "given_name", "pk")
    near = [nearness(asked.words, _called(each, asked, former)) or Nearness(Near.PART) for each in rows[:MOST]]
    return list(zip(rows[:MOST], near, strict=True)), len(rows) > MOST


def misspelt_skaters(asked: Asked, season: Season | None) -> list[Hit]:
    rows = _loaded(Competitor.objects.skaters().resembling(" ".join(asked.words)), season)
    found = ((each, misspelt(asked.words, _called(each, asked, {}))) for each in rows[:SIMILAR])
    return [skater_hit(each, near) for each, near in found if near][:SHOWN]


def _former_names() -> Former:
    found: dict[int, list[str]] = {}
    for key, name in Alias.objects.former().values_list("competitor", "name"):
        found.setdefault(key, []).append(name)
    return found


def _loaded(found: CompetitorQuerySet, season: Season | None, *order: str) -> list[Competitor]:
    standings = Standing.objects.filter(competitor=OuterRef("pk"), cup__season=season, is_newest=True)
    rows = found.with_country().annotate(is_in_standings=Exists(standings))
    with only_seasons([season.pk] if season else []):
        return list(rows.order_by(*found.query.order_by, *order)[: MOST + 1])


def _called(skater: Competitor, asked: Asked, former: Former) -> Called:
    return Called(
        (skater.name, *former.get(skater.pk, ())), (skater.get_category_display(), *asked.about(skater.country_id))
    )


def skater_hit(skater: Competitor, near: Nearness, over: str = "", links: Sequence[tuple[str, str]] = ()) -> Hit:
    """`over`: the distance that was asked for, and `links` to the skater's races over it."""
    why = skater.country.name if near.near == Near.ABOUT else f"formerly {near.why}" if near.why else ""
    note = f"{skater.get_category_display()}, {over}" if over else str(skater.get_category_display())
    return Hit(Kind.SKATER, near.near, skater.name, skater.get_absolute_url(), skater.country, note, why, links=links)
