"""What a form was opened on: the values that it showed, by field and row, carried by the form itself and signed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing
from django.forms.models import InlineForeignKeyField
from django.utils import timezone

from isuwc.submissions.two_people.merging import Record
from isuwc.submissions.two_people.values import shown


@dataclass(frozen=True)
class Opened:
    """`fields` of the form itself; `rows` of each set of rows by its prefix, then by key.

    `asked` are the places where two people changed the same, which the page asked about, each with what it was before;
    `again` the rows that were removed while this person changed them, by place, as the page shows them.
    """

    at: str  # ISO 8601
    fields: Record
    rows: dict[str, dict[str, Record]]
    asked: dict[str, Any] = field(default_factory=dict)
    again: dict[str, Record] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def opened_on(
    form: Any, formsets: Iterable[Any], asked: dict[str, Any] | None = None, again: dict[str, Record] | None = None
) -> Opened:
    """Of a form that is shown, also one that is shown again with what was typed: what is stored counts, not that."""
    rows = {each.prefix: {str(row.instance.pk): record(row) for row in stored(each)} for each in formsets}
    return Opened(timezone.now().isoformat(), record(form), rows, asked or {}, again or {})


def stored(formset: Any) -> list[Any]:
    return [form for form in formset.initial_forms if form.instance.pk is not None]


def record(form: Any) -> Record:
    """What it shows, without what says which row it is, and what the form itself says that nobody types."""
    left_out = {"DELETE", *getattr(form, "not_compared", ())}
    pk = form._meta.model._meta.pk.name
    names = [name for name, field in form.fields.items() if name not in left_out and not _is_key(field, name == pk)]
    found = {name: shown(form[name]) for name in names}
    return {name: {suffix: list(values) for suffix, values in value.items()} for name, value in found.items()}


def _is_key(field: Any, is_pk: bool) -> bool:
    return isinstance(field, InlineForeignKeyField) or (is_pk and field.widget.is_hidden)


def to_text(opened: Opened, whose: str) -> str:
    """`whose`: who opened which row. No other form and nobody else can use it."""
    return signing.dumps(asdict(opened), salt=_salt(whose), compress=True)


def from_text(text: str, whose: str) -> Opened:
    """Raises signing.BadSignature for a text that `to_text` did not write for them."""
    return Opened(**signing.loads(text, salt=_salt(whose)))


def _salt(whose: str) -> str:
    return f"isuwc.submissions {whose}"
