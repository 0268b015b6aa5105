"""A file that was chosen in a form that is shown again: it has to be chosen again, which is said beside its field.

A browser never fills in the field of a file, so that whoever mends another field would save without the file. The
form carries the names on, since it may be refused more than once, or be kept meanwhile.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField, FileInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from isuwc.web.widgets import WrittenForms

MOST = 3  # files that are named of several
LOST = "_lost "  # before the field, in the name of what carries a file's name


class FieldShownAgain(BoundField):
    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> SafeString:
        shown = super().as_widget(widget, attrs, only_initial)
        names = [] if only_initial or widget else self.lost_files
        if not names:
            return shown
        several = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        return format_html(
            '{} <span class="choose-again" id="{}_again">Choose the {} again ({}): browsers don’t keep a chosen file.'
            "</span>{}",
            shown,
            self.auto_id,
            "file" if len(names) == 1 else "files",
            ", ".join(names[:MOST]) + several,
            format_html_join("", '<input type="hidden" name="{}" value="{}">', self._carried(names)),
        )

    def _carried(self, names: list[str]) -> list[tuple[str, str]]:
        return [(f"{LOST}{self.html_name}", name) for name in names]

    @property
    def lost_files(self) -> list[str]:
        """The names of the files that were sent with the form, or that it lost before."""
        if not self.form.is_bound or not isinstance(self.field.widget, FileInput):
            return []
        sent = self.form.files.getlist(self.html_name) if hasattr(self.form.files, "getlist") else []
        chosen = [str(file.name) for file in sent if isinstance(file, UploadedFile)]
        if chosen or not hasattr(self.form.data, "getlist"):
            return chosen
        return lost_of(self.form.data, self.html_name)

    @property
    def aria_describedby(self) -> str | None:
        said = super().aria_describedby
        again = f"{self.auto_id}_again" if self.auto_id and self.lost_files else ""
        return " ".join(filter(None, (said, again))) if again else said


def lost_of(data: Any, field: str) -> list[str]:
    """The names that a form carries of the files that it lost, of the field of that name."""
    return [str(name) for name in data.getlist(f"{LOST}{field}") if name]


class Forms(WrittenForms):
    """Renders every form (FORM_RENDERER)."""

    bound_field_class = FieldShownAgain
