"""What broadcasters write in tables of theirs, in ten languages: readers of cells of tables on broadcasting.

Capitals, accents and punctuation don't matter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.calendar.said import read_said
from events.models import Broadcaster
from events.naming.said import Said
from events.naming.territories import Territory
from isuwc.tables.matching.columns import Cells, Reader, Told, header_key, worded
from isuwc.text.slugs import fold

TIMINGS = worded(
    live="direct,direkt,en direct,live tv,live-uebertragung,live-übertragung,na żywo,in diretta,en directo",
    delayed="delay,as live,as-live,asl,deferred,tape delay,near live,zeitversetzt,zeitversetzte übertragung,"
    "aufzeichnung,différé,en différé,uitgesteld,differita,in differita,diferido,forskutt,forsinket,fördröjd",
    highlights="highlight,hl,hls,highlight show,highlights show,highlights only,zusammenfassung,résumé,résumés,"
    "samenvatting,samenvattingen,sintesi,resumen,sammendrag,höjdpunkter,skrót,magazine,magazin",
)
ON_DEMAND = frozenset(
    map(header_key, ("vod", "on demand", "video on demand", "abruf", "auf abruf", "replay", "catch-up", "rediffusion"))
)
PLATFORMS = worded(
    tv="linear,linear tv,television,broadcast,fernsehen,free tv,pay tv,télé,télévision,televisie,televisione",
    stream="streaming,streams,live stream,livestream,ott,online,digital,web,internet,app,player,website,svod,avod",
    both="tv and stream,tv & stream,tv + stream,tv & digital,tv and online,tv und stream,tv et streaming,all platforms,"
    "all media",
)
ACCESSES = worded(
    free="fta,free to air,free-to-air,free tv,frei,frei empfangbar,kostenlos,gratis,gratuit,en clair,open,gratuito",
    paid="pay,pay tv,pay-tv,subscription,subscribers,abo,abonnement,payant,premium,betaald,a pagamento,pago,betalt",
)
EXCLUSIVE = (
    "exclusive,excl,excl.,exklusiv,exclusif,exclusieve,exclusief,esclusiva,esclusivo,exclusiva,exclusivo,eksklusiv"
)
NOT_EXCLUSIVE = (
    "non-exclusive,non exclusive,nonexclusive,not exclusive,non-excl.,nicht exklusiv,nicht-exklusiv,non exclusif,"
    "non-exclusif,niet exclusief,non esclusiva,no exclusiva,ikke eksklusiv,co-exclusive"
)
_PARTS = re.compile(r"[,;/+&|]|\b(?:and|und|et|en)\b")
_SEASON = re.compile(r"\b20\d\d ?[-/–_] ?(?:20)?\d\d\b")


@dataclass(frozen=True)
class Known(Said):
    """What cells may name."""

    broadcasters: Mapping[str, str]  # names, by name and slug, both casefolded


def known() -> Known:
    """Five queries."""
    names = list(Broadcaster.objects.values_list("slug", "name"))
    said = read_said()
    broadcasters = {word.casefold(): name for slug, name in names for word in (slug, name)}
    return Known(said.places, said.seasons, said.events, broadcasters)


def proposed(text: str, here: Known) -> Cells:
    """What the title, the name of the sheet and that of the file say of all rows: the broadcaster and the season.

    Nothing where they name two.
    """
    words = f" {_plain(text)} "
    named = {name for name in set(here.broadcasters.values()) if f" {_plain(name)} " in words}
    longest = max(named, key=len, default="")
    found = {"broadcaster": longest} if longest and all(_plain(each) in _plain(longest) for each in named) else {}
    seasons = set()
    for written in _SEASON.findall(text):
        try:
            seasons.add(here.season(written.replace("_", "-")))
        except ValueError:
            continue
    return {**found, "season": seasons.pop()} if len(seasons) == 1 else found


def proposed_with_source(text: str, here: Known) -> Cells:
    """The same, and the name of the file, which is the first line, as the source."""
    file = text.partition("\n")[0]
    source = {} if file == "pasted" else {"source": f"Table handed in: {file}"[:200]}
    return {**proposed(text, here), **source}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]", " ", fold(text)).split())


def territory(text: str, told: Told) -> Sequence[Cells]:
    """Countries, parts of them and groups, each a row of its own; a group stands in the column for groups."""
    found = told.known.territories(text)
    has_part = any(each.part for each in found)  # else the table may have it in a column of its own
    return [_cells(each) | ({"part": each.part} if has_part else {}) for each in found]


def _cells(territory: Territory) -> dict[str, str]:
    place = territory.place
    return {"country": place.noc, "group": "" if place.noc else place.name}


def nocs(name: str) -> Reader:
    """Reads countries into their codes."""
    return lambda text, told: [{name: " ".join(told.known.countries(text))}]


def broadcaster(text: str, told: Told) -> Sequence[Cells]:
    found = told.known.broadcasters.get(" ".join(text.casefold().split()))
    if found is None:
        some = ", ".join(sorted(set(told.known.broadcasters.values()))[:8])
        raise ValueError(f"{text[:40]!r} is not a broadcaster; add it first, or write it as here: {some or 'none yet'}")
    return [{"broadcaster": found}]


def broadcasters(here: Known) -> Sequence[str]:
    return sorted(set(here.broadcasters.values()), key=str.casefold)


def timing(text: str, told: Told) -> Sequence[Cells]:
    """Live, delayed, on demand, highlights; several of them."""
    words = [header_key(part) for part in _PARTS.split(fold(text)) if part.strip()]
    whole = TIMINGS.get(header_key(text))
    found = [whole] if whole else ["on demand" if word in ON_DEMAND else TIMINGS.get(word, "") for word in words]
    if not found or not all(found):
        raise ValueError(f"{text[:40]!r} is not live, delayed, on demand or highlights")
    return [{"timing": ", ".join(dict.fromkeys(found))}]


def platform(text: str, told: Told) -> Sequence[Cells]:
    """TV, stream or both."""
    whole = PLATFORMS.get(header_key(text))
    parts = {PLATFORMS.get(header_key(part), "") for part in _PARTS.split(fold(text)) if part.strip()}
    if not whole and (not parts or "" in parts):
        raise ValueError(f"{text[:40]!r} is not TV, stream or both")
    return [{"platform": whole or (parts.pop() if len(parts) == 1 else "both")}]


def link(text: str, told: Told) -> Sequence[Cells]:
    """An address; www.example.org is one, too."""
    if "." not in text or " " in text:
        raise ValueError(f"{text[:40]!r} is not an address such as https://example.org/")
    return [{"link": text if "://" in text or text.startswith("javascript:") else f"https://{text}"}]


def rights(text: str, told: Told) -> Sequence[Cells]:
    """Platform, access and timing in one cell: Pay TV, live. Of what it leaves out it says nothing."""
    found: dict[str, str] = {}
    timings: list[str] = []
    for part in filter(None, map(header_key, _PARTS.split(fold(text)))):
        if way := "on demand" if part in ON_DEMAND else TIMINGS.get(part):
            timings.append(way)
            continue
        tables = (("platform", PLATFORMS), ("access", ACCESSES))
        own = {name: words[part] for name, words in tables if part in words}
        if not own:
            raise ValueError(f"{text[:40]!r} is not made of words for platform, access and timing: Pay TV, live")
        if "platform" in own and found.get("platform", own["platform"]) != own["platform"]:
            own["platform"] = "both"
        found |= own
    return [found | ({"timing": ", ".join(dict.fromkeys(timings))} if timings else {})]
