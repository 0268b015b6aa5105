"""What a browser sends for a field that nobody touched, and whether two such values mean the same."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.forms import ReadOnlyPasswordHashWidget
from django.core.exceptions import ValidationError
from django.http import QueryDict

from isuwc.text import said

# By what is added to the field's name (nothing, except for fields of several parts): the values that are sent
Value = Mapping[str, list[str]]

NOTHING: Value = {}


def shown(bound: forms.BoundField) -> Value:
    """What the field holds as long as nobody has typed in it."""
    value = bound.initial
    if is_file(bound.field):
        return {"": [str(value.name)]} if value and getattr(value, "name", "") else NOTHING
    return _of(bound.field.widget, "", bound.field.prepare_value(value))


def _of(widget: Any, suffix: str, value: Any) -> dict[str, list[str]]:
    widget = _bare(widget)
    if isinstance(widget, forms.FileInput | forms.PasswordInput | ReadOnlyPasswordHashWidget):
        return {}
    if isinstance(widget, forms.MultiWidget):
        values: Any = value if isinstance(value, list | tuple) else widget.decompress(value)
        parts = zip(_parts(widget), values, strict=False)
        return {key: each for (name, part), one in parts for key, each in _of(part, suffix + name, one).items()}
    if isinstance(widget, forms.CheckboxInput):
        return {suffix: [widget.format_value(value) or "on"]} if widget.check_test(value) else {}
    text = widget.format_value(value)
    if isinstance(text, list | tuple):
        return {suffix: [str(each) for each in text]}
    return {suffix: ["" if text is None else str(text)]}


def _bare(widget: Any) -> Any:
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def suffixes(widget: Any) -> list[str]:
    widget = _bare(widget)
    if not isinstance(widget, forms.MultiWidget):
        return [""]
    return [name + each for name, part in _parts(widget) for each in suffixes(part)]


def _parts(widget: Any) -> list[tuple[str, Any]]:
    """The widgets that a field is made of, each with what its name adds."""
    return list(zip(widget.widgets_names, widget.widgets, strict=True))


def is_file(field: forms.Field) -> bool:
    return isinstance(field, forms.FileField)


def is_kept_out(field: forms.Field) -> bool:
    """Whether nothing that is sent for it counts."""
    return field.disabled or isinstance(_bare(field.widget), forms.PasswordInput | ReadOnlyPasswordHashWidget)


def sent(field: forms.Field, name: str, data: Mapping[str, Any]) -> Value:
    """What came for the field under that name; `data` has lists of values by name."""
    return {each: list(data[name + each]) for each in suffixes(field.widget) if name + each in data}


def same(field: forms.Field, one: Value, other: Value) -> bool:
    """Whether they mean the same: with other ends of lines, in another order of choices, or spelled otherwise."""
    if _plain(one) == _plain(other):
        return True
    # Choices differ where their keys do; what they stand for need not be looked up.
    if is_file(field) or isinstance(field, forms.ModelChoiceField | forms.ChoiceField | forms.BooleanField):
        return False
    return repr(_clean(field, one)) == repr(_clean(field, other))


def _plain(value: Value) -> dict[str, list[str]]:
    parts = {
        suffix: sorted(each.replace("\r\n", "\n").strip() for each in values if each.strip())
        for suffix, values in value.items()
    }
    return {suffix: values for suffix, values in parts.items() if values}


def _clean(field: forms.Field, value: Value) -> Any:
    data = QueryDict(mutable=True)
    for suffix, values in value.items():
        data.setlist(suffix, [each.replace("\r\n", "\n") for each in values])
    try:
        return field.clean(field.widget.value_from_datadict(data, {}, ""))
    except ValidationError:
        return _plain(value)


def in_words(field: forms.Field, value: Value) -> str:
    """The value as a person would say it."""
    return said.sent(field, [each for values in value.values() for each in values])
