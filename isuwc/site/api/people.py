"""Skaters, national teams and nations."""

from typing import Literal

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from events.models import Country
from events.naming.choices import Category
from isuwc.site.api.cursors import Paging, page_of
from isuwc.site.api.filters import country_named, season_named, skater_named
from isuwc.site.api.shapes import (
    BASE,
    ApiAddress,
    CategoryName,
    Few,
    Many,
    Noc,
    Page,
    PageAddress,
    SeasonId,
    Shape,
    SkaterId,
    addresses,
)
from isuwc.text.characters import tidy
from isuwc.web.redirects import moved
from isuwc.web.schema_org import whole_address
from standings.models import Competitor, Result
from standings.models.alias import former_names
from standings.models.competitor import CompetitorQuerySet
from standings.pages import nations as pages
from standings.pages.nations import Nations

router = Router(tags=["Skaters and nations"])


class SkaterOut(Shape):
    """A skater, or a national team."""

    id: SkaterId
    name: str = Field(description="As the federation writes it, given name first.")
    given_name: str | None = Field(description="Null for a team.")
    family_name: str | None = Field(description="Null for a team.")
    kind: Literal["skater", "team"] = Field(description="A skater, or a national team.")
    category: CategoryName
    nation: Noc = Field(description="Today's; each result has its own.")
    former_names: Few[str] = Field(description="By which older results have it.")
    page: PageAddress
    api: ApiAddress


class NationOut(Shape):
    """An Olympic code that results or broadcasters' areas use, of today or of the past, with what it stands for."""

    id: Noc
    name: str = Field(description="In English.")
    iso: str | None = Field(pattern="^[A-Z]{2}$", description="ISO 3166-1; null for codes of the past.")
    is_current: bool = Field(description="False for codes of the past, and for neutral athletes.")
    is_territory: bool = Field(
        description="Whether it has no Olympic committee of its own. Skaters are never of a territory."
    )
    follows: Noc | None = Field(
        description="Whose answer to where to watch a territory has, unless a broadcaster names it."
    )
    skaters: int = Field(description="How many have started for it in a race that is known here.")
    wins: int = Field(description="In Division A, in the seasons that count them.")
    podiums: int = Field(description="First three places, likewise.")
    page: str | None = Field(description="Null for those for whom nobody has started.")
    api: ApiAddress


class NationsOut(Page[NationOut]):
    wins_of: Many[SeasonId] = Field(
        description="The seasons whose wins are counted: those of which all winners are known."
    )
    podiums_of: Many[SeasonId]


class SkatersAsked(Paging):
    nation: Noc | None = None
    category: Category | None = None
    kind: Literal["skater", "team"] | None = None
    season: SeasonId | None = Field(default=None, description="In which they are in a result.")
    name: str | None = Field(
        default=None,
        min_length=1,
        max_length=80,
        description="Words of the name, in any order and without accents. Former names count, too.",
    )


class NationsAsked(Paging):
    has_skaters: Literal["yes", "no"] | None = Field(default=None, description="Whether anybody has started for it.")


@router.get("/skaters", response=Page[SkaterOut], summary="Skaters and teams by identifier")
def skaters(request: HttpRequest, asked: Query[SkatersAsked]) -> Page[SkaterOut]:
    rows = all_skaters()
    if asked.nation:
        rows = rows.filter(country=country_named(asked.nation))
    if asked.season:
        started = Result.objects.filter(competitor=OuterRef("pk"), race__event__season=season_named(asked.season))
        rows = rows.filter(Exists(started))
    if asked.name:
        rows = rows.matching(asked.name)
    chosen = {"category": asked.category, "kind": asked.kind}
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    found, next = page_of(request, asked, rows, "slug")
    return Page[SkaterOut](items=list(map(skater_out, found)), next=next)


@router.get(
    "/skaters/{skater}",
    response={200: SkaterOut, 301: None},
    summary="A skater or a team",
)
def skater(request: HttpRequest, skater: SkaterId) -> SkaterOut | HttpResponse:
    """A former identifier leads on to the one of today (301)."""
    found = skater_named(skater)
    if found.slug != skater:
        return moved(f"{BASE}/skaters/{found.slug}")
    return skater_out(all_skaters().get(pk=found.pk))


def all_skaters() -> CompetitorQuerySet:
    return Competitor.objects.annotate(former_names=former_names())


def skater_out(skater: Competitor) -> SkaterOut:
    return SkaterOut(
        id=skater.slug,
        name=tidy(skater.name),
        given_name=tidy(skater.given_name) or None,
        family_name=tidy(skater.family_name) or None,
        kind="team" if skater.is_team else "skater",
        category=Category(skater.category),
        nation=skater.country_id,
        former_names=tidy(skater.former_names)[:100],  # type: ignore[attr-defined]
        **addresses(skater, "skaters", skater.slug),
    )


@router.get("/nations", response=NationsOut, summary="Nations and territories by code")
def nations(request: HttpRequest, asked: Query[NationsAsked]) -> NationsOut:
    counted = pages.nations()
    rows = Country.objects.all()
    started = [each.country.noc for each in counted.all]
    if asked.has_skaters:
        rows = rows.filter(noc__in=started) if asked.has_skaters == "yes" else rows.exclude(noc__in=started)
    found, next = page_of(request, asked, rows, "noc")
    return NationsOut(
        items=[nation_out(each, counted) for each in found],
        next=next,
        wins_of=[each.slug for each in counted.with_wins][:1_000],
        podiums_of=[each.slug for each in counted.with_podiums][:1_000],
    )


@router.get("/nations/{noc}", response=NationOut, summary="A nation or territory")
def nation(request: HttpRequest, noc: Noc) -> NationOut:
    """Wins and podiums are those of the seasons that the list of nations names."""
    return nation_out(country_named(noc), pages.nations())


def nation_out(country: Country, counted: Nations) -> NationOut:
    nation = next((each for each in counted.all if each.country.noc == country.noc), None)
    return NationOut(
        id=country.noc,
        name=tidy(country.name),
        iso=country.iso or None,
        is_current=country.is_current,
        is_territory=country.is_territory,
        follows=country.follows_id,
        skaters=nation.skaters if nation else 0,
        wins=nation.wins if nation else 0,
        podiums=nation.podiums if nation else 0,
        page=whole_address(country.nation_address) if nation else None,
        api=whole_address(f"{BASE}/nations/{country.noc}"),
    )
