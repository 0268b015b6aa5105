"""What blocks of the ISU stream contradict, or repeat, of what else is on record."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.broadcast.answers.rights import rights_of
from events.coverage import EventFacts, Right, rights_about
from events.coverage.rights import by_noc
from events.models import Country, Event, Listing, StreamBlock


@dataclass(frozen=True)
class BlockRemark:
    """In words for staff, with the key of the listing that it speaks of."""

    words: str
    listing: int | None = None


def remarks(block: StreamBlock) -> list[BlockRemark]:
    """Of a saved block, country by country. Seven queries."""
    events = Event.objects.filter(season=block.stream.season_id).with_place().with_stream()
    chosen = set(block.events.values_list("pk", flat=True))
    facts = [event.facts for event in events if not chosen or event.pk in chosen]
    rights = by_noc(rights_of(Listing.objects.concerning(events))) if facts else {}
    countries = block.countries.select_related("follows").order_by("name")
    others = block.stream.blocks.exclude(pk=block.pk)
    twice = set(others.values_list("countries", flat=True)) if facts else set()
    found = [
        remark
        for country in countries
        for remark in _of_country(country, facts, rights_about(country.place, rights), block.stream.link)
    ]
    return found + [
        BlockRemark(f"Another block of this stream names {country.name_in_text}, too.")
        for country in countries
        if country.pk in twice
    ]


def _of_country(country: Country, events: list[EventFacts], rights: list[Right], link: str) -> Iterator[BlockRemark]:
    place = country.place
    held = [
        right
        for right in rights
        if {place.code, place.follows} & right.nocs and any(right.holds_for(event) for event in events)
    ]
    for right in held:
        if right.is_exclusive:
            words = f"{right.broadcaster} holds exclusive rights, which block the stream in {place.name} already."
            yield BlockRemark(words, right.key)
        elif right.link == link:
            words = f"The listing of {right.broadcaster} for {place.name} leads to the stream that is blocked there."
            yield BlockRemark(words, right.key)
