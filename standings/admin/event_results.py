"""An event's results in the admin: missing results, also listed on the event's page, and races marked as not held."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.admin.calendar.programme import EventAdmin
from events.models import Event, Race
from isuwc.newsroom.onward import links_from
from isuwc.newsroom.pages import admin_page, require
from standings.results.desk.arrivals import arrivals
from standings.results.desk.imports import latest_import
from standings.results.event_results import EventResults, clear_not_held, mark_not_held, results_of
from standings.results.programmes import mark_complete, open_programmes
from standings.seasons.notes import old_notes

MOST = 6  # named one by one in a message
WHOLE = "Marked the programme as complete."
MARK, CHANGE_PROGRAMME = "standings.change_racesheet", "events.change_event"

# `events` can't import `standings`, so the event's page in the admin gets its list of missing results here.
admin.site.unregister(Event)


@admin.register(Event)
class EventWithResultsAdmin(EventAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/results/", view(self.results), name="standings_event_results"),
            path("programmes/", view(self.open_programmes), name="standings_open_programmes"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        event = self.get_object(request, object_id) if object_id and may_mark(request) else None
        found = {"results": results_of(event) if event else None}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **found})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With what other apps do with the event."""
        event = context.get("original")
        context["onward"] = links_from(request, event) if event else []
        return super().render_change_form(request, context, *args, **kwargs)

    def results(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The event's results desk: every race, and what is missing; marks races as not held, or clears the mark."""
        require(request, MARK)
        event = get_object_or_404(Event.objects.select_related("season", "venue"), pk=pk)
        if request.method == "POST":
            self.act(request, event)
            return HttpResponseRedirect(reverse("admin:standings_event_results", args=[pk]))
        context = {
            "opts": self.opts,
            "results": results_of(event),
            "arrivals": arrivals(event),
            "last_import": latest_import(request.user, timezone.now()),
            "may_hand_in": request.user.has_perm("standings.add_sheetimport"),
            "old_notes": old_notes(event.season),
            "may_change_programme": may_change_programme(request),
            "onward": links_from(request, event),
        }
        return admin_page(
            request, self.admin_site, "admin/standings/event_results.html", f"Results of {event}", context
        )

    @transaction.atomic
    def act(self, request: HttpRequest, event: Event) -> None:
        if "_whole" in request.POST and may_change_programme(request):
            Event.objects.filter(pk=event.pk).update(programme_is_whole=True)
            self.log_change(request, event, WHOLE)
            messages.success(request, "The programme counts as complete: no other race is waited for.")
            return
        chosen = set(request.POST.getlist("held" if "_held" in request.POST else "missing"))
        if "_held" in request.POST:
            races = clear_not_held(event, [int(key) for key in request.POST.getlist("held") if is_key(key)])
            done = "waits for its result again", "wait for their results again"
        else:
            races = mark_not_held(event, request.POST.getlist("missing"))
            done = "is marked as not held", "are marked as not held"
        if not races:
            messages.warning(request, "No race was chosen, or its result has come in since.")
            return
        if left := len(chosen) - len(races):
            messages.warning(request, f"{left} of the chosen races changed since you looked; nothing was marked there.")
        said = f"{', '.join(race.title for race in races)} {done[len(races) > 1]}"
        self.log_change(request, event, f"{said}.")
        messages.success(request, f"{said}; the standings are computed.")

    def open_programmes(self, request: HttpRequest) -> HttpResponse:
        """Past events whose programme is not marked as complete; marks several at once."""
        require(request, CHANGE_PROGRAMME)
        if request.method == "POST":
            self.mark_programmes_complete(request)
            return HttpResponseRedirect(reverse("admin:standings_open_programmes"))
        programmes = open_programmes()
        context = {
            "opts": self.opts,
            "programmes": programmes,
            "any_has_races": any(each.races for each in programmes),
            "may_mark": may_mark(request),
        }
        title = "Programmes not marked as complete"
        return admin_page(request, self.admin_site, "admin/standings/open_programmes.html", title, context)

    @transaction.atomic
    def mark_programmes_complete(self, request: HttpRequest) -> None:
        chosen = set(request.POST.getlist("whole"))
        events = mark_complete(chosen)
        for event in events:
            self.log_change(request, event, WHOLE)
        if events:
            named = "; ".join(map(str, events))
            messages.success(request, f"No other race is waited for, since the programme is complete: {named}.")
        if len(events) < len(chosen) or not chosen:
            left = len(chosen) - len(events)
            said = f"{left} of the chosen programmes changed since you looked" if chosen else "No programme was chosen"
            messages.warning(request, f"{said}; nothing was marked{' there' if events else ''}.")


def may_change_programme(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(CHANGE_PROGRAMME))


def may_mark(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(MARK))


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def missing_results_message(results: EventResults) -> SafeString | None:
    """The message after an import that lists the event's missing results; None if there are none."""
    if not results.missing:
        return None
    named = [titled(each.race, each.explanation) for each in results.urgent[:MOST]]
    more = len(results.urgent) - len(named)
    said = f"still missing, so the standings are provisional: {'; '.join(named)}" if named else ""
    said += f"; {more} more of races that are partly in" if more else ""
    if count := results.other_count:
        said += f"{'; ' if said else ''}{count} other race{'s' if count != 1 else ''} without a result"
    address = reverse("admin:standings_event_results", args=[results.event.pk])
    return format_html('{}: {}. <a href="{}">What is missing, and was it held?</a>', results.event, said, address)


def titled(race: Race, said: str) -> str:
    """Team Pursuit Women, Division A (no result yet): a race without its division is easily taken for all of it."""
    division = f", {race.get_division_display()}" if race.division == "A" else ""
    return f"{race.title}{division} ({said})"
