"""What a race's result says, in sentences: podium, track record, who did not finish, the cup after it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from events.naming.choices import Distance
from news.imports.from_results.facts import CupAfter, Known, Place, RaceFacts
from news.imports.from_results.names import capital, contradicts, people, race_name, the_race, time_of
from news.imports.from_results.podiums import podium
from standings.scoring.wording import listed
from standings.spelling.times import time_text

NTH = {2: "second", 3: "third"}
ENDED = {
    "DNF": ("did not finish", "did not finish"),
    "DQ": ("was disqualified", "were disqualified"),
    "DNS": ("did not start", "did not start"),
    "WDR": ("withdrew", "withdrew"),
}
NOT_RACED = {
    Known.CANCELLED: "was cancelled",
    Known.NOT_HELD: "was not held",
    Known.ABANDONED: "was abandoned, and its results do not count",
    Known.POSTPONED: "is postponed",
}


def race_paragraph(race: RaceFacts) -> str:
    """All that is said of a race of Division A, a final or a race without divisions; empty without a whole result."""
    return " ".join(map(capital, _sentences(race))) if race.winners else ""


def _sentences(race: RaceFacts) -> Iterator[str]:
    yield from podium(race)
    yield from _records(race)
    for status, (one, many) in ENDED.items():
        if those := [line for line in race.lines if line.status == status]:
            yield f"{people(those)} {many if len(those) > 1 else one}."
    if race.cup:
        yield from cup_sentences(race.cup)


def _records(race: RaceFacts) -> Iterator[str]:
    for line in race.lines:
        if line.is_track_record and line.status == "OK" and line.hundredths is not None:
            time = time_text(line.hundredths)
            yield f"The time of {line.called}, {time}, was a track record, as published with the result."
    if race.is_fastest_of_season and race.known == Known.OFFICIAL and time_of(race.winners) and not contradicts(race):
        name = race_name(replace(race.identity, ordinal=None))
        yield f"The winning time is the fastest in the {name} of this season’s World Cup so far."


def cup_sentences(cup: CupAfter) -> Iterator[str]:
    """Who leads it after the race, and who is second and third: a sentence for each place."""
    leaders = _at(cup, 1)
    if not leaders:
        return
    if cup.is_final:
        verb = "are first" if len(leaders) > 1 else "is first"
        yield f"{_named(leaders)} {verb} in the final {cup.cup} standings with {_points(leaders)}."
    elif len(leaders) > 1:
        yield f"After this race {_named(leaders)} share the lead in the {cup.cup} standings with {_points(leaders)}."
    else:
        yield f"After this race {_named(leaders)} leads the {cup.cup} standings with {_points(leaders)}."
    for rank in (2, 3):
        if places := _at(cup, rank):
            verb = f"share {NTH[rank]} place" if len(places) > 1 else f"is {NTH[rank]}"
            yield f"{_named(places)} {verb} with {_points(places)}."


def _at(cup: CupAfter, rank: int) -> list[Place]:
    return [place for place in cup.places if place.rank == rank]


def _named(places: Iterable[Place]) -> str:
    return listed(place.called for place in places)


def _points(places: list[Place]) -> str:
    """Who shares a place has the same total."""
    total = places[0].total
    return f"{total} point{'' if total == '1' else 's'}{' each' if len(places) > 1 else ''}"


def others_paragraph(races: Iterable[RaceFacts]) -> str:
    """The winners of Division B and of semi-finals: a sentence for each of the two."""
    races = [race for race in races if race.winners]
    division_b = [_won(race) for race in races if race.identity.division == "B"]
    semi_finals = [_won(race) for race in races if race.identity.phase.startswith("semi-final")]
    return " ".join(capital(f"{listed(clauses)}.") for clauses in (division_b, semi_finals) if clauses)


def _won(race: RaceFacts) -> str:
    shared = len(race.winners) > 1
    times = {line.hundredths for line in race.winners}
    (time,) = times if len(times) == 1 and race.identity.distance != Distance.MASS_START else (None,)
    unofficial = ", by the unofficial result," if race.known == Known.UNOFFICIAL else ""
    said = f"{people(race.winners)}{unofficial} {'shared the win in' if shared else 'won'} {the_race(race.identity)}"
    return said if time is None else f"{said} in {time_text(time)}"


def not_raced_sentence(race: RaceFacts) -> str:
    """The men’s 500m was cancelled. Empty for a race that is, or was, held."""
    if race.known not in NOT_RACED:
        return ""
    return capital(f"{the_race(race.identity)} {NOT_RACED[race.known]}.")
