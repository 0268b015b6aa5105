"""What the rows that a content refers to are called, for its comparison."""

from events.models import Event, Race, Season
from news.blocks.facts import References
from news.editions.snapshot import Content, blocks_in
from news.editions.versions.comparing.parts import Names
from standings.models import Cup


def names_for(*contents: Content) -> Names:
    """Of all races, cups, events and seasons that are named in the contents. At most four queries."""
    found = References()
    events, seasons = set[int](), set[int]()
    for content in contents:
        for block in blocks_in(content):
            found |= block.refers_to()
        events |= _keys(content["event_id"])
        seasons |= _keys(content["season_id"])
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
    return names


def _keys(*keys: int | None) -> set[int]:
    return {key for key in keys if key is not None}
