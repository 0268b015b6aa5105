"""Races, people and numbers as they stand in a sentence. Pure."""

from collections.abc import Iterable

from events.naming.choices import Category, Distance, Phase
from events.naming.race import RaceIdentity
from events.naming.words import nth
from news.imports.from_results.facts import Line, Place, RaceFacts
from standings.scoring.wording import listed
from standings.spelling.times import time_text

ORDINALS = {1: "first", 2: "second"}
OF = {Category.WOMEN: "women’s", Category.MEN: "men’s", Category.MIXED: ""}


def race_name(race: RaceIdentity, *, of_division_a: bool = False) -> str:
    """women’s 1500m, first men’s 500m, Division B of the women’s 1500m, final of the men’s mass start, mixed relay.

    As in the speech of the sport, Division A is the race itself, unless `of_division_a`.
    """
    distance = str(dict(Distance.choices).get(race.distance, race.distance))
    if not race.distance.isdigit():
        distance = distance.lower()
    ordinal = ORDINALS.get(race.ordinal, nth(race.ordinal)) if race.ordinal else ""
    whose = "" if race.distance == Distance.MIXED_RELAY else OF.get(Category(race.category), race.category)
    name = " ".join(part for part in (ordinal, whose, distance) if part)
    if race.phase:
        return f"{Phase(race.phase).label.lower()} of the {name}"
    if race.division == "B" or (of_division_a and race.division):
        return f"Division {race.division} of the {name}"
    return name


def the_race(race: RaceIdentity, *, of_division_a: bool = False) -> str:
    """the women’s 1500m; Division B of the women’s 1500m; semi-final 1 of the men’s mass start."""
    name = race_name(race, of_division_a=of_division_a)
    return name if name.startswith(("Division", "semi-final")) else f"the {name}"


def cup_name(name: str, category: str) -> str:
    """women’s 1500m, men’s long distances."""
    return f"{OF.get(Category(category), category)} {name.lower()}"


def time_of(lines: Iterable[Line]) -> str:
    """The time that all of them have: 1:52.34; empty if they have none, or several."""
    times = {line.hundredths for line in lines}
    (only,) = times if len(times) == 1 else (None,)
    return "" if only is None else time_text(only)


def points_of(lines: Iterable[Line]) -> str:
    """The sprint points that all of them have; empty if they have none, or several."""
    points = {line.sprint_points for line in lines}
    (only,) = points if len(points) == 1 else (None,)
    return "" if only is None else str(only)


def gap(ahead: Line, behind: Line) -> str:
    """0.34 seconds; 0.003 seconds where only the thousandth tells; empty if it isn't known."""
    if ahead.hundredths is None or behind.hundredths is None:
        return ""
    between = behind.hundredths - ahead.hundredths
    if between > 0:
        return f"{between // 100}.{between % 100:02} seconds"
    if between == 0 and ahead.thousandth is not None and behind.thousandth is not None:
        thousandths = behind.thousandth - ahead.thousandth
        return f"0.00{thousandths} seconds" if thousandths > 0 else ""
    return ""


def contradicts(race: RaceFacts) -> bool:
    """Whether somebody who finished on a worse place has a better time; in a mass start the sprints decide."""
    if race.identity.distance == Distance.MASS_START:
        return False
    timed = [(line.rank, line.hundredths) for line in race.lines if line.status == "OK" and line.rank]
    known = sorted((rank, hundredths) for rank, hundredths in timed if hundredths is not None)
    slowest_before, slowest, place = 0, 0, 0  # of better places, of all so far
    for rank, hundredths in known:
        if rank != place:
            slowest_before, place = slowest, rank
        if hundredths < slowest_before:
            return True
        slowest = max(slowest, hundredths)
    return False


def people(lines: Iterable[Line]) -> str:
    """Femke Kok (NED) and Erin Jackson (USA)."""
    return listed(line.called for line in lines)


def capital(said: str) -> str:
    """As a sentence begins."""
    return f"{said[:1].upper()}{said[1:]}"


def addresses_of(named: Iterable[Line | Place]) -> dict[str, str]:
    """By who is called so; empty where two are, since the name alone does not tell which of them is meant."""
    found: dict[str, str] = {}
    for each in named:
        found[each.called] = each.address if found.get(each.called, each.address) == each.address else ""
    return found
