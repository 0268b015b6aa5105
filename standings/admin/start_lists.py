"""Start lists line by line: the race comes from the programme, here is who starts in it."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from events.time.dates import long_date
from standings.admin.lines.inline import ReadFirst, Reading
from standings.admin.lines.starts import StartInline
from standings.admin.race_search import RaceList
from standings.models import EarlierSkate, StartList, StartSheet
from standings.pages.races.start_lists import Starter, differences, starters

NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)
SOURCE = StartList._meta.get_field("source")


class StartSheetForm(ReadFirst, forms.ModelForm):
    """Where the list is from, and when it was published; both stand in a row of its own."""

    # A race has a source, too: that of its result
    list_source = forms.CharField(
        label="Source", max_length=SOURCE.max_length, required=False, help_text=SOURCE.help_text
    )
    published_on = forms.DateField(
        label="Published on",
        required=False,
        widget=AdminDateWidget,
        help_text=StartList._meta.get_field("published_on").help_text,
    )

    class Meta:
        model = StartSheet
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = StartList.objects.filter(race=self.instance.pk).first() if self.instance.pk else None
        if stored:
            self.initial.update(list_source=stored.source, published_on=stored.published_on)

    def clean_published_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["published_on"]
        # By the clocks that are furthest ahead it may be tomorrow already
        if day and day > (timezone.now() + datetime.timedelta(hours=14)).date():
            raise forms.ValidationError("This day is still to come: say when the list was published.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            (self._has_lines() or cleaned.get("published_on"))
            and not (cleaned.get("list_source") or "").strip()
            and "list_source" not in self.errors
        ):
            self.add_error("list_source", "Say where the start list is from: readers see it.")
        return cleaned

    def _has_lines(self) -> bool:
        """Whether a line with a name is sent that is not to be deleted."""
        names = [key for key, text in self.data.items() if key.endswith("-competitor") and str(text).strip()]
        return any(f"{key.removesuffix('competitor')}DELETE" not in self.data for key in names)


@admin.register(StartSheet)
class StartSheetAdmin(Reading, RaceList):
    list_filter = ("event__season", "category", "distance")
    form = StartSheetForm
    fields = ("event", "title", "list_source", "published_on")
    readonly_fields = ("event", "title")
    inlines = (StartInline,)

    def get_fields(self, request: HttpRequest, obj: StartSheet | None = None) -> Any:
        if self.has_change_permission(request, obj):
            return self.fields
        return (*self.readonly_fields, "shown_source", "shown_day")

    @admin.display(description="source")
    def shown_source(self, sheet: StartSheet) -> str:
        return sheet.start_list.source if hasattr(sheet, "start_list") else "–"

    @admin.display(description="published on")
    def shown_day(self, sheet: StartSheet) -> str:
        day = sheet.start_list.published_on if hasattr(sheet, "start_list") else None
        return long_date(day) if day else "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[StartSheet]:
        return super().get_queryset(request).annotate(line_count=Count("starts"))

    @admin.display(description="lines", ordering="line_count")
    def lines(self, sheet: StartSheet) -> int:
        return sheet.line_count  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: StartSheet | None = None) -> bool:
        return False

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["start_list"] = (
            StartList.objects.filter(race=context["original"]).select_related("race__session").first()
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        race = form.instance
        before = starters(race)
        super().save_related(request, form, formsets, change)
        after = starters(race)
        self._keep(race, form.cleaned_data, before, after)
        if race.has_result and after:
            messages.info(request, "The race has a result: on its page the start list is folded away below it.")

    def _keep(
        self, race: StartSheet, said: dict[str, Any], before: dict[int, Starter], after: dict[int, Starter]
    ) -> None:
        """The list's own row: where it is from, and what readers are told of a change."""
        stored = StartList.objects.filter(race=race).first()
        if not said["list_source"]:
            StartList.objects.filter(race=race).delete()
            return
        found = stored or StartList(race=race)
        found.source, found.published_on = said["list_source"], said["published_on"]
        known = race.session.date, race.starts_at
        is_again = EarlierSkate.objects.filter(race=race, made_at__gt=found.entered_at or NEVER).exists()
        if stored is None or before != after or is_again or known != (found.known_date, found.known_start):
            found.entered_at = timezone.now()
        found.known_date, found.known_start = known
        words = differences(before, after) if before or found.changes else []  # also of a list that was emptied
        if words:
            found.changed_at = timezone.now()
            found.changes = [*found.changes, {"at": found.changed_at.isoformat(), "words": words}]
        found.save()
