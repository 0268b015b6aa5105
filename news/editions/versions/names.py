"""What the rows that a content refers to are called, for its comparison."""

from events.models import Event, Race, Season
from news.blocks.facts import References
from news.editions.snapshot import Content, blocks_in
from news.editions.versions.comparing.parts import Names
from news.models.article import Article
from standings.models import Cup


def names_for(*contents: Content) -> Names:
    """Of all races, cups, events, seasons and articles that are named in the contents. At most five queries."""
    found = References()
    events, seasons, articles = set[int](), set[int](), set[int]()
    for content in contents:
        for block in blocks_in(content):
            found |= block.refers_to()
        events |= _keys(content["event_id"])
        seasons |= _keys(content["season_id"])
        articles |= set(content.get("related", []))
    events |= found.events
    seasons |= found.cups_of | found.events_of
    names: dict[tuple[str, int], str] = {}
    if found.races:
        races = Race.objects.with_event().filter(pk__in=found.races)
        names |= {("race", race.pk): f"{race.event}: {race.title}" for race in races}
    if found.cups:
        cups = Cup.objects.select_related("season").filter(pk__in=found.cups)
        names |= {("cup", cup.pk): str(cup) for cup in cups}
    if events:
        names |= {("event", event.pk): str(event) for event in Event.objects.with_place().filter(pk__in=events)}
    if seasons:
        names |= {("season", season.pk): str(season) for season in Season.objects.filter(pk__in=seasons)}
    if articles:
        names |= {("article", article.pk): article.title for article in Article.objects.filter(pk__in=articles)}
    return names


def _keys(*keys: int | None) -> set[int]:
    return {key for key in keys if key is not None}
