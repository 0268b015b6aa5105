"""A form that was sent, readable: its name, each field by its label, lines of the same kind as a table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.text import capfirst

from isuwc.newsroom.kept.form_pages import FormPage
from isuwc.newsroom.kept.labels import Labels, labels_of
from isuwc.signin.kept.submissions import Submission

_LINE = re.compile(r"(.+?)-(\d+)-(.+)")
_NOT_TYPED = re.compile(r"^_|^initial-|__prefix__|-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|(?:^|-)id$")
STEPS = {"add": "Add", "change": "Change", "delete": "Delete", "changelist": "List of"}


@dataclass(frozen=True)
class Table:
    """Lines of one kind: the columns in which any of them has something, and the lines that have something."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """What a person reads of a form."""

    title: str
    values: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]


def shown(request: HttpRequest, submission: Submission, with_labels: bool = True) -> Shown:
    """For the person who typed it, with names of rows that they may see; without labels nothing asks the database."""
    page = FormPage.of(request, submission)
    form = labels_of(page) if page and with_labels else {}
    single: dict[str, list[str]] = {}
    lines: dict[str, dict[int, dict[str, list[str]]]] = {}
    for name, value in submission.fields:
        if _NOT_TYPED.search(name) or not value.strip():
            continue
        if found := _LINE.fullmatch(name):
            cells = lines.setdefault(found[1], {}).setdefault(int(found[2]), {})
            _put(cells, form.get(found[1]), found[3], value)
        else:
            _put(single, form.get(""), name, value)
    return Shown(
        _title(page, submission, with_labels),
        tuple((label, "\n".join(values)) for label, values in single.items()),
        tuple(_tables(form, lines)),
    )


def title_of(request: HttpRequest, submission: Submission) -> str:
    """What the form's page is called: Change listing: NOS."""
    return _title(FormPage.of(request, submission), submission)


def _title(page: FormPage | None, submission: Submission, with_row: bool = True) -> str:
    if page is None:
        return submission.path.partition("?")[0]
    name = page.match.url_name or ""
    if page.model_admin is None:
        return capfirst(name.replace("_", " ").replace("-", " "))
    meta = page.model_admin.model._meta
    step = name.removeprefix(f"{meta.app_label}_{meta.model_name}_")
    kind = str(meta.verbose_name_plural if step == "changelist" else meta.verbose_name)
    title = f"{STEPS[step]} {kind}" if step in STEPS else f"{capfirst(kind)}: {step.replace('_', ' ')}"
    row = page.row if with_row else None
    return f"{title}: {row}" if row else title


def _put(into: dict[str, list[str]], labels: Labels | None, name: str, value: str) -> None:
    label, words = labels.read(name, value) if labels else (_plain(name), value)
    if label:
        into.setdefault(label, []).append(words)


def _plain(name: str) -> str:
    """The words of a field's name, where its form is not known: `published_at` is Published at."""
    return capfirst(re.sub(r"[_-]+", " ", name).strip())


def _tables(form: Mapping[str, Labels], lines: dict[str, dict[int, dict[str, list[str]]]]) -> Iterator[Table]:
    for prefix, rows in lines.items():
        filled = [cells for _, cells in sorted(rows.items()) if cells]
        columns = tuple(dict.fromkeys(label for cells in filled for label in cells))
        if columns:
            title = form[prefix].title if prefix in form else _plain(prefix.removesuffix("_set"))
            yield Table(title, columns, tuple(tuple(" ".join(row.get(c, [])) for c in columns) for row in filled))
