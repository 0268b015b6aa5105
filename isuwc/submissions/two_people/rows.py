"""The rows of a set of forms in a submission: taken apart, and put together again in the order that Django needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from isuwc.text.numbers import whole_number

MOST = 2000  # rows of a set, as Django has it

Row = dict[str, list[str]]  # what was sent, by the name within the row


class Submission(QueryDict):
    """What was sent, copied at once. Django copies a QueryDict text after text, and copies it for every set of rows."""

    @classmethod
    def of(cls, data: QueryDict) -> "Submission":
        made = cls("", mutable=True, encoding=data.encoding)
        for name, values in data.lists():
            MultiValueDict.setlist(made, name, [*values])
        return made

    def __deepcopy__(self, memo: Any) -> "Submission":
        return self.of(self)


@dataclass
class Rows:
    """`kept` are stored rows, `new` those that somebody has added to the page; `others` its management form."""

    prefix: str
    kept: list[Row]
    new: list[Row]
    files: dict[int, MultiValueDict[str, Any]] = field(default_factory=dict)  # by id() of the row they belong to


def read(data: QueryDict, files: MultiValueDict[str, Any], prefix: str) -> Rows | None:
    """None where the submission has no such set."""
    total, initial = (whole_number(data.get(f"{prefix}-{name}_FORMS", "")) for name in ("TOTAL", "INITIAL"))
    if total is None or initial is None:
        return None
    rows: list[Row] = [{} for _ in range(min(total, MOST))]
    for key, values in data.lists():
        if found := _within(key, prefix, len(rows)):
            rows[found[0]][found[1]] = [str(each) for each in values]
    read_rows = Rows(prefix, rows[:initial], rows[initial:])
    for key, uploads in files.lists():
        if found := _within(key, prefix, len(rows)):
            read_rows.files.setdefault(id(rows[found[0]]), MultiValueDict()).setlist(found[1], uploads)
    return read_rows


def _within(key: str, prefix: str, most: int) -> tuple[int, str] | None:
    if not key.startswith(f"{prefix}-"):
        return None
    head, _, name = key.removeprefix(f"{prefix}-").partition("-")
    number = whole_number(head)
    return (number, name) if name and number is not None and number < most else None


def write(
    data: QueryDict, files: MultiValueDict[str, Any], sets: Iterable[Rows]
) -> tuple[QueryDict, MultiValueDict[str, Any]]:
    """The same submission with these rows in place of those that it had."""
    data, files = data.copy(), files.copy()
    for each in sets:
        for held in (data, files):
            for key in [key for key in held if _within(key, each.prefix, MOST)]:
                del held[key]
        for place, row in enumerate([*each.kept, *each.new]):
            for name, values in row.items():
                data.setlist(f"{each.prefix}-{place}-{name}", values)
            for name, uploads in each.files.get(id(row), MultiValueDict()).lists():
                files.setlist(f"{each.prefix}-{place}-{name}", uploads)
        data[f"{each.prefix}-INITIAL_FORMS"] = str(len(each.kept))
        data[f"{each.prefix}-TOTAL_FORMS"] = str(len(each.kept) + len(each.new))
    return data, files
