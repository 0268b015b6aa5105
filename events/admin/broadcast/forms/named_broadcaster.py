"""A broadcaster as staff type it: one on record, or a new one that is added with the row that names it."""

from typing import Any

from django import forms
from django.db.models import Q

from events.models import Broadcaster
from isuwc.text.slugs import slug

LONGEST_NAME = Broadcaster._meta.get_field("name").max_length or 0
NEW_ONE = "One that isn’t there yet is added with the listing."


class KnownNames(forms.TextInput):
    """A text field that offers the names of all broadcasters while one is typed."""

    template_name = "admin/events/listing/known_names.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_names"
        context["known"] = Broadcaster.objects.values_list("name", flat=True)
        return context


class BroadcasterField(forms.CharField):
    """Its value is a broadcaster: that of the name or slug, or, for whoever may add one, a new one, not yet saved."""

    may_add = True

    def __init__(self, **attributes: Any) -> None:
        super().__init__(
            label="Broadcaster",
            max_length=LONGEST_NAME,
            widget=KnownNames(attrs={"size": 40, "autocomplete": "off", "data-broadcaster": True, **attributes}),
            help_text=NEW_ONE,
        )

    def let_add(self, may_add: bool) -> None:
        """Say whether whoever fills it in may add a broadcaster."""
        self.may_add = may_add
        if not may_add:
            self.help_text = "One that is on record here."
            self.widget.attrs["data-known-only"] = True

    def clean(self, value: Any) -> Any:
        name = " ".join(super().clean(value).split())
        if not name:
            return None
        found = Broadcaster.objects.filter(Q(name__iexact=name) | Q(slug__iexact=name)).first()
        if found:
            return found
        if not self.may_add:
            raise forms.ValidationError(f"There is no broadcaster “{name}”, and you may not add one.")
        if not slug(name):
            raise forms.ValidationError("A broadcaster’s name has at least one letter or figure.")
        return Broadcaster(name=name)


def saved(broadcaster: Broadcaster) -> Broadcaster:
    """The broadcaster, added under a slug of its own if it is a new one."""
    if broadcaster.pk is None:
        base = slug(broadcaster.name)
        taken = set(Broadcaster.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        slugs = (base, *(f"{base[:70]}-{n}" for n in range(2, 10_000)))
        broadcaster.slug = next(each for each in slugs if each not in taken)
        broadcaster.save()
    return broadcaster


def added_words(broadcaster: Broadcaster) -> str:
    return f"{broadcaster} was added as a broadcaster."
