"""Form fields and widgets of the newsroom."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.widgets import Script

from isuwc.files.pictures.images import MAX_BYTES
from isuwc.files.uploads import PICTURE_KINDS
from isuwc.text.numbers import whole_number
from news.models.article import HASHTAGS
from news.models.photos.photo import Photo


class PhotoWidget(forms.Widget):
    """Photos of the library, shown small, chosen or uploaded in a dialog (`photo-picker.js`)."""

    template_name = "news/admin/photo_widget.html"
    many = False
    loaded: Sequence[Photo] = ()  # with the row that shows them; where all are among them, none is asked for

    class Media:
        css = {"all": ["news/admin/photo-picker.css"]}
        js = [Script("news/admin/photo-picker.js", type="module")]

    def format_value(self, value: Any) -> str:
        return ",".join(str(key) for key in photo_keys(value))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        keys = photo_keys(value)
        known = {photo.pk: photo for photo in self.loaded}
        found = known if set(keys) <= known.keys() else Photo.objects.with_files().in_bulk(keys)
        context["widget"]["photos"] = [found[key] for key in keys if key in found]
        context["widget"]["many"] = self.many
        context["widget"] |= {"most_bytes": MAX_BYTES, "accept": PICTURE_KINDS}
        return context


class PhotosWidget(PhotoWidget):
    """Several photos."""

    many = True


class PhotosField(forms.CharField):
    """Several photos in the order in which they were put; cleans to a list of them, or names how many are gone."""

    widget = PhotosWidget

    def to_python(self, value: Any) -> list[Photo]:  # type: ignore[override]
        keys = photo_keys(value)
        found = Photo.objects.in_bulk(keys)
        if missing := [key for key in keys if key not in found]:
            raise ValidationError(f"{len(missing)} of the photos are no longer in the library.")
        return [found[key] for key in keys]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return photo_keys(initial) != photo_keys(data)


def photo_keys(value: Any) -> list[int]:
    """The keys in "3,1,2", a list of keys or of photos, a single key; nothing else."""
    if value is None:
        return []
    if isinstance(value, str):
        return [whole_number(key) or 0 for key in re.findall(r"[0-9]+", value)]  # no photo has a longer one, nor 0
    if isinstance(value, Iterable):
        return [item.pk if isinstance(item, Photo) else int(item) for item in value]
    return [value.pk if isinstance(value, Photo) else int(value)]


class PhotoField(forms.ModelChoiceField):
    """One photo of the library, by its thumbnail."""

    widget = PhotoWidget

    def __init__(self, queryset: QuerySet[Photo] | None = None, **kwargs: Any) -> None:
        kwargs["widget"] = PhotoWidget
        super().__init__(Photo.objects.all() if queryset is None else queryset, **kwargs)


class LongLine(forms.TextInput):
    """One line that is shown whole: a browser breaks it where its field ends (`shortcuts.js` makes Enter leave it)."""

    template_name = "django/forms/widgets/textarea.html"


class HashtagsField(forms.CharField):
    """`#SpeedSkating #Olympics`, with or without the signs and commas.

    Cleans to a list of words without `#`, of which two that differ in capitals alone are one. At most HASHTAGS.
    """

    def prepare_value(self, value: Any) -> Any:
        return " ".join(f"#{tag}" for tag in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        tags: dict[str, str] = {}
        for tag in re.split(r"[\s,#]+", value or ""):
            if tag:
                tags.setdefault(tag.lower(), tag)
        if wrong := [tag for tag in tags.values() if not re.fullmatch(r"\w{1,40}", tag)]:
            raise ValidationError(f"{wrong[0]}: a hashtag is letters and figures, 40 at most.")
        if len(tags) > HASHTAGS:
            raise ValidationError(f"At most {HASHTAGS} hashtags.")
        return list(tags.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or [])
        except ValidationError:
            return True
