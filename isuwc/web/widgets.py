"""The fields of forms, written without a template.

Django renders an `<option>` through two templates and a text field through three, so that a select with all countries
costs more than the rest of its page. What is written here is what those templates write, to the byte
(tests/isuwc/web/test_widgets.py holds it to them); a widget with a template of its own is still rendered by that.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeData

from isuwc.text.uncut import UncutForms, uncut

INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number", "password", "search", "tel",
    "text", "time", "url",
)  # fmt: skip
OPTION = "django/forms/widgets/select_option.html"


class WrittenForms(UncutForms):
    """Renders the widgets of forms, those that are written here without a template."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        write, widget = WRITTEN.get(template_name), context.get("widget")
        if write is None or not isinstance(widget, dict):
            return super().render(template_name, context, request)
        uncut(widget)
        try:
            return write(widget)
        except _OtherTemplateError:
            return super().render(template_name, context, request)


class _OtherTemplateError(Exception):
    """A part of the widget has a template of its own, or a value that a template would format."""


def _text(value: Any) -> str:
    """As `{{ value|stringformat:'s' }}` prints it."""
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def _words(value: Any) -> str:
    """As `{{ value }}` prints a text. A number or a date would be printed in the format of the language."""
    if not isinstance(value, str):
        raise _OtherTemplateError
    return _text(value)


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {_words(name)}" if value is True else f' {_words(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_words(widget["type"])}" name="{_words(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Mapping[str, Any]) -> str:
    words = _words(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_words(widget["name"])}"{_attributes(widget)}>\n{words}</textarea>'


def _select(widget: Mapping[str, Any]) -> str:
    parts = [f'<select name="{_words(widget["name"])}"{_attributes(widget)}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{_words(group)}">')
        parts.extend(f"\n  {_option(option)}" for option in options)
        if group:
            parts.append("\n  </optgroup>")
    return "".join((*parts, "\n</select>"))


def _option(option: Mapping[str, Any]) -> str:
    if option["template_name"] != OPTION:
        raise _OtherTemplateError
    return f'<option value="{_text(option["value"])}"{_attributes(option)}>{_words(option["label"])}</option>\n'


WRITTEN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
