"""The answer in a territory without an NOC of its own: its country's, unless a right or a block names the territory.

That a country's rights hold in its territories too is an assumption, which the answer says in words. A right that names
the territory, among those that it is for or as one that it isn't for, is no assumption.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from events.coverage.answers import Coverage, coverage
from events.coverage.facts import EventFacts
from events.coverage.rights import Right


@dataclass(frozen=True)
class Place:
    """A country, or a territory with the country whose answer it has, if any. Names are as in a sentence."""

    code: str  # NOC, or what a territory has in place of one
    name: str
    is_territory: bool = False
    follows: str = ""  # code of that country
    follows_name: str = ""


def coverage_in(place: Place, event: EventFacts, rights: Iterable[Right]) -> tuple[Coverage, str]:
    """The answers in a country or territory, and in words what of them is assumed; empty where nothing is.

    `rights` are those of `rights_about`.
    """
    if not place.is_territory:
        return coverage(place.code, event, rights), ""
    known = list(rights)
    named = [right for right in known if place.code in right.nocs | right.except_nocs]
    taken_over = _taken_over(place, event, [right for right in known if right not in named], named)
    blocks = event.stream.blocks if event.stream else ()
    is_block_named = any(each.holds(place.code, event.key) for each in blocks)
    found = coverage(place.code, event if is_block_named else _as_there(place, event), [*named, *taken_over])
    assumed = _broadcasters(found, taken_over)
    speaks_of_it = is_block_named or any(right.concerns(event) for right in named)
    return found, _words(place, assumed, speaks_of_it)


def rights_about(place: Place, by_noc: Mapping[str, Sequence[Right]]) -> list[Right]:
    """The rights that name the place or the country that it follows, each once."""
    found = [*by_noc.get(place.code, ()), *(by_noc.get(place.follows, ()) if place.follows else ())]
    return list({right.key: right for right in found}.values())


def _taken_over(place: Place, event: EventFacts, rights: list[Right], named: list[Right]) -> list[Right]:
    """The rights of the country as they are assumed to be in the territory.

    None where another's right there is exclusive on every day of the event and to all of it: it leaves no room for
    them. One to the women's races, to some sessions or in a part does.
    """
    days = [session.day for session in event.sessions_and_days]
    exclusive = [right for right in named if right.is_exclusive and place.code in right.nocs and right.concerns(event)]
    exclusive = [right for right in exclusive if not (right.competitors or right.part or right.only_sessions)]
    if any(all(right.holds_on(day) for day in days) for right in exclusive):
        return []
    return [_named_there(right, place) for right in rights]


def _named_there(right: Right, place: Place) -> Right:
    def there(nocs: frozenset[str]) -> frozenset[str]:
        return nocs | {place.code} if place.follows in nocs else nocs

    return replace(right, nocs=there(right.nocs), except_nocs=there(right.except_nocs))


def _as_there(place: Place, event: EventFacts) -> EventFacts:
    """The event with the stream blocked in the territory where it is blocked in its country."""
    if event.stream is None:
        return event
    blocks = tuple(
        replace(each, nocs=each.nocs | {place.code}) if place.follows in each.nocs else each
        for each in event.stream.blocks
    )
    return replace(event, stream=replace(event.stream, blocks=blocks))


def _broadcasters(found: Coverage, taken_over: list[Right]) -> list[str]:
    """Of the rights that were taken over, those that any answer rests on: their broadcasters."""
    keys = {right.key for right in taken_over}
    answers = [found.event, *(answer for _, answer in found.sessions_and_days)]
    rights = [right for answer in answers for right in answer.rights]
    return list(dict.fromkeys(right.broadcaster for right in rights if right.key in keys))


def _words(place: Place, assumed: Sequence[str], speaks_of_it: bool) -> str:
    """As for France: nothing on record says whether the rights there include Réunion."""
    if speaks_of_it and not assumed:
        return ""
    if not place.follows:
        return f"Nothing on record names {place.name}, which has no country’s answer either."
    what = f"the rights there include {place.name}" if assumed else f"{place.name} has the same answer"
    if speaks_of_it:
        what = f"the rights of {' and '.join(assumed)} there include {place.name}"
    return f"As for {place.follows_name}: nothing on record says whether {what}."
