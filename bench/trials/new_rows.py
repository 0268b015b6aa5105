"""Rows that are added in a real browser by somebody in a hurry, and by somebody who is signed out while typing.

Run it as `.venv/bin/python bench/trials/new_rows.py [model …]`. For each model of the admin to which rows are added in
a form, on the demo in a database of its own:

- Save is pressed twice within 0, 150 and 400 milliseconds: one row, one entry of the history, no refusal;
- the form is sent once more from the page before, by going back: still one row;
- the session ends before Save, and the first password is wrong: what was typed is shown after the sign-in, and a click
  adds it, once.

It prints a line for each model and ends with an error where anything was lost, doubled or said that isn't so.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.added import Values, fill, values_for  # first: it sets Django up
from measuring.browsers import ANSWERED, Window, person
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
from django.urls import reverse

from isuwc.history.models import Entry

NOT_ADDED = {
    "LinkTry": "the command writes them",
    "SheetImport": "sheets are handed in on a page of their own, and nothing is doubled there by its digest",
    "RaceSheet": "races come from the programme",
    "StartSheet": "races come from the programme",
}
# A file can't be kept: it is named, and has to be chosen again
HAS_A_FILE = {"Photo": "upload"}
HAS_A_SECRET = {"User"}  # nor can a password


@dataclass
class Trial(FormTrial):
    """Of rows that are added; `values` are those of the nth."""

    model: Any
    values: Callable[[int], Values]
    anna: Window

    def count(self) -> tuple[int, int]:
        """Rows, and changes in the history, which has sign-ins as well."""
        return self.model._base_manager.count(), Entry.objects.exclude(what="Sign-in").count()

    def filled(self, values: Values) -> Any:
        page = self.anna.open(self.address).page
        fill(page, values)
        return page

    def run(self) -> None:
        for number, pause in enumerate(PAUSES):
            self.two_presses(self.values(number), pause)
        self.done.append("two presses")
        self.back_and_again()
        if self.name not in HAS_A_SECRET:
            self.signed_out(self.values(len(PAUSES)))

    def two_presses(self, values: Values, pause: int) -> None:
        rows, entries = self.count()
        page = self.filled(values)
        press_twice(page, "_continue", pause)
        said = self.anna.trouble
        self.check(not said, f"two presses, {pause} ms: {said!r}")
        self.check("Nothing was saved" not in page.content(), f"two presses, {pause} ms: refused")
        made = tuple(now - before for now, before in zip(self.count(), (rows, entries), strict=True))
        self.check(made == (1, 1), f"two presses, {pause} ms: {made[0]} rows, {made[1]} entries in the history")

    def back_and_again(self) -> None:
        """The page before, as the browser still has it, sent once more as it is."""
        before, page = self.count(), self.anna.page
        page.go_back()
        page.wait_for_load_state()
        if page.url.rstrip("/") != self.address.rstrip("/"):
            self.wrong.append(f"back leads to {page.url}")
            return
        if not self.is_still_filled():
            self.done.append("back: empty")
            return
        with page.expect_navigation(timeout=ANSWERED):
            page.locator("[name=_continue]").first.click()
        self.check(self.count() == before, f"back and again: {self.count()} instead of {before}")
        self.done.append("back and again")

    def is_still_filled(self) -> bool:
        """Whether the browser has kept what was typed; some pages it reads anew."""
        return any(each.value for each in self.anna.fields if each.kind in {"text", "url", "textarea"})

    def signed_out(self, values: Values) -> None:
        rows, entries = self.count()
        page = self.filled(values)
        with session_ended(page):
            if self.name in ASKS_FIRST:
                sign_in_beside(page, "Anna")
                self.check(self.anna.save(), f"what was typed before the sign-in is refused: {self.anna.trouble!r}")
            else:
                send_signed_out(self, page, "Anna")
            if upload := HAS_A_FILE.get(self.name):
                name = Path(values[upload]).name
                self.check(name in page.content(), "the file that can't be kept is not named")
                fill(page, {upload: values[upload]})
                with page.expect_navigation(timeout=ANSWERED):
                    page.locator("[name=_continue]").first.click()
        made = tuple(now - before for now, before in zip(self.count(), (rows, entries), strict=True))
        entries = 2 if self.name in HAS_A_FILE else 1  # its row awaits the file, which comes with a second save
        self.check(made == (1, entries), f"signed out: {made[0]} rows, {made[1]} entries in the history")
        self.done.append("signed out, second step")


def trials(url: str, anna: Window, folder: Path, models: list[Any]) -> Iterator[Trial]:
    values = values_for(folder)
    for model in models:
        if model.__name__ not in values:
            sys.exit(f"Nothing is known to fill in for {model.__name__}.")
        where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        yield Trial(model.__name__, url + where, model, values[model.__name__], anna)


def main(names: list[str]) -> int:
    models = forms_of(names, NOT_ADDED)
    with newsroom("added") as room:
        return all_tried(trials(room.url, person(room.browser, room.url, "Anna"), room.folder, models))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
