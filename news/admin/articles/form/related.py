"""The field in which the stories are chosen that readers find below an article: a lookup for each, in their order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from news.admin.articles.form.lookups import LookupField, LookupInput
from news.models.article import RELATED, Article


class RelatedWidget(forms.MultiWidget):
    def __init__(self, widgets: Sequence[LookupInput], attrs: dict[str, Any] | None = None) -> None:
        for number, each in enumerate(widgets, 1):
            each.attrs["aria-label"] = f"Related story {number}"
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        keys = list(value or [])
        return [*keys, *[None] * (RELATED - len(keys))]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One query for all that are chosen."""
        keys = [each for each in self.decompress(value)[:RELATED] if str(each or "").isdecimal()]
        loaded = list(Article.objects.filter(pk__in=[int(each) for each in keys if len(str(each)) < 19]))
        for each in self.widgets:
            each.loaded = loaded  # type: ignore[attr-defined]  # a LookupInput
        return super().get_context(name, self.decompress(value)[:RELATED], attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class RelatedField(forms.MultiValueField):
    """Cleans to the keys of the chosen articles. None is chosen twice, and one that is gone is named."""

    def __init__(self, **options: Any) -> None:
        fields = [
            LookupField(
                Article.objects.all(),
                required=False,
                label=f"Related story {number}",
                error_messages={"invalid_choice": "This story is no longer there. Choose another one, or none."},
            )
            for number in range(1, RELATED + 1)
        ]
        widget = RelatedWidget([field.widget for field in fields])  # type: ignore[misc]  # instances by now
        super().__init__(fields, require_all_fields=False, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return self.widget.decompress(value)

    def compress(self, data_list: Sequence[Article | None]) -> list[int]:
        chosen = [each for each in data_list if each is not None]
        for number, each in enumerate(chosen):
            if each in chosen[:number]:
                raise ValidationError(f"“{each}” is chosen twice.")
        return [each.pk for each in chosen]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Empty places between them make no difference."""
        return [str(each) for each in initial or []] != [str(each) for each in data or [] if each not in {None, ""}]
