"""An event's programme by the table in the admin: import and export."""

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.admin.tables import Import, import_page, written
from events.calendar.programme.apply import Plan, apply, plan, programme_cells
from events.calendar.programme.rows import TABLE
from events.models import Event, Race
from isuwc.newsroom.pages import require

NEEDED = [f"events.{action}_{model}" for model in ("session", "race") for action in ("add", "change", "delete")]


def import_programme(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    event = _event(request, pk)

    def applied(planned: Plan) -> str:
        apply(planned)
        named = [f"The programme of {setting.title} counts as complete." for setting in planned.completed]
        return " ".join([f"Sessions and races: {planned.counts}.", *named])

    kind = Import(
        table=TABLE,
        title=f"Programme of {event}",
        template="admin/events/event/programme.html",
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: session, date, category, distance.",
        plan=lambda rows, **chosen: plan(rows, event, **chosen),
        apply=applied,
        done=reverse("admin:events_event_change", args=[event.pk]),
        options={
            "races_stay": forms.BooleanField(
                label="Races stay where a session moves",
                required=False,
                help_text="Otherwise a race whose start the table leaves as it is moves with its session.",
            ),
            "is_whole": forms.BooleanField(
                label="This is the whole programme",
                required=False,
                initial=event.programme_is_whole or not Race.objects.filter(event=event).with_word_of_result().exists(),
                help_text="Every race of the event is in the table: it counts as complete from then on, and no other "
                "race is waited for. Otherwise the tick on the event stays as it is.",
            ),
        },
    )
    context: dict[str, Any] = {"event": event, "columns": TABLE.columns}
    return import_page(request, site, kind, **context)


def export_programme(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    event = _event(request, pk)
    cells = programme_cells(Event.objects.filter(pk=event.pk))
    return written(TABLE, cells, f"programme-{event.season.slug}-{event.slug}", kind)


def _event(request: HttpRequest, pk: int) -> Event:
    require(request, *NEEDED)
    return get_object_or_404(Event.objects.select_related("season", "venue"), pk=pk)
