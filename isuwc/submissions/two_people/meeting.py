"""A submission meets what is stored by now: what it was opened on, what was typed and what others did become one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.http import HttpRequest, QueryDict

from isuwc.submissions.two_people.merging import (
    REMOVED,
    THEIRS,
    Answers,
    Change,
    Clash,
    Met,
    Place,
    Record,
    Value,
    merge,
    merge_removed,
    merge_row,
)
from isuwc.submissions.two_people.opened import Opened, record, stored
from isuwc.submissions.two_people.rows import Row, Rows, read, write
from isuwc.submissions.two_people.values import is_file, is_kept_out, same, sent, shown, suffixes

TAKE = "_take "  # before the place that was asked about


@dataclass
class Meeting:
    """`form` and `formsets` are those of what is stored now. `meet` puts the merged submission into the request."""

    request: HttpRequest
    opened: Opened
    form: Any
    formsets: list[Any]
    met: Met = field(default_factory=Met)
    again: dict[str, Record] = field(default_factory=dict)
    who: str = ""  # else than this person, where there is anything to say

    @cached_property
    def answers(self) -> Answers:
        chosen = {
            name.removeprefix(TAKE): str(value) for name, value in self.request.POST.items() if name.startswith(TAKE)
        }
        return Answers(self.opened.asked, chosen)

    def meet(self) -> None:
        data: Any = self.request.POST.copy()
        fields, now = self.form.fields, record(self.form)
        was = self.opened.fields
        mine = {name: self._typed(fields[name], name, data, was.get(name, {}), now[name]) for name in now}
        merged = merge(was, mine, now, partial(_same, fields), self.answers, self.met)
        for name, value in merged.items():
            if value is not mine[name]:
                self._put(name, value, data)
        data, files = write(data, self.request.FILES, self.meet_sets())
        for name in [name for name, value in merged.items() if is_file(fields[name]) and value is not mine[name]]:
            files.pop(name, None)
        self.request.POST = data
        self.request._files = files  # type: ignore[attr-defined] # Django has no other way to replace them

    def _typed(self, field: Any, name: str, data: QueryDict, was: Value, now: Value) -> Value:
        """What is not sent at all, since a browser does not send it, counts as left."""
        if is_kept_out(field):
            return now
        if not is_file(field):
            return sent(field, name, dict(data.lists()))
        if upload := self.request.FILES.get(name):
            return {"": [f"a new file, {getattr(upload, 'name', '')}"]}
        return {"": []} if f"{name}-clear" in data else was

    def _put(self, name: str, value: Value, data: QueryDict) -> None:
        bound = self.form[name]
        for suffix in suffixes(bound.field.widget):
            for held in [bound.html_name, *([bound.html_initial_name] if bound.field.show_hidden_initial else [])]:
                data.pop(f"{held}{suffix}", None)
                if suffix in value and not is_file(bound.field):
                    data.setlist(f"{held}{suffix}", list(value[suffix]))
        if is_file(bound.field):
            data.pop(f"{name}-clear", None)

    # Rows

    def meet_sets(self) -> list[Rows]:
        """The merged rows of each set."""
        return [rows for formset in self.formsets if (rows := self._meet_rows(formset))]

    def _meet_rows(self, formset: Any) -> Rows | None:
        rows = read(self.request.POST, self.request.FILES, formset.prefix)
        if rows is None:
            return None
        was, prefix = self.opened.rows.get(formset.prefix, {}), formset.prefix
        forms = {str(form.instance.pk): form for form in stored(formset)}
        pk = formset.model._meta.pk.name
        kept, made, seen = [], [], set()
        for row in rows.kept:
            key = row.get(pk, [""])[-1]
            seen.add(key)
            if not key:
                kept.append(row)
            elif key in forms:
                kept.append(self._meet_row(Place(REMOVED, prefix, key), forms[key], was.get(key), row))
            elif found := self._meet_removed(Place(REMOVED, prefix, key), formset, was.get(key), row):
                found[pk] = [""]
                made.append(found)
        for key, form in forms.items():
            if key not in seen and key not in was:
                self.met.changes.append(_added(prefix, key))
                kept.append(as_row(form, {pk: [key]}))
        new = [row for row in rows.new if not self._is_left_removed(formset, row)]
        return Rows(prefix, kept, [*new, *made], rows.files)

    def _meet_row(self, at: Place, form: Any, was: Record | None, row: Row) -> Row:
        if was is None:
            return row
        now = record(form)
        mine = None if "DELETE" in row else typed_row(form, row, now)
        merged = merge_row(at, was, mine, now, partial(_same, form.fields), self.answers, self.met)
        if merged is None:
            return row
        if mine is None:  # taken back
            row.pop("DELETE")
            mine = {}
        for name, value in merged.items():
            if mine.get(name) is not value:
                put_row(form, name, value, row)
        return row

    def _meet_removed(self, at: Place, formset: Any, was: Record | None, row: Row) -> Row | None:
        """What of the row is to be made anew. Of a row that the page did not know, all."""
        form = formset.empty_form
        if was is None:
            return None if "DELETE" in row else row
        mine = None if "DELETE" in row else typed_row(form, row, was)
        merged = merge_removed(at, was, mine, partial(_same, form.fields), self.met)
        if merged is None:
            return None
        for name, value in merged.items():
            put_row(form, name, value, row)
        self.again[at.text] = {name: dict(value) for name, value in merged.items()}
        return row

    def _is_left_removed(self, formset: Any, row: Row) -> bool:
        """Whether it is one that was removed meanwhile, shown again as a new row, and shall stay removed."""
        for text, typed in self.opened.again.items():
            place, form = Place.of(text), formset.empty_form
            if place.prefix != formset.prefix or text in self.again:
                continue
            if not all(
                _same(form.fields, name, value, sent(form.fields[name], name, row)) for name, value in typed.items()
            ):
                continue
            if self.answers.choice(place) == THEIRS:
                return True
            if not self.answers.choice(place):
                self.again[text] = typed
                self.met.clashes.append(Clash(place, {}, None, {}))
        return False


def _added(prefix: str, key: str) -> Any:
    return Change(Place(REMOVED, prefix, key), None, {})


def _same(fields: Any, name: str, one: Value, other: Value) -> bool:
    return same(fields[name], one, other)


def typed_row(form: Any, row: Row, now: Record) -> Record:
    """What was sent of the row. Of one that this person may only look at nothing is, and it counts as left."""
    typed = {name: now[name] for name in now}
    names = [name for name in now if not is_kept_out(form.fields[name]) and not is_file(form.fields[name])]
    found = {name: sent(form.fields[name], name, row) for name in names}
    return typed | found if any(found.values()) else typed


def put_row(form: Any, name: str, value: Value, row: Row) -> None:
    for suffix in suffixes(form.fields[name].widget):
        row.pop(f"{name}{suffix}", None)
        if suffix in value:
            row[f"{name}{suffix}"] = list(value[suffix])


def as_row(form: Any, row: Row) -> Row:
    """The row with what the form shows, for a row that the page doesn't have."""
    for name in form.fields:
        if name not in row and name != "DELETE":
            put_row(form, name, shown(form[name]), row)
    return row


def places(clashes: Iterable[Clash]) -> dict[str, Any]:
    """What the page asks, to be carried by it: each place with what was there."""
    return {clash.place.text: clash.was for clash in clashes}
