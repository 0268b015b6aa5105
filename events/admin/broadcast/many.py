"""Actions of the listings' list: what is to become of several is shown first, with a value where one is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from events.admin.broadcast.holds_from import holds_from
from events.broadcast.changing.edits import edited
from events.broadcast.changing.next_event import copy_to_next_event
from events.broadcast.links.words import say
from events.broadcast.permissions import LISTING_PERMISSIONS, SHOWING_PERMISSIONS
from events.models import Listing
from events.models.listing import LINKS
from isuwc.newsroom.pages import admin_page, require
from isuwc.tables.pages import apply_shown
from isuwc.text.typed import CleanForm

MOST = 2_000  # listings at once; a form has room for no more


class LinkForm(CleanForm, forms.Form):
    link = forms.URLField(
        label="New link",
        max_length=2_000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "table-address"}),
    )
    holds_from = holds_from("link")


class EndForm(CleanForm, forms.Form):
    ends_on = forms.DateField(label="Last day of the right", required=False, help_text="Empty: open.")


@dataclass(frozen=True)
class Many:
    """What is done to several listings. `plan` takes their keys and the form's cleaned data."""

    name: str  # of the action
    title: str
    plan: Callable[[list[int], dict[str, Any]], Any]
    form: type[forms.Form] = forms.Form
    permissions: tuple[str, ...] = LISTING_PERMISSIONS
    about: str = ""


NEW_LINK = Many(
    "new_link",
    "New link",
    lambda keys, typed: edited(keys, {"link": typed["link"]}, typed["holds_from"]),
    LinkForm,
    about="Each of these listings gets the link.",
)
ENDS_ON = Many(
    "ends_on",
    "Last day",
    lambda keys, typed: edited(keys, {"ends_on": typed["ends_on"]}),
    EndForm,
    about="The rights end with this day at the venue.",
)
NEXT_EVENT = Many(
    "next_event",
    "Copy to the next event",
    lambda keys, typed: copy_to_next_event(keys),
    permissions=SHOWING_PERMISSIONS,
    about="A listing for single events is copied for the event that follows its last one, unchecked. Single sessions "
    "go along where the next event has a session in the same place.",
)


def change_many(request: HttpRequest, site: AdminSite, of: Many, chosen: QuerySet[Listing]) -> HttpResponse | None:
    """The page between the list and what is done; None, which leads back to the list, once it is."""
    require(request, *of.permissions)
    keys = list(chosen.order_by("broadcaster__name", "pk").values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        messages.error(request, f"Choose at most {MOST:,} listings at once.")
        return None
    is_ready = not of.form.base_fields  # nothing has to be typed
    form = of.form(request.POST if is_ready or {"_look", "_apply"} & request.POST.keys() else None)
    plan = of.plan(keys, form.cleaned_data) if form.is_valid() else None
    if plan and "_apply" in request.POST and not plan.errors:
        if apply_shown(request, plan, f"{of.title}, {len(keys)} listings"):
            return None
        plan = plan.again()
    remarks = getattr(plan, "remarks", ())
    context = {
        "many": of,
        "keys": keys,
        "form": form,
        "plan": plan,
        "remarks": remarks,
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return admin_page(request, site, "admin/events/listing/many.html", of.title, context)


def fail_links(request: HttpRequest, chosen: QuerySet[Listing]) -> None:
    """Say of each address that the listings have, of the app and the programme too, that it no longer answers.

    It is said for all that lead to it.
    """
    require(request, "events.change_listing")
    rows = chosen.order_by().values_list(*LINKS)
    addresses = sorted({address for row in rows for address in row if address})
    counts = [say(address, answers=False) for address in addresses]
    if not addresses:
        messages.warning(request, "None of these listings has a link of its own.")
    else:
        one = len(addresses) == 1
        messages.success(
            request,
            f"{len(addresses)} address{'' if one else 'es'} no longer answer{'s' if one else ''}: recorded for all "
            f"{sum(counts)} that lead there.",
        )
