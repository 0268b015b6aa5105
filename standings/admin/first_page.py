"""Results staff’s work on the first page of the newsroom: sheets that wait, and the event whose results come in."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest

from events.models import Event
from isuwc.newsroom.pages import first_page
from standings.admin.event_results import may_mark
from standings.models import SheetImport


@receiver(first_page, dispatch_uid="standings")
def results_work(request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
    """The event is the one that is on, else the latest; for results staff alone."""
    found: dict[str, Any] = {"waiting_sheets": 0, "results_event": None}
    if request.user.has_perm("standings.add_sheetimport"):
        found["waiting_sheets"] = SheetImport.objects.waiting().count()
    if may_mark(request):
        events = Event.objects.going_ahead().select_related("season", "venue")
        found["results_event"] = events.current().first() or events.past().first()
    return found
