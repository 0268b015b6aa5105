"""Cleans what people type and paste into forms before it is validated, and shows them what was removed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import HttpRequest
from django_prose_editor.fields import ProseEditorFormField

from isuwc.text.asked import ask
from isuwc.text.characters import Cleaned, clean, clean_markup
from isuwc.text.violations import ErrorsAtFields, RowsOnce


class CleanForm(ErrorsAtFields):
    """Base class of forms, put before the others. `cleanings` holds what was removed, by name of field.

    Not cleaned are passwords, hidden fields, which programs fill, and the fields in `left_alone`: tables and reports,
    whose own readers clean each cell or line.
    """

    left_alone: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cleanings: dict[str, Cleaned] = {}
        for field in self.fields.values():
            ask(field)
        if not self.is_bound:
            return
        better: dict[str, str] = {}
        for name, field in self.fields.items():
            value = self.data.get(key := self.add_prefix(name))
            if name in self.left_alone or not isinstance(value, str) or not _is_text(field):
                continue
            found = _cleaned(field, value)
            if found.text != value:
                better[key] = found.text
            if found.words:
                self.cleanings[name] = found
        if better:  # hundreds of forms may share one submission, so it is only copied if need be
            data: Any = self.data
            self.data = data = data.copy()
            for key, text in better.items():
                data[key] = text

    @property
    def cleaning_words(self) -> list[str]:
        """Title: a control character was removed."""
        return [f"{self[name].label}: {found.words}." for name, found in self.cleanings.items()]


def _is_text(field: forms.Field) -> bool:
    is_typed = not field.widget.is_hidden and not isinstance(field.widget, forms.PasswordInput)
    return isinstance(field, forms.CharField) and is_typed


def _cleaned(field: forms.Field, value: str) -> Cleaned:
    if isinstance(field, ProseEditorFormField):
        return clean_markup(value)
    return clean(value, is_line=not isinstance(field.widget, forms.Textarea))


def clean_form(form: Any) -> Any:
    """The form class with `CleanForm` among its bases."""
    if issubclass(form, CleanForm):
        return form
    return derived(form, CleanForm)


def derived(form: Any, *bases: Any) -> Any:
    """The form class with these put before it, which have no fields of their own.

    Its fields are those of the form: deriving from the form of a model makes Django look them all up once more, which
    for each set of rows of each page costs more than showing it.
    """
    own = {"__module__": form.__module__}
    made: Any = DeclarativeFieldsMetaclass.__new__(type(form), form.__name__, (*bases, form), own)
    made.base_fields = form.base_fields
    return made


def once_each(formset: Any) -> Any:
    """The formset class with `RowsOnce` among its bases."""
    return type(formset.__name__, (RowsOnce, formset), {"__module__": formset.__module__})


class CleanAdmin(ModelAdmin):
    """A ModelAdmin whose form and inline forms are `CleanForm`s, with messages about what was removed."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return clean_form(super().get_form(request, obj, change=change, **kwargs))

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.form = clean_form(formset.form)
            yield once_each(formset), inline

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Called once for each submission that is saved."""
        say_cleanings(request, _words(form, formsets))
        return super().construct_change_message(request, form, formsets, add)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the messages here, too: a submission shown again has the cleaned texts, so the next one finds nothing."""
        if request.method == "POST":
            formsets = [each.formset for each in context["inline_admin_formsets"]]
            say_cleanings(request, _words(context["adminform"].form, formsets))
        return super().render_change_form(request, context, *args, **kwargs)


def say_cleanings(request: HttpRequest, words: Iterable[str]) -> None:
    for each in words:
        messages.warning(request, each)


def _words(form: Any, formsets: Iterable[Any] | None) -> Iterator[str]:
    yield from getattr(form, "cleaning_words", ())
    for formset in formsets or ():
        kind = str(formset.model._meta.verbose_name)
        for number, each in enumerate(formset.forms, 1):
            yield from (f"{kind.capitalize()} {number}, {words}" for words in getattr(each, "cleaning_words", ()))
