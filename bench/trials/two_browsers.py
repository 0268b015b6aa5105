"""Two people at every form of the newsroom, each in a browser of their own, and one who is signed out while typing.

Run it as `.venv/bin/python bench/trials/two_browsers.py [model …]`; all models take some twenty minutes. For the form
of each model of the admin, on the demo in a database of its own:

- two people change different fields, in either order: both changes are stored, and the second is told of the first's;
- two people change the same field: nothing is saved before the second has chosen, and what was chosen is stored;
- Save is pressed twice within 0, 150 and 400 milliseconds: one change, one entry of the history, no refusal;
- the session ends before Save, and the first password is wrong: what was typed is shown after the sign-in, and a click
  saves it;
- where lines can be pasted, they are read and looked at while somebody else saves: both are stored.

It prints a line for each model and ends with an error where anything was lost, doubled or said that isn't so.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.browsers import HEADINGS, Field, Window, person  # first: it sets Django up
from measuring.newsroom import (
    ASKS_FIRST,
    PAUSES,
    FormTrial,
    all_tried,
    forms_of,
    newsroom,
    press_twice,
    send_signed_out,
    session_ended,
    sign_in_beside,
)

# isort: split
from django.contrib.auth.models import User
from django.urls import reverse

from isuwc.history.models import Entry

WITHOUT_FORM = {
    "LinkTry": "what the command found at an address is only looked at",
    "SheetImport": "what a sheet says stays as it came; its page has buttons, and no field of the row",
}
# Of those with lines, one that has some
FULLEST = {"RaceSheet": {"results__isnull": False}, "StartSheet": {"starts__isnull": False}}
OURS = {"username__in": ["Anna", "Bert"]}


@dataclass
class Trial(FormTrial):
    """Of rows that are there."""

    anna: Window
    bert: Window

    def stored(self, *fields: Field) -> list[str]:
        self.anna.open(self.address)
        return [self.anna.read(each.name) for each in fields]

    def workable(self) -> Iterator[tuple[Field, str]]:
        """Fields in which one person alone can save another value, and the former one again; one of each part."""
        parts: set[str] = set()
        for each in self.anna.open(self.address).fields[:25]:
            if each.part not in parts and (value := self.another(each)):
                parts.add(each.part)
                yield each, value

    def another(self, what: Field, but: str = "") -> str:
        """Another value of the field that is taken, empty if there is none."""
        others = self.anna.open(self.address).others(what)
        more = [f"{but}3"] if but and what.kind != "select-one" else []
        rest = [value for value in (*others, *more) if value not in (but, what.value)]
        return next((value for value in rest if self.takes(what, value)), "")

    def takes(self, what: Field, value: str) -> bool:
        for each in (value, what.value):
            if not self.anna.open(self.address).type(what, each).save() or self.stored(what) != [each]:
                return False
        return True

    def put_back(self, *fields: Field) -> None:
        self.anna.open(self.address)
        for each in fields:
            self.anna.type(each, each.value)
        self.check(self.anna.save(), "the former values can't be saved again")

    def run(self) -> None:
        workable = self.workable()
        found = list(islice(workable, 2))
        if not found:
            self.wrong.append("no field was found that can be changed")
            return
        if len(found) == 2:
            for first, second in (found, found[::-1]):
                self.different_fields(first, second)
        else:
            self.done.append(f"no second field beside {found[0][0].name}")
        self.same_fields(chain(found, workable))
        self.two_presses(*found[0])
        self.signed_out(*found[0])
        cells = [each for each in self.anna.open(self.address).fields if each.name.partition("-0-")[2] in HEADINGS]
        if self.anna.page.locator("[name=pasted]").count():
            self.pasted(found[0], cells[0])

    def pasted(self, theirs: tuple[Field, str], cell: Field) -> None:
        value = "99" if cell.name.endswith("bib") else "PB"
        self.both_open()
        self.check(self.anna.type(*theirs).save(), "the first of two is refused")
        said = self.bert.paste(cell.name, value).trouble
        self.check("Anna" in said, f"whoever pasted is not told of the first: {said!r}")
        self.check(self.bert.read(cell.name) == value, "what was pasted is not in its line")
        self.check(self.bert.save(), f"what was pasted is refused: {self.bert.trouble!r}")
        self.check(self.stored(theirs[0], cell) == [theirs[1], value], "what was pasted or the first saved is lost")
        self.put_back(theirs[0], cell)
        self.done.append("pasted")

    def both_open(self) -> None:
        for each in (self.anna, self.bert):
            each.open(self.address)

    def different_fields(self, theirs: tuple[Field, str], mine: tuple[Field, str]) -> None:
        self.both_open()
        self.check(self.anna.type(*theirs).save(), "the first of two is refused")
        saved = self.bert.type(*mine).save()
        said = self.bert.messages if saved else self.bert.trouble
        self.check("Anna" in said, f"the second is not told of the first: {said!r}")
        self.check(saved, f"different fields are refused: {said!r}")
        if saved:
            self.check(self.stored(theirs[0], mine[0]) == [theirs[1], mine[1]], "a change of two fields is lost")
            self.done.append("different fields")
        self.put_back(theirs[0], mine[0])

    def same_fields(self, workable: Iterable[tuple[Field, str]]) -> None:
        """In the first field of which a third value is taken."""
        for what, theirs in workable:
            if what.kind != "checkbox" and (mine := self.another(what, but=theirs)):
                self.same_field(what, theirs, mine)
                return
        self.done.append("no field has a third value")

    def same_field(self, what: Field, theirs: str, mine: str) -> None:
        for choice, left in (("mine", mine), ("theirs", theirs)):
            self.both_open()
            self.check(self.anna.type(what, theirs).save(), "the first of two is refused")
            self.check(not self.bert.type(what, mine).save(), "the second undoes the first in silence")
            self.check("Anna" in self.bert.trouble, f"the second is not told who was first: {self.bert.trouble!r}")
            self.check(self.bert.read(what.name) == mine, "what the second typed is gone")
            self.check(self.stored(what) == [theirs], "the first's value is gone before the second has chosen")
            asked = self.bert.page.locator(f'#form-trouble input[type=radio][value="{choice}"]')
            self.check(bool(asked.count()), "nothing is asked")
            if asked.count():
                asked.first.check()
                self.check(self.bert.save(), f"what was chosen is refused: {self.bert.trouble!r}")
                self.check(self.stored(what) == [left], f"{choice} was chosen and is not stored")
                self.done.append(f"same field, {choice}")
            self.put_back(what)

    def two_presses(self, what: Field, value: str) -> None:
        for pause in PAUSES:
            before = Entry.objects.count()
            page = self.anna.open(self.address).page
            self.anna.type(what, value)
            press_twice(page, "_save", pause)
            self.check("Nothing was saved" not in page.content(), f"two presses, {pause} ms: refused")
            self.check(self.stored(what) == [value], f"two presses, {pause} ms: not stored")
            made = Entry.objects.count() - before
            self.check(made == 1, f"two presses, {pause} ms: {made} entries in the history")
            self.put_back(what)
        self.done.append("two presses")

    def signed_out(self, what: Field, value: str) -> None:
        page = self.anna.open(self.address).page
        self.anna.type(what, value)
        with session_ended(page):
            if self.name in ASKS_FIRST:
                sign_in_beside(page, "Anna")
                self.check(self.anna.save(), f"what was typed before the sign-in is refused: {self.anna.trouble!r}")
            else:
                send_signed_out(self, page, "Anna")
            self.check(self.stored(what) == [value], "what was typed before the sign-in is lost")
        self.put_back(what)
        self.done.append("signed out, second step")


def trials(url: str, anna: Window, bert: Window, models: list[Any]) -> Iterator[Trial]:
    for model in models:
        narrowed: dict[str, Any] = FULLEST.get(model.__name__, {})
        row = model._default_manager.filter(**narrowed).exclude(**(OURS if model is User else {}))
        key = row.order_by("pk").values_list("pk", flat=True).first()
        if key is None:
            sys.exit(f"The demo has no {model.__name__}.")
        where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
        yield Trial(model.__name__, url + where, anna, bert)


def main(names: list[str]) -> int:
    models = forms_of(names, WITHOUT_FORM)
    with newsroom("trial") as room:
        anna, bert = (person(room.browser, room.url, name) for name in ("Anna", "Bert"))
        return all_tried(trials(room.url, anna, bert, models))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
