"""Forms and rows that are shown again with what was typed, and nothing of them is saved."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from isuwc.submissions.sending.last_moment import violated_of
from isuwc.text.violations import RowsOnce, Violated

# What these are put before; to Python they derive from nothing, so that they stand first
if TYPE_CHECKING:
    Form = ModelForm[Any]
    RowSet = forms.BaseModelFormSet[Any, Any]
else:
    Form = RowSet = object

UNFIT = "It doesn’t fit to what is stored by now."


class RefusedForm(Form):
    """A form that can't be saved this time, whatever was typed. Put before the form's own class."""

    refusal: str | SafeString = ""

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc] # Django's stubs leave it out
        self.add_error(None, ValidationError(self.refusal, code="refused"))


class ViolatingForm(Form):
    """A form of which the database has refused `violated`; `rows` are the models of its sets of rows.

    It is checked once more, and says at the field what it finds there; where it finds nothing, what the database said.
    """

    violated: Violated
    rows: frozenset[Any] = frozenset()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # Django's stubs leave it out
        field = self.fields.get(self.violated.field) if self.violated.is_of(self._meta.model) else None
        is_at_field = field is not None and not field.widget.is_hidden
        if is_at_field and self.violated.field not in self.errors:
            self.add_error(self.violated.field, self.violated.words)
        is_at_row = any(self.violated.is_of(model) for model in self.rows)
        words = UNFIT if is_at_field or is_at_row else self.violated.words
        self.add_error(None, ValidationError(f"Nothing was saved. {words}", code="refused"))


class RefusedRows(RowSet):
    """Rows that can't be saved this time, whatever was typed. Put before the set's own class."""

    refusal: str | SafeString = ""

    def clean(self) -> None:
        super().clean()
        raise ValidationError(self.refusal, code="refused")


class ViolatingRows(RefusedRows, RowsOnce):
    """Rows of a list of which the database has refused something, said at the row that it is about as well."""


def refuse(request: HttpRequest, words: str | SafeString) -> None:
    """The form is shown again with what was typed, and nothing is saved."""
    request.refusal = words  # type: ignore[attr-defined]


def refuse_second(request: HttpRequest) -> None:
    """A form that has made something already, sent again with other words."""
    before = getattr(request, "sent_before", None)
    if before is None:
        return
    made = format_html('<a href="{}">what it added</a>', before["to"]) if before.get("to") else "what it added"
    refuse(
        request,
        format_html(
            "Nothing was saved: you have sent this form before, with different content. Open {} to change that, or "
            "save now to add another.",
            made,
        ),
    )


def refusing_form(request: HttpRequest, form: Any, rows: frozenset[Any]) -> Any:
    """The class of the form, or one that refuses what this request asks for."""
    refusal, violated = getattr(request, "refusal", ""), violated_of(request)
    if refusal:
        return type(form)(form.__name__, (RefusedForm, form), {"__module__": form.__module__, "refusal": refusal})
    if violated:
        own = {"__module__": form.__module__, "violated": violated, "rows": rows}
        return type(form)(form.__name__, (ViolatingForm, form), own)
    return form


def refusing_rows(request: HttpRequest, kind: Any) -> Any:
    """The class of the rows of a list, or one that refuses what this request asks for."""
    refusal, violated = getattr(request, "refusal", ""), violated_of(request)
    if refusal:
        return type(kind.__name__, (RefusedRows, kind), {"refusal": refusal})
    if violated:
        own = {"refusal": f"Nothing was saved. {violated.words}", "violated": violated}
        return type(kind.__name__, (ViolatingRows, kind), own)
    return kind
