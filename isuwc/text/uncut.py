"""Nothing that is pasted into a form is cut by the browser: what is too long comes whole, and the answer says so.

A browser obeys `maxlength` by dropping the end of what is pasted, without a word. The length is checked where all of
it is there, by the field's own validator, which says how long it is and how long it may be.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


class UncutForms(TemplatesSetting):
    """Renders the widgets of forms; none of them gets a `maxlength`."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        uncut(context.get("widget"))
        return super().render(template_name, context, request)


def uncut(widget: Any) -> None:
    """Take `maxlength` from its own attributes, and those of the parts of one that is typed in parts."""
    if isinstance(widget, dict):
        widget.get("attrs", {}).pop("maxlength", None)
        for part in widget.get("subwidgets", ()):
            uncut(part)
