"""Sheets that were handed in, in the admin: the list, and one with what it says and what it changed. Nothing of it can
be edited."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.time.dates import brief_moment, short_date, utc_moment
from standings.admin.race_search import FoundByEvent, is_described
from standings.models import SheetImport
from standings.results.desk.imports import entries_of
from standings.results.desk.waiting import events_of


class SheetHistory(FoundByEvent):
    list_display = ("title", "event", "day", "file_name", "handed_in_by", "came_of_it", "whole_import")
    ordering = ("-handed_in_at", "-pk")
    list_filter = ("state", "race__event")
    list_select_related = ("handed_in_by",)
    race_path = "race__"
    own_words = ("title", "file_name")
    search_help_text = "Race, file or event: women 500m, Calgary, World Cup 2, 2025/26"
    date_hierarchy = "race_date"
    fields = ("title", "race_link", "file_name", "state", "handed_in", "decided", "whole_import", "changed", "said")
    readonly_fields = fields

    class Media:
        css = {"all": ["standings/admin/sheets.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[SheetImport]:
        return super().get_queryset(request).select_related("race__event__season", "race__event__venue", "decided_by")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[SheetImport], search_term: str
    ) -> tuple[QuerySet[SheetImport], bool]:
        """Sheets without a race, such as those that wait, are found by the event that they say."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        raceless = list(queryset.filter(race=None))
        events = events_of(raceless)
        keys = [
            each.pk
            for each in raceless
            if is_described(search_term, events.get(each.pk), f"{each.title} {each.file_name}")
        ]
        return queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=keys)), may_repeat

    def has_change_permission(self, request: HttpRequest, obj: SheetImport | None = None) -> bool:
        return False  # a sheet's content never changes

    def has_delete_permission(self, request: HttpRequest, obj: SheetImport | None = None) -> bool:
        return False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With the event of each, and the entry of the history of each import that was applied, in a query each."""
        changelist = super().get_changelist_instance(request)
        applied = [each for each in changelist.result_list if each.state == SheetImport.State.APPLIED]
        entries = entries_of(each.pk for each in applied)
        for each in applied:
            each.entry = entries.get(each.pk)
        events = events_of(changelist.result_list)
        for each in changelist.result_list:
            each.of = events.get(each.pk)
        return changelist

    @admin.display(description="import")
    def whole_import(self, each: SheetImport) -> SafeString | str:
        entry = each.entry if hasattr(each, "entry") else entries_of([each.pk]).get(each.pk)
        if each.state != SheetImport.State.APPLIED or not entry:
            return "–"
        address = reverse("admin:history-take-back", args=[entry])
        return format_html('<a href="{}">Take back …</a>', address)

    @admin.display(description="day", ordering="race_date")
    def day(self, each: SheetImport) -> str:
        return short_date(each.race_date) if each.race_date else "–"

    @admin.display(description="what came of it", ordering="state")
    def came_of_it(self, each: SheetImport) -> str:
        """Applied 6 Dec 2025 20:03, 36 changes."""
        if each.decided_at is None:
            return each.get_state_display()
        count = len(each.changes)
        changes = f", {count} change{'s' if count != 1 else ''}" if each.state == SheetImport.State.APPLIED else ""
        return f"{each.get_state_display()} {brief_moment(each.decided_at)}{changes}"

    @admin.display(description="event", ordering="race__event")
    def event(self, each: SheetImport) -> str:
        found = each.of if hasattr(each, "of") else events_of([each]).get(each.pk)
        return str(found or "–")

    @admin.display(description="race")
    def race_link(self, each: SheetImport) -> SafeString | str:
        if each.race is None:
            return "–"
        return format_html('<a href="{}">{}, {}</a>', each.race.get_absolute_url(), each.race.title, each.race.event)

    @admin.display(description="handed in")
    def handed_in(self, each: SheetImport) -> str:
        return f"{utc_moment(each.handed_in_at)} by {each.handed_in_by or 'a command'}"

    @admin.display(description="decided")
    def decided(self, each: SheetImport) -> str:
        return f"{utc_moment(each.decided_at)} by {each.decided_by or 'a command'}" if each.decided_at else "–"

    @admin.display(description="what it changed")
    def changed(self, each: SheetImport) -> SafeString | str:
        lines = format_html_join("", "<li>{}</li>", ((change,) for change in each.changes))
        return format_html("<ul>{}</ul>", lines) if each.changes else "Nothing."

    @admin.display(description="what it says")
    def said(self, each: SheetImport) -> SafeString:
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (line.rank or "", line.name, line.noc, line.time_or_status, line.printed_points)
                for line in each.sheet.lines
            ),
        )
        head = "<th>Rank</th><th>Name</th><th>NOC</th><th>Time</th><th>Points on the sheet</th>"
        return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", SafeString(head), rows)
