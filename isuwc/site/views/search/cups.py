"""The cups of the newest season, and pages that people ask for by their names."""

import re
from collections.abc import Callable, Sequence

from django.urls import reverse

from events.models import Season
from isuwc.site.views.search.answer import Hit, Kind
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.closeness import Called, Nearness, nearness, plain
from standings.models import Cup

METRES = re.compile(r"\b(\d{3,5}) ?(?:m|metres?|meters?)\b", re.IGNORECASE)
WOMEN = ("Ladies", "Female")
PAGES = (
    ("Standings", "standings:index", ("Rankings", "Points", "World Cup standings")),
    ("Champions", "standings:champions", ("Winners", "Titles", "Milestones", "World Cup champions")),
    ("Feeds", "feeds:index", ("RSS", "Atom", "JSON Feed", "Subscribe")),
    ("Calendar", "events:index", ("Events", "Schedule", "Programme", "World Cup calendar")),
    ("Where to watch", "events:where_to_watch", ("TV", "Stream", "Live stream", "Broadcasters")),
    ("Skaters", "standings:skaters", ("Athletes",)),
    ("Nations", "standings:nations", ("Countries",)),
    ("News", "news:index", ("Stories", "Articles")),
)
How = Callable[[Sequence[str], Called], Nearness | None]


def newest_cups() -> list[Cup]:
    """In their order."""
    found = list(Cup.objects.newest_first()[:40])
    return [cup for cup in found if cup.season_id == found[0].season_id]


def season_of(cups: Sequence[Cup]) -> Season | None:
    return cups[0].season if cups else None


def cups_and_pages(asked: Asked, cups: Sequence[Cup], how: How = nearness) -> list[Hit]:
    """ "500 m" and "500 metres" are 500m."""
    words = plain(METRES.sub(r"\1m", asked.typed))
    found = [_cup(each, near) for each in cups if (near := how(words, _called(each)))]
    for title, name, others in PAGES:
        if near := how(words, Called((title, *others))):
            found.append(Hit(Kind.PAGE, near.near, title, reverse(name), why=_also(near)))
    return found


def _called(cup: Cup) -> Called:
    about = (cup.season.name, "World Cup", "Ranking", "Points", *(WOMEN if cup.category == "women" else ()))
    return Called((cup.title, f"{cup.title} standings"), about)


def _cup(cup: Cup, near: Nearness) -> Hit:
    return Hit(Kind.CUP, near.near, cup.title, cup.get_absolute_url(), note=f"Standings {cup.season.name}")


def _also(near: Nearness) -> str:
    return f"also called {near.why}" if near.why else ""
