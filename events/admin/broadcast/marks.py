"""What staff say of a listing with one click, and what several listings are told at once."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from events.broadcast.showings.moved import MisfitError, confirm
from events.models import Listing, Session, Showing
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.history.models import note


def _right(listing: Listing) -> str:
    listing.checked_on = timezone.localdate()
    return "checked today"


def _answers(listing: Listing) -> str:
    listing.checked_on, listing.link_failed_on = timezone.localdate(), None
    return "its link answers, checked today"


def _fails(listing: Listing) -> str:
    listing.link_failed_on = listing.link_failed_on or timezone.localdate()  # since when, not when again
    return "its link no longer answers"


MARKS: dict[str, Callable[[Listing], str]] = {"right": _right, "answers": _answers, "fails": _fails}


def mark(request: HttpRequest, listing: int, site_admin: ModelAdmin) -> HttpResponse:
    """`mark` is one of MARKS; `next` is the page of this site to go back to."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not site_admin.has_change_permission(request):
        raise PermissionDenied
    found = get_object_or_404(Listing.objects.select_related("broadcaster", "country", "group"), pk=listing)
    make = MARKS.get(request.POST.get("mark", ""))
    if make is None:
        messages.error(request, "Choose Still right, Link answers or No longer answers.")
    else:
        save_mark(request, found, make, site_admin)
    return HttpResponseRedirect(_back(request))


def mark_showing(request: HttpRequest, showing: int, site_admin: ModelAdmin) -> HttpResponse:
    """Of a showing whose session was moved: `mark` is "right" or "moves", `seen` the state in which it was shown."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (site_admin.has_change_permission(request) and request.user.has_perm("events.change_showing")):
        raise PermissionDenied
    chosen = request.POST.get("mark", "")
    if chosen not in {"right", "moves"}:
        messages.error(request, "Choose Still right or Moves along.")
        return HttpResponseRedirect(_back(request))
    try:
        found = confirm(showing, request.POST.get("seen", ""), is_carried=chosen == "moves")
    except (Showing.DoesNotExist, Session.DoesNotExist) as error:
        raise Http404 from error
    except MisfitError as error:
        messages.error(request, f"Nothing was confirmed. {error} Change its time in the listing.")
    except ChangedSinceError:
        messages.error(
            request, "Nothing was changed because the session, or what is shown of it, changed in the meantime."
        )
    else:
        said = f"{found.session.event}, {found.session}: confirmed since the session was moved, {found.words}"
        site_admin.log_change(request, found.listing, f"{said}.")
        messages.success(request, f"{found.listing}: {said}.")
    return HttpResponseRedirect(_back(request))


def save_mark(request: HttpRequest, listing: Listing, make: Callable[[Listing], str], site_admin: ModelAdmin) -> None:
    said = make(listing)
    listing.save(update_fields=["checked_on", "link_failed_on"])
    site_admin.log_change(request, listing, f"{said[:1].upper()}{said[1:]}.")
    messages.success(request, f"{listing}: {said}.")


def check_today(listings: QuerySet[Listing], request: HttpRequest) -> int:
    """Say of all of them that they are right, and how many that was."""
    chosen = list(listings.select_related("broadcaster", "country", "group"))
    Listing.objects.filter(pk__in=[each.pk for each in chosen]).update(checked_on=timezone.localdate())
    for each in chosen:
        note(each, "Checked today.")
    return len(chosen)


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:events_listing_changelist")
