"""What is filled in to add a row of each kind that has a form for it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import measuring  # noqa: F401 - first: it sets Django up

# isort: split
from django.utils import timezone
from PIL import Image

from events.models import Broadcaster, Event, Listing, Season, Series, Stream
from news.models import Article
from news.models.article import State
from standings.models import Competitor, Cup, PublishedStanding

# By the field's name: its text, the key that is chosen, several of them, or a file
Values = dict[str, Any]
SECRET = "a-long-enough-password-of-the-trial"  # noqa: S105 - of a database that is gone afterwards
CHOOSE = """(select, chosen) => {
    for (const value of chosen) {
        let option = [...select.options].find(each => each.value == value);
        if (!option) select.append(option = new Option(value, value));
        option.selected = true;
    }
    select.dispatchEvent(new Event('change', {bubbles: true}));
}"""


def fill(page: Any, values: Values) -> None:
    """In the form that is open. What is folded away is unfolded first."""
    page.locator("form[id$=_form] details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    for name, value in values.items():
        found = page.locator(f'form[id$=_form] [name="{name}"]')
        kind = found.first.evaluate("each => each.type")
        if (found.first.get_attribute("id") or "").endswith("_to"):  # beside the list that one chooses from
            page.select_option(f"#id_{name}_from", value)
            page.click(f"#id_{name}_add")
        elif kind.startswith("select"):
            found.evaluate(CHOOSE, [str(each) for each in (value if isinstance(value, list) else [value])])
        elif kind in {"checkbox", "radio"}:
            found.and_(page.locator(f'[value="{value}"]')).check()
        elif kind == "file":
            found.set_input_files(value)
        else:
            found.fill(str(value))


def values_for(folder: Path) -> dict[str, Callable[[int], Values]]:
    """By the name of the model, those of the nth row that is added; no two have alike what may exist only once."""
    day = f"{timezone.localdate() - timedelta(days=40):%d/%m/%Y}"
    season = Season.objects.latest("start_year")
    event = Event.objects.filter(season__start_year=2025).earliest("start_date")
    skater = Competitor.objects.filter(country="NED").earliest("pk")
    cup = Cup.objects.filter(season=event.season, category="women").earliest("position")
    published = Article.objects.filter(state=State.PUBLISHED).order_by("-pk")
    taken = PublishedStanding.objects.filter(cup=cup, event=event).values("competitor")
    others = Competitor.objects.filter(category="women").exclude(pk__in=taken).order_by("pk")
    return {
        "User": lambda n: {"username": f"person-{n}", "password1": SECRET, "password2": SECRET},
        "Group": lambda n: {"name": f"Group {n}"},
        "QRCode": lambda n: {"path": f"/where-to-watch/?n={n}"},
        "LeadStory": lambda n: {"article": published[n].pk},
        "OldAddress": lambda n: {"path": f"/an-old-page-{n}", "target": "/standings/"},
        "Article": lambda n: {"title": f"An example of the trial, {n}"},
        "Photo": lambda n: {"upload": str(_picture(folder, n)), "caption": f"Picture {n}"},
        "Competitor": lambda n: {
            "kind": "skater", "name": f"Anna Example{n}", "given_name": "Anna", "family_name": f"Example{n}",
            "slug": f"anna-example-{n}", "country": "NOR", "category": "women",
        },
        "Alias": lambda n: {
            "competitor": skater.pk, "name": f"Another Spelling {'x' * n}", "country": "NED",
            "category": skater.category,
        },
        "Country": lambda n: {"noc": f"Z{chr(65 + n)}Z", "name": f"Country {n}"},
        "CountryGroup": lambda n: {"name": f"Group {n}", "countries": ["NOR", "SWE"]},
        "BroadcasterWas": lambda n: {
            "broadcaster": Broadcaster.objects.earliest("pk").pk, "what": "name", "was": f"TV {n}", "before": _day(n),
        },
        "ListingWas": lambda n: {
            "listing": Listing.objects.earliest("pk").pk, "what": "app_link", "was": f"https://example.org/{n}",
            "before": _day(n),
        },
        "StreamBlock": lambda n: {
            "stream": Stream.objects.earliest("pk").pk, "countries": ["NOR"], "source": f"A mail, {n}",
        },
        "Broadcaster": lambda n: {"name": f"Channel {n}", "slug": f"channel-{n}"},
        "Stream": lambda n: {
            "season": Season.objects.create(series=event.season.series, start_year=1990 + n).pk, "name": "ISU stream",
            "link": "https://example.org/live", "source": "isu.org",
        },
        "Listing": lambda n: {
            "who": "NOS", "where": "Kenya", "ways": "live", "channel": f"Channel {n}", "source": "A mail",
            "season": event.season_id,
        },
        "LinkWord": lambda n: {"address": f"https://example.org/{n}", "failed_on": day},
        "Series": lambda n: {
            "name": f"Series {n}", "slug": f"series-{n}", "discipline": "Speed Skating", "first_year": 1985,
        },
        "Season": lambda n: {"series": Series.objects.earliest("pk").pk, "start_year": season.start_year + 1 + n},
        "Venue": lambda n: {
            "name": f"Hall {n}", "slug": f"hall-{n}", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo",
        },
        "Event": lambda n: {
            "season": event.season_id, "number": 40 + n, "venue": event.venue_id, "start_date": "10/02/2026",
            "end_date": "11/02/2026",
        },
        "Scale": lambda n: {
            "season": event.season_id, "name": f"Scale {n}", "points": "3 2 1", "source": "isu.org",
        },
        "Cup": lambda n: {
            "season": event.season_id, "category": "women", "slug": f"extra-{n}",
            "name": f"Cup {n}", "position": 40 + n,
        },
        "PublishedStanding": lambda n: {
            "cup": cup.pk, "event": event.pk, "competitor": others[n].pk, "rank": 90 + n, "source": "isu.org",
        },
        "Banner": lambda n: {"event": event.pk, "placement": "left", "alt": f"An example, {n}"},
    }  # fmt: skip


def _day(n: int) -> str:
    return f"{timezone.localdate() - timedelta(days=50 + n):%d/%m/%Y}"


def _picture(folder: Path, n: int) -> Path:
    """Of another colour than any other."""
    path = folder / f"picture-{n}.png"
    Image.new("RGB", (900, 600), (20 + 40 * n % 200, 90, 200 - 30 * n % 200)).save(path)
    return path
