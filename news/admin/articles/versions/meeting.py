"""Two people's bodies of an article in what a browser sends: blocks that one of them touched are merged (`merging`)."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from isuwc.submissions.two_people.meeting import Meeting, as_row, put_row, typed_row
from isuwc.submissions.two_people.merging import Place, Record, Value
from isuwc.submissions.two_people.opened import record, stored
from isuwc.submissions.two_people.rows import Row, Rows, read
from isuwc.submissions.two_people.values import same
from isuwc.text.numbers import whole_number
from news.editions.versions.merging import Block, Merged, asked_again, fields_of, merge_bodies
from news.models.blocks import REGION

PLACING = {"region", "ordering"}  # where a block stands is no part of what it holds


@dataclass
class _Typed:
    """A row as it was sent. `ordering` is where it stands; one that stands nowhere is put last."""

    block: Block
    row: Row
    ordering: int


@dataclass
class ArticleMeeting(Meeting):
    """The fields of the article are compared one by one, its blocks as wholes, in their order across all kinds.

    `ids` are those of the rows on the page, by place.
    """

    ids: dict[Place, str] = field(default_factory=dict)

    def meet(self) -> None:
        super().meet()
        # What was merged is based on what is stored now.
        data: Any = self.request.POST  # a copy that can be changed
        data["base_version"] = str(self.form.instance.version)

    def meet_sets(self) -> list[Rows]:
        sets = {
            each.prefix: rows
            for each in self.formsets
            if (rows := read(self.request.POST, self.request.FILES, each.prefix))
        }
        typed = sorted(self._typed_blocks(sets), key=lambda each: each.ordering)
        mine = self._without_left_removed([each.block for each in typed])
        theirs, was = self._stored(sets), self._opened(sets)
        merged = merge_bodies(was, mine, theirs, self._is_same, self.answers, self.met)
        for clash in self.met.clashes:
            if clash.place.prefix in sets and clash.theirs is None and clash.mine:
                self.again[clash.place.text] = dict(fields_of(clash.mine))
        return self._written(sets, merged, {each.block.place: each.row for each in typed})

    # The three bodies

    def _typed_blocks(self, sets: dict[str, Rows]) -> list[_Typed]:
        """Without rows that are marked for removal."""
        found: list[_Typed] = []
        for prefix, rows in sets.items():
            forms, was, seen = self._forms[prefix], self.opened.rows.get(prefix, {}), set[str]()
            for number, row in enumerate([*rows.kept, *rows.new]):
                key = row.get(self._pk(prefix), [""])[-1] if number < len(rows.kept) else ""
                seen.add(key)
                if "DELETE" in row or not any(any(values) for values in row.values()):
                    continue
                if key not in forms and key not in was:
                    key = f"new {number}"
                form = forms.get(key, self._empty[prefix])
                values = typed_row(form, row, was.get(key) or record(form))
                found.append(_Typed(_block(prefix, key, values), row, _ordering(row)))
            # What is not sent at all is left as it is.
            for key in [key for key in was if key not in seen]:
                found.append(_Typed(_block(prefix, key, was[key]), {}, _ordering(_sent(was[key]))))
        return found

    def _without_left_removed(self, mine: list[Block]) -> list[Block]:
        again = {
            place: Block(place.prefix, place.key, values)
            for place, values in ((Place.of(text), values) for text, values in self.opened.again.items())
        }
        return list(asked_again(mine, again, self._is_same, self.answers, self.met))

    def _stored(self, sets: dict[str, Rows]) -> list[Block]:
        return _in_order({(prefix, key): record(form) for prefix in sets for key, form in self._forms[prefix].items()})

    def _opened(self, sets: dict[str, Rows]) -> list[Block]:
        rows = self.opened.rows
        return _in_order({(prefix, key): values for prefix in sets for key, values in rows.get(prefix, {}).items()})

    # What becomes of them

    def _written(self, sets: dict[str, Rows], merged: list[Merged], rows: dict[Place, Row]) -> list[Rows]:
        placed: list[tuple[Merged, Row]] = []
        for each in merged:
            row = self._row(each, rows.get(each.block.place))
            placed.append((each, row))
        standing = [row for each, row in placed if not each.removed]
        orderings = [_ordering(row) for row in standing]
        if any(one >= other for one, other in pairwise(orderings)):
            for number, row in enumerate(standing, 1):
                row["ordering"] = [str(number * 10)]
        return [self._set(prefix, before, placed) for prefix, before in sets.items()]

    def _set(self, prefix: str, before: Rows, placed: list[tuple[Merged, Row]]) -> Rows:
        own = [(each, row) for each, row in placed if each.block.prefix == prefix]
        kept = [(each, row) for each, row in own if not each.as_new]
        new = [(each, row) for each, row in own if each.as_new]
        for number, (each, _) in enumerate([*kept, *new]):
            self.ids[each.block.place] = f"{prefix}-{number}"
        return Rows(prefix, [row for _, row in kept], [row for _, row in new], before.files)

    def _row(self, merged: Merged, row: Row | None) -> Row:
        prefix, key = merged.block.prefix, merged.block.key
        form = self._forms[prefix].get(key)
        if merged.as_new:
            made = {name: values for name, values in (row or {}).items() if name != "DELETE"}
            made |= {self._pk(prefix): [""], "region": made.get("region") or [REGION]}
            return _filled(self._empty[prefix], made, merged.block.values)
        made = as_row(form, {self._pk(prefix): [key], **(row or {})})
        if merged.removed:
            return {**made, "DELETE": ["on"]}
        return _filled(form, made, merged.block.values)

    # Forms

    @cached_property
    def _forms(self) -> dict[str, dict[str, Any]]:
        return {each.prefix: {str(form.instance.pk): form for form in stored(each)} for each in self.formsets}

    @cached_property
    def _empty(self) -> dict[str, Any]:
        return {each.prefix: each.empty_form for each in self.formsets}

    def _pk(self, prefix: str) -> str:
        return str(self._empty[prefix]._meta.model._meta.pk.name)

    def _is_same(self, prefix: str, name: str, one: Value, other: Value) -> bool:
        return same(self._empty[prefix].fields[name], one, other)


def _block(prefix: str, key: str, values: Record) -> Block:
    return Block(prefix, key, {name: value for name, value in values.items() if name not in PLACING})


def _in_order(records: dict[tuple[str, str], Record]) -> list[Block]:
    ordered = sorted(records.items(), key=lambda each: _ordering(_sent(each[1])))
    return [_block(prefix, key, values) for (prefix, key), values in ordered]


def _sent(values: Record) -> Row:
    return {name: list(value.get("", [])) for name, value in values.items()}


def _ordering(row: Row) -> int:
    text = row.get("ordering", [""])[-1]
    number = whole_number(text.removeprefix("-"))
    if number is None:
        return 2**31
    return -number if text.startswith("-") else number


def _filled(form: Any, row: Row, values: Record) -> Row:
    for name, value in values.items():
        put_row(form, name, value, row)
    return row
