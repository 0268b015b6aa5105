"""Buttons that record one fact about a listing, link or showing, and the action that marks several as checked."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from events.broadcast.links.words import say
from events.broadcast.showings.moved import ImpossibleStartError, confirm
from events.models import Listing, Session, Showing
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.history.models import note
from isuwc.newsroom.pages import require


def mark(request: HttpRequest, listing: int, site_admin: ModelAdmin) -> HttpResponse:
    """Mark a listing as still right. `next` in the POST data is the page of this site to return to."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    require(request, "events.change_listing")
    found = get_object_or_404(Listing.objects.select_related("broadcaster", "country", "group"), pk=listing)
    if request.POST.get("mark") != "right":
        messages.error(request, "Choose Still right.")
    else:
        found.checked_on = timezone.localdate()
        found.save(update_fields=["checked_on"])
        site_admin.log_change(request, found, "Checked today.")
        messages.success(request, f"{found}: checked today.")
    return HttpResponseRedirect(_back(request))


def mark_link(request: HttpRequest) -> HttpResponse:
    """A person's word on an address, for all that lead to it. In the POST data, `answers` or `fails` is the address."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    require(request, "events.change_listing")
    answers = "answers" in request.POST
    address = request.POST.get("answers" if answers else "fails", "")
    count = say(address, answers) if address else 0
    if not address:
        messages.error(request, "Choose Link answers or No longer answers.")
    elif not count:
        messages.error(request, f"Nothing was recorded, as nothing leads to {address} any more.")
    else:
        led = f"all {count} that lead" if count > 1 else "the one that leads"
        said = "answers" if answers else "no longer answers"
        messages.success(request, f"Recorded for {led} there: {address} {said}.")
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
