"""Buttons that record one fact about a listing or showing, and the action that marks several listings as checked."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from events.broadcast.showings.moved import ImpossibleStartError, confirm
from events.models import Listing, Session, Showing
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.history.models import note
from isuwc.newsroom.pages import require


def _right(listing: Listing) -> str:
    listing.checked_on = timezone.localdate()
    return "checked today"


def _answers(listing: Listing) -> str:
    listing.checked_on, listing.link_failed_on = timezone.localdate(), None
    return "its link answers, checked today"


def _fails(listing: Listing) -> str:
    listing.link_failed_on = listing.link_failed_on or timezone.localdate()  # keep the day since which it fails
    return "its link no longer answers"


MARKS: dict[str, Callable[[Listing], str]] = {"right": _right, "answers": _answers, "fails": _fails}


def mark(request: HttpRequest, listing: int, site_admin: ModelAdmin) -> HttpResponse:
    """Mark a listing. In the POST data, `mark` is one of MARKS and `next` the page of this site to return to.

    `link-` and the listing's key is the link that was tried: what is said of it is not said of another one.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    require(request, "events.change_listing")
    found = get_object_or_404(Listing.objects.select_related("broadcaster", "country", "group"), pk=listing)
    make = MARKS.get(request.POST.get("mark", ""))
    if make is None:
        messages.error(request, "Choose Still right, Link answers or No longer answers.")
    elif make is not _right and request.POST.get(f"link-{listing}", found.link) != found.link:
        messages.error(request, f"{found}: nothing was marked, as its link was changed meanwhile. Try the new one.")
    else:
        save_mark(request, found, make, site_admin)
    return HttpResponseRedirect(_back(request))


def mark_showing(request: HttpRequest, showing: int, site_admin: ModelAdmin) -> HttpResponse:
    """Confirm a showing whose session was moved. In the POST data, `mark` is "right" or "moves".

    `seen` is the state (`moved.state_of`) in which the showing was displayed.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    require(request, "events.change_listing", "events.change_showing")
    chosen = request.POST.get("mark", "")
    if chosen not in {"right", "moves"}:
        messages.error(request, "Choose Still right or Moves along.")
        return HttpResponseRedirect(_back(request))
    try:
        found = confirm(showing, request.POST.get("seen", ""), is_carried=chosen == "moves")
    except (Showing.DoesNotExist, Session.DoesNotExist) as error:
        raise Http404 from error
    except ImpossibleStartError as error:
        messages.error(request, f"Nothing was confirmed. {error} Change its time in the listing.")
    except ChangedSinceError:
        messages.error(
            request, "Nothing was changed because the session, or what is shown of it, changed in the meantime."
        )
    else:
        done = f"{found.session.event}, {found.session}: confirmed since the session was moved, {found.words}"
        site_admin.log_change(request, found.listing, f"{done}.")
        messages.success(request, f"{found.listing}: {done}.")
    return HttpResponseRedirect(_back(request))


def save_mark(request: HttpRequest, listing: Listing, make: Callable[[Listing], str], site_admin: ModelAdmin) -> None:
    done = make(listing)
    listing.save(update_fields=["checked_on", "link_failed_on"])
    site_admin.log_change(request, listing, f"{done[:1].upper()}{done[1:]}.")
    messages.success(request, f"{listing}: {done}.")


def check_today(listings: QuerySet[Listing], request: HttpRequest) -> int:
    """Mark all the listings as checked today. Returns how many there were."""
    chosen = list(listings.select_related("broadcaster", "country", "group"))
    Listing.objects.filter(pk__in=[each.pk for each in chosen]).update(checked_on=timezone.localdate())
    for each in chosen:
        note(each, "Checked today.")
    return len(chosen)


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("admin:events_listing_changelist")
