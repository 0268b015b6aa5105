"""The grid of a season's rules where somebody else changed them since it was opened.

What only they changed is taken over, what this person typed stays, and everything that differs is said.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core import signing
from django.http import QueryDict

from isuwc.submissions.two_people.merging import Answers, Met, Record, Same, merge
from isuwc.submissions.two_people.opened import record, stored
from isuwc.submissions.two_people.values import in_words, same, sent
from standings.models import CupScale

SALT = "standings rules"
Tables = Mapping[str, Any]  # formsets by name


def opened(tables: Tables) -> str:
    """What the rows show before anybody types, for the form to carry."""
    rows = {name: {str(form.instance.pk): record(form) for form in stored(table)} for name, table in tables.items()}
    return signing.dumps(rows, salt=SALT, compress=True)


def meet(now: Tables, data: QueryDict) -> tuple[QueryDict, list[str]]:
    """What the form is shown with again, on the rows as they are now, and in words what differs."""
    try:
        was = signing.loads(data.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        was = {}
    met = QueryDict(mutable=True)
    said: list[str] = []
    for name, table in now.items():
        said += _meet(table, was.get(name, {}), data, met)
    return met, said


def _meet(table: Any, was: Mapping[str, Record], data: QueryDict, met: QueryDict) -> Iterator[str]:
    prefix = table.prefix
    typed = {data.get(f"{prefix}-{row}-id", ""): row for row in range(_number(data, f"{prefix}-INITIAL_FORMS"))}
    rows = stored(table)
    for at, form in enumerate(rows):
        key = str(form.instance.pk)
        met[f"{prefix}-{at}-id"] = key
        if key not in typed:
            yield f"{_title(form)}: was added by somebody else."
            _write(met, f"{prefix}-{at}", record(form))
            continue
        mine = f"{prefix}-{typed[key]}"
        found = Met()
        theirs = record(form)
        merged = merge(was.get(key, theirs), _sent(form, mine, data), theirs, _same(form), Answers(), found)
        _write(met, f"{prefix}-{at}", merged)
        if data.get(f"{mine}-DELETE"):
            met[f"{prefix}-{at}-DELETE"] = "on"
        yield from _differences(form, found)
    at = len(rows)
    for key, row in typed.items():
        if key not in {str(form.instance.pk) for form in rows}:
            yield "A row that you had open was removed by somebody else; what stood in it is below, as a new one."
            _copy(data, f"{prefix}-{row}-", met, f"{prefix}-{at}-", {"id", "DELETE"})
            at += 1
    for row in range(_number(data, f"{prefix}-INITIAL_FORMS"), _number(data, f"{prefix}-TOTAL_FORMS")):
        _copy(data, f"{prefix}-{row}-", met, f"{prefix}-{at}-", {"id"})
        at += 1
    met[f"{prefix}-INITIAL_FORMS"], met[f"{prefix}-TOTAL_FORMS"] = str(len(rows)), str(at)


def _differences(form: Any, found: Met) -> Iterator[str]:
    for change in found.changes:
        field = form.fields[change.place.name]
        words = f"{in_words(field, change.was or {})} → {in_words(field, change.now or {})}"
        yield f"{_title(form)}, {_label(form, change.place.name)}: {words}, changed by somebody else and taken over."
    for clash in found.clashes:
        field = form.fields[clash.place.name]
        yield (
            f"{_title(form)}, {_label(form, clash.place.name)}: somebody else changed it to "
            f"{in_words(field, clash.theirs or {})}; what you typed, {in_words(field, clash.mine or {})}, stands below."
        )


def _same(form: Any) -> Same:
    """Whether two values of a field of the form mean the same."""
    return lambda name, one, other: same(form.fields[name], one, other)


def _title(form: Any) -> str:
    row = form.instance
    return f"{row.cup.title}, {row}" if isinstance(row, CupScale) else getattr(row, "title", row.name)


def _label(form: Any, name: str) -> str:
    return str(form[name].label).lower()


def _sent(form: Any, prefix: str, data: QueryDict) -> Record:
    lists = dict(data.lists())
    return {name: sent(field, f"{prefix}-{name}", lists) for name, field in form.fields.items() if name != "id"}


def _write(met: QueryDict, prefix: str, values: Record) -> None:
    for name, value in values.items():
        for suffix, parts in value.items():
            met.setlist(f"{prefix}-{name}{suffix}", list(parts))


def _copy(data: QueryDict, old: str, met: QueryDict, new: str, left_out: Iterable[str]) -> None:
    for name, values in data.lists():
        if name.startswith(old) and name.removeprefix(old) not in left_out:
            met.setlist(new + name.removeprefix(old), values)


def _number(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return min(int(text), 1000) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
