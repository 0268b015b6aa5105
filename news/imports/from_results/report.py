"""A whole draft: title, lead, a paragraph for each race, and what the journalist has to know of it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from news.imports.from_results.facts import Known, Line, Place, RaceFacts, Scope
from news.imports.from_results.names import addresses_of, capital, contradicts, people, race_name, the_race
from news.imports.from_results.sentences import not_raced_sentence, others_paragraph, race_paragraph
from standings.scoring.wording import listed, sentence

NAMED = 6  # races that a title or lead names one by one
MOST = 12  # races that a note names one by one, so that all of them fit into a note of the newsroom
LONGEST_TITLE = 150  # letters, so that the mark of a proposal fits before it
MANUAL = (
    "Facts only: nothing in it is a quote, and nothing was added to what the results say. Title and lead are "
    "proposals: write your own, or take “Proposal:” away. Until then it can’t be published."
)


@dataclass(frozen=True)
class Part:
    """The races of a day or session; `heading` stands above them where a draft has several."""

    heading: str
    races: tuple[RaceFacts, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph, or a subhead, and the race whose result card follows it."""

    text: str
    race: int | None = None
    is_subhead: bool = False


@dataclass(frozen=True)
class Draft:
    """`notes` are for the journalist, and no part of the story."""

    title: str
    lead: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)  # by who is called so: Femke Kok (NED)


def draft(scope: Scope, parts: Sequence[Part], moment: str) -> Draft | None:
    """The draft from the results as they are at the moment, which is in words; None while no result is whole."""
    races = [race for part in parts for race in part.races]
    if not any(race.winners for race in races):
        return None
    return Draft(
        title=_title(scope, races),
        lead=_lead(scope, races),
        passages=tuple(passage for part in parts for passage in _passages(part, has_heading=len(parts) > 1)),
        notes=tuple(_notes(races, moment)),
        addresses=addresses_of(each for race in races for each in _named(race)),
    )


def _named(race: RaceFacts) -> Iterator[Line | Place]:
    yield from race.lines
    yield from race.cup.places if race.cup else ()


def _reported(races: Iterable[RaceFacts]) -> list[RaceFacts]:
    """The races that have a paragraph of their own; where there is none, those of Division B and semi-finals."""
    won = [race for race in races if race.winners]
    return [race for race in won if race.is_for_medals] or won


def _title(scope: Scope, races: Iterable[RaceFacts]) -> str:
    place = f"{scope.title}, {scope.city}"
    names = [race_name(race.identity) for race in _reported(races)]
    title = f"{place}: {listed(names)}"
    return title if len(names) <= NAMED and len(title) <= LONGEST_TITLE else f"{place}: results of {scope.dates}"


def _lead(scope: Scope, races: Iterable[RaceFacts]) -> str:
    where = f"at {_the(scope.title)} in {scope.city}"
    when = f"on {scope.dates}" if scope.is_one_day else f"of {scope.dates}"
    reported = _reported(races)
    if len(reported) > NAMED:
        return f"The results {where} {when}." if scope.is_one_day else f"The results {where}, {scope.dates}."
    clauses = [
        f"{people(race.winners)} {'shared the win in' if len(race.winners) > 1 else 'won'} {the_race(race.identity)}"
        for race in reported
    ]
    said = f"{listed(clauses)} {where} {when}."
    is_unofficial = any(race.known == Known.UNOFFICIAL for race in reported)
    return f"By unofficial results, {said}" if is_unofficial else capital(said)


def _the(title: str) -> str:
    """World Cup 4; the World Cup Final."""
    return title if title[-1:].isdigit() else f"the {title}"


def _passages(part: Part, *, has_heading: bool) -> Iterator[Passage]:
    found = list(_paragraphs(part.races))
    if found and has_heading:
        yield Passage(part.heading, is_subhead=True)
    yield from found


def _paragraphs(races: Sequence[RaceFacts]) -> Iterator[Passage]:
    for race in races:
        if race.is_for_medals and (text := race_paragraph(race)):
            yield Passage(text, race.key)
    if text := others_paragraph(race for race in races if not race.is_for_medals):
        yield Passage(text)
    if text := " ".join(filter(None, map(not_raced_sentence, races))):
        yield Passage(text)


def _notes(races: Sequence[RaceFacts], moment: str) -> Iterator[str]:
    yield f"Drafted from the results as they were on {moment}. {MANUAL}"
    held = [race for race in races if race.known.is_whole]
    yield from _note("Results of {} are not in the database yet.", (r for r in races if r.known == Known.MISSING))
    yield from _note("Of {} only some places are known: left out.", (r for r in races if r.known == Known.PARTIAL))
    yield from _note("Unofficial so far: {}.", (r for r in held if r.known == Known.UNOFFICIAL and r.winners))
    yield from _note("No winner stands in the result of {}: left out.", (r for r in held if not r.winners))
    wrong = (r for r in held if r.winners and contradicts(r))
    yield from _note("Places and times contradict each other, so there are no gaps: {}.", wrong)
    is_open = (r for r in held if r.winners and r.cup_is_open)
    yield from _note("Not said, as a missing result may change it: the cup after {}.", is_open)


def _note(words: str, races: Iterable[RaceFacts]) -> Iterator[str]:
    names = [the_race(race.identity, of_division_a=True) for race in races]
    if len(names) > MOST:
        names = [*names[:MOST], f"{len(names) - MOST} more"]
    if names:
        yield sentence(words.format(listed(names)).removesuffix("."))
