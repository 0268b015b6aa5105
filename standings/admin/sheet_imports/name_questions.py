"""The questions whose the names on waiting sheets are, and what is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from events.models import Country
from standings.admin.skater_choice import choice_text, looked_up
from standings.models import Competitor, NameDecision
from standings.results.plan import Doubt, SheetPlan
from standings.spelling.decisions import NEW, Decision, NameKey

NEW_SKATER, OTHER = "new", "other"
GONE = "{}: your answer was not needed any more. Somebody decided it meanwhile, or its sheet no longer waits."


@dataclass(frozen=True)
class Question:
    """A doubt, numbered on the page, and the titles of the sheets that raise it."""

    position: int
    doubt: Doubt
    titles: tuple[str, ...]

    @property
    def noc(self) -> str:
        """The country's code as it is to be typed: empty where the sheet's is of no country."""
        return self.doubt.noc if self.doubt.has_country else ""


def questions(plans: Iterable[SheetPlan]) -> list[Question]:
    """Each doubt once, names like a known one first."""
    found: dict[NameKey, tuple[Doubt, list[str]]] = {}
    for plan in plans:
        for doubt in plan.doubts:
            found.setdefault(doubt.key, (doubt, []))[1].append(plan.sheet.heading.identity.title)
    ordered = sorted(found.values(), key=lambda each: (each[0].is_unlike, each[0].form_key))
    return [Question(position, doubt, tuple(titles)) for position, (doubt, titles) in enumerate(ordered)]


@dataclass
class Answers:
    """Decisions by name, and in words what is wrong with the other answers."""

    decisions: dict[NameKey, Decision]
    problems: list[str]


def read_answers(asked: Iterable[Question], post: Mapping[str, str], others_are_new: bool = False) -> Answers:
    """What the page's form says. A name without an answer stays undecided.

    `others_are_new`: those without an answer that are unlike all known names are new skaters'.
    """
    answers = Answers({}, [])
    countries = Country.objects.names()
    places = places_of(post)
    for question in asked:
        doubt, at = question.doubt, places.pop(question.doubt.form_key, None)
        if at is None:
            continue  # the page that was sent didn't ask about it
        typed = post.get(f"noc-{at}", "").strip()
        noc = countries.noc(typed) or ""
        try:
            decision = _decision(doubt, post.get(f"name-{at}", ""), post.get(f"other-{at}", "").strip())
            if decision is None and others_are_new and doubt.is_unlike:
                decision = NEW
            if decision is None and noc and noc != doubt.noc and not doubt.is_team:
                raise ValueError("choose who it is, too")
            if doubt.is_team and typed:
                decision = NEW
            if decision and not noc:
                said = f"“{typed}” is no country here" if typed else "its country is left open"
                raise ValueError(f"{said}; type its code, such as NED")
        except ValueError as error:
            answers.problems.append(f"{doubt.key.text}: {error}.")
            continue
        if decision:
            answers.decisions[doubt.key] = Decision(decision.competitor, noc if noc != doubt.noc else "")
    answers.problems += [GONE.format(key.partition("|")[0]) for key, at in places.items() if post.get(f"name-{at}")]
    return answers


def places_of(post: Mapping[str, str]) -> dict[str, str]:
    """Where on the page that was sent each name was asked about, by the form's key of the name."""
    return {post[name]: name.removeprefix("key-") for name in post if name.startswith("key-")}


def _decision(doubt: Doubt, choice: str, other: str) -> Decision | None:
    """Raises ValueError in words."""
    if other and choice in {"", OTHER}:
        return Decision(looked_up(other, doubt.category).pk)
    if other:
        raise ValueError("one skater is chosen and another one typed; leave one of them out")
    if choice == OTHER:
        raise ValueError("type the other skater’s name, and choose from the list")
    if choice == NEW_SKATER:
        return NEW
    known = {str(candidate.pk): candidate.pk for candidate in doubt.candidates}
    return Decision(known[choice]) if choice in known else None


def choices(asked: Iterable[Question]) -> dict[str, list[str]]:
    """All skaters that can be looked up, by the categories of the questions."""
    lists: dict[str, list[str]] = {question.doubt.category: [] for question in asked if not question.doubt.is_team}
    for skater in Competitor.objects.skaters().filter(category__in=lists):
        lists[skater.category].append(choice_text(skater))
    return lists


def decided_names() -> list[NameDecision]:
    return list(NameDecision.objects.select_related("competitor", "country", "decided_by"))
