"""Import and export of an event's programme as a table in the admin."""

from django import forms
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.calendar.programme.apply import PROGRAMMES
from events.models import Event, Race
from isuwc.tables.pages import ImportPage, export, import_page, require_permissions


def import_programme(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    event = _event(request, pk)
    of = ImportPage(
        PROGRAMMES,
        title=f"Programme of {event}",
        template="admin/events/event/programme.html",
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: session, date, category, distance.",
        done=reverse("admin:events_event_change", args=[event.pk]),
        given={"default_event": event},
        of_row=event,
        options={
            "races_stay": forms.BooleanField(
                label="Races stay where a session moves",
                required=False,
                help_text="Otherwise a race whose start the table does not change moves with its session.",
            ),
            "is_whole": forms.BooleanField(
                label="This is the whole programme",
                required=False,
                initial=event.programme_is_whole or not Race.objects.filter(event=event).with_word_of_result().exists(),
                help_text="Every race of the event is in the table, so its programme will count as complete and no "
                "other races are expected. Otherwise the tick on the event stays as it is.",
            ),
        },
    )
    return import_page(request, site, of, event=event)


def export_programme(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    event = _event(request, pk)
    name = f"programme-{event.season.slug}-{event.slug}"
    return export(request, PROGRAMMES, kind, name, events=Event.objects.filter(pk=event.pk))


def _event(request: HttpRequest, pk: int) -> Event:
    """The event. Permissions are checked first, so that the answer doesn't reveal which events exist."""
    require_permissions(request, PROGRAMMES)
    return get_object_or_404(Event.objects.select_related("season", "venue"), pk=pk)
