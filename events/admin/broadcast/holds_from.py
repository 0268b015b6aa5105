"""From which day on a new name or link holds, in forms; and what was before, in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from events.admin.addresses import HTTPS
from events.broadcast.formers import keep, kept_words
from events.models import BroadcasterWas, ListingWas
from isuwc.text.typed import CleanAdmin

NAME = "holds_from"


def holds_from(what: str, widget: Any = forms.DateInput) -> forms.DateField:
    """The field of a form in which `what` may get another value."""
    return forms.DateField(
        label=f"A new {what} holds from",
        required=False,
        initial=timezone.localdate,
        widget=widget,
        help_text="Events that are over before this day keep what they had. "
        "Empty: it is corrected everywhere, also for finished events.",
    )


def without_it(fieldsets: Any) -> Any:
    """The fieldsets for adding, where nothing was before."""

    def left(fields: Any) -> list[Any]:
        kept = [each if isinstance(each, str) else tuple(name for name in each if name != NAME) for each in fields]
        return [each for each in kept if each not in (NAME, ())]

    return [(title, {**options, "fields": left(options["fields"])}) for title, options in fieldsets]


def keep_formers(request: HttpRequest, row: Any, form: Any) -> None:
    """After a row is saved, keep what it had before, and say so. Where no day is asked for it is today."""
    day = form.cleaned_data[NAME] if NAME in form.fields else timezone.localdate()
    if kept := keep(row, form.initial, day):
        messages.info(request, kept_words(kept, day))


class FormerAdmin(CleanAdmin):
    """What was before is written by whatever replaces it; here it can be corrected."""

    formfield_overrides = HTTPS
    ordering = ("-before", "pk")


@admin.register(BroadcasterWas)
class BroadcasterWasAdmin(FormerAdmin):
    list_display = ("broadcaster", "what", "was", "before")
    list_select_related = ("broadcaster",)
    list_filter = ("what",)
    search_fields = ("broadcaster__name", "was")
    autocomplete_fields = ("broadcaster",)


@admin.register(ListingWas)
class ListingWasAdmin(FormerAdmin):
    list_display = ("listing", "what", "was", "before")
    list_select_related = ("listing__broadcaster", "listing__country", "listing__group")
    search_fields = ("listing__broadcaster__name", "was")
    raw_id_fields = ("listing",)
