"""Everything that keeps a form from being saved, with where it is: shown at its top, and led to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.utils import ErrorList


@dataclass(frozen=True)
class Trouble:
    """`link` is the id of the field; empty for what concerns no single field."""

    where: str
    link: str
    words: str


def troubles(form: Any, formsets: Iterable[Any]) -> Iterator[Trouble]:
    yield from _of(form, "")
    for formset in formsets:
        kind = str(formset.model._meta.verbose_name)
        kind = f"{kind[:1].upper()}{kind[1:]}"
        link = f"{formset.prefix}-group"
        yield from (Trouble(kind, link, str(words)) for words in formset.non_form_errors())
        for number, each in enumerate(formset.forms, 1):
            row = each.instance if each.instance.pk else None
            yield from _of(each, f"{kind} {f'“{row}”' if row else number}", f"{formset.prefix}-{number - 1}")


def _of(form: Any, row: str, place: str = "") -> Iterator[Trouble]:
    for name, errors in form.errors.items():
        said = " ".join(str(error) for error in ErrorList(errors))
        if name not in form.fields:
            if row:  # those of the form itself stand there already
                yield Trouble(row, place, said)
            continue
        bound = form[name]
        label = str(bound.label)
        yield Trouble(f"{row}, {label}" if row else label, bound.id_for_label or bound.auto_id, said)
