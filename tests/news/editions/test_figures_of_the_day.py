"""A report that is published with a date in the past fixes what was known on that date."""

import datetime

import pytest

from isuwc.site.demo.articles import read_stories
from news.editions.publishing import publish
from news.models import StandingsBlock
from news.models.blocks import REGION
from tests.factories import news

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "after", "places"),
    [
        ((2025, 12, 10), "after World Cup 3 of 5", [("Jutta Leerdam", "163"), ("Femke Kok", "162")]),
        ((2025, 11, 22), "after World Cup 2 of 5", [("Femke Kok", "114"), ("Jutta Leerdam", "103")]),
        ((2025, 12, 20), "after World Cup 4 of 5", [("Femke Kok", "216"), ("Marrit Fledderus", "169")]),
    ],
)
def test_fixed_standing_is_that_of_the_day_of_publication(season, day, after, places):
    article = news.article(event=season.events.get(number=4))
    cup = season.cups.get(category="women", slug="1000m")
    StandingsBlock.objects.create(parent=article, region=REGION, ordering=10, cup=cup, fixed=True)
    edition = publish(article, by=None, goes_live_at=datetime.datetime(*day, 10, tzinfo=datetime.UTC))
    (held,) = [block["held"] for block in edition.body if block["kind"] == "standings"]
    assert held["after"] == after
    assert [(each["name"], each["text"]) for each in held["rows"]][:2] == places
    assert held["on"] == datetime.date(*day).isoformat()


def test_stories_of_the_demo_name_real_events_and_end_with_the_season():
    stories = read_stories()
    assert [story.slug for story in stories][-3:] == [
        "five-for-stolz-in-hamar",
        "under-six-minutes-in-inzell",
        "how-the-season-ended",
    ]
