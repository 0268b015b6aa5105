"""What was typed of waiting sheets and their names and could not be used yet: shown again on the page that follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from standings.admin.sheet_imports.name_questions import Question, places_of
from standings.admin.sheet_imports.statements import said_of
from standings.models import SheetImport
from standings.results.facts import Said
from standings.results.plan import SheetPlan

KEPT = "typed_of_sheets"  # in the session, until the next page


@dataclass(frozen=True)
class Answer:
    """To the question whose a name is: what was chosen, the other skater's name, and the country."""

    choice: str = ""
    other: str = ""
    noc: str = ""


@dataclass(frozen=True)
class Typed:
    sheets: Mapping[int, Said] = field(default_factory=dict)
    names: Mapping[str, Answer] = field(default_factory=dict)  # by the form's key of the name

    def of_name(self, question: Question) -> Answer:
        return self.names.get(question.doubt.form_key) or Answer(noc=question.noc)


def keep(request: HttpRequest, waiting: Iterable[tuple[SheetImport, SheetPlan]], asked: Iterable[Question]) -> None:
    """All that differs from what the page showed. What is used in the same step is not asked about any more."""
    post = request.POST
    sheets = {
        str(each.pk): [said.state, said.source]
        for each, plan in waiting
        if (said := said_of(each, post)) and (said.state, said.source) != (plan.facts.state, plan.facts.source)
    }
    places = places_of(post)
    names: dict[str, list[str]] = {}
    for question in asked:
        if at := places.get(question.doubt.form_key):
            answer = [post.get(f"{part}-{at}", "") for part in ("name", "other", "noc")]
            if answer != ["", "", question.noc]:
                names[question.doubt.form_key] = answer
    if sheets or names:
        request.session[KEPT] = {"sheets": sheets, "names": names}


def kept(request: HttpRequest) -> Typed:
    """It is shown once."""
    found: dict[str, Any] = request.session.pop(KEPT, {})
    return Typed(
        {int(key): Said(*said) for key, said in found.get("sheets", {}).items()},
        {key: Answer(*answer) for key, answer in found.get("names", {}).items()},
    )
