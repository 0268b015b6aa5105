"""The pages on which listings are added and changed: which fields matter, which stand under More, and what is saved."""

import zoneinfo
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.admin.addresses import HTTPS
from events.admin.broadcast import holds_from
from events.admin.broadcast.foreseen import ForeseesAnswers
from events.admin.broadcast.forms.grid import ShowingFormSet, another_day, initial_rows, showing_form
from events.admin.broadcast.forms.new_listings import NewListings, NewListingsForm
from events.admin.broadcast.forms.sessions import sessions_for, without_row
from events.admin.broadcast.forms.stored_listing import ListingForm
from events.admin.broadcast.listing_contradictions import warn_of_conflicts
from events.broadcast.mail.last_event import last_events
from events.models import Broadcaster, Country, CountryGroup, Listing, Showing
from events.naming.territories import read_territories
from events.time import zones
from isuwc.newsroom.pages import require
from isuwc.text.numbers import whole_number

VENUE = "venue"  # in place of a zone: times are by the clocks of each session's venue
TIMES = "times_in"  # the field of the page that says by whose clocks its times are
AS_LAST = "as_last"  # in the address: the event to be filled in as at the last one
SESSIONS_OF = "sessions_of"  # in the address of the form of a new listing: the events whose sessions it has

LINKS = ("link", "app_link")
CHECKS = ("source", "checked_on")
MORE_OF_BOTH = (
    ("starts_on", "ends_on"), "except_events", "except_held_in", "except_countries", ("access", "language"),
    "programme_link",
)  # fmt: skip
SHOWN = ("ways", "platform", "channel")
TERMS = (("is_geo_blocked", "is_exclusive", "competitors"), "note", CHECKS)
NEW = ("who", "where", ("season", "series"), "events", "events_typed", SHOWN, LINKS, *TERMS)
STORED = (
    "broadcaster", ("country", "group", "part"), ("season", "series"), "events", SHOWN, LINKS, holds_from.NAME, *TERMS,
)  # fmt: skip
MORE = {NEW: (*MORE_OF_BOTH, "is_example"), STORED: (*MORE_OF_BOTH, "is_example")}


class ShowingInline(admin.StackedInline):
    """The sessions of the listing, as a grid."""

    model = Showing
    formset = ShowingFormSet
    formfield_overrides = HTTPS
    template = "admin/events/listing/single_sessions.html"
    fields = ("session", "is_shown", "starts_at", "timing", "link", "note", "channel")
    verbose_name = "single session"
    verbose_name_plural = "single sessions"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Showing]:
        return super().get_queryset(request).with_words()  # type: ignore[attr-defined]  # each row's heading needs them

    def get_fields(self, request: HttpRequest, obj: Listing | None = None) -> Any:
        return [*self.fields, *(["seen"] if self.has_change_permission(request, obj) else [])]

    def get_formset(self, request: HttpRequest, obj: Listing | None = None, **kwargs: Any) -> Any:
        posted = [str(value) for name, value in request.POST.items() if name.endswith("-session")]
        chosen = [] if obj else _keys(request.GET.getlist(SESSIONS_OF))
        sessions = sessions_for(obj, posted, chosen)
        missing = without_row(obj, sessions.values()) if obj else list(sessions.values())
        lasts = last_events(obj, sessions.values()) if obj and request.method == "GET" else {}
        filled = whole_number(request.GET.get(AS_LAST, ""))
        kwargs["form"] = showing_form(sessions, zone_of(request, obj))
        kwargs["extra"] = len(missing)
        made: Any = super().get_formset(request, obj, **kwargs)
        values = {
            "lasts": lasts,
            "filled": filled if filled in lasts else None,
            "rows": initial_rows(missing, lasts.get(filled or 0)),
            "zone": zone_of(request, obj),
            "zones": _other_zones(obj, zone_of(request, obj)) if obj else [],
        }
        return type("ShowingFormSet", (made,), values)


class ListingPages(ForeseesAnswers):
    """Base class of the admin of listings."""

    formfield_overrides = HTTPS
    form = ListingForm
    change_form_template = "admin/events/listing/change_form.html"
    inlines = (ShowingInline,)
    autocomplete_fields = ("broadcaster", "country", "except_countries", "except_held_in", "except_events")

    class Media:
        css = {"all": ["events/admin/listing-form.css"]}

    # What is shown

    def get_fieldsets(self, request: HttpRequest, obj: Listing | None = None) -> Any:
        """More is open where something in it is filled; Django opens it for an error in it."""
        fields = STORED if obj else NEW
        more: dict[str, Any] = {"fields": MORE[fields]}
        if not self._is_more_filled(request, obj, _flat(MORE[fields])):
            more["classes"] = ("collapse",)
        return [(None, {"fields": fields}), ("More", more)]

    @staticmethod
    def _is_more_filled(request: HttpRequest, obj: Listing | None, names: list[str]) -> bool:
        if request.method == "POST":
            return any(value for name in names for value in request.POST.getlist(name))
        if obj is None:
            return any(request.GET.get(name) for name in names)
        arrays = {"except_events": "except_event_keys", "except_countries": "except_nocs"}
        arrays["except_held_in"] = "except_held_in_nocs"
        return any(getattr(obj, arrays.get(name, name), None) for name in names)

    def get_inlines(self, request: HttpRequest, obj: Listing | None) -> Any:
        """A new listing has its sessions where the page asks for those of the events that are ticked in it."""
        return self.inlines if obj or _has_sessions(request) else ()

    def get_form(self, request: HttpRequest, obj: Listing | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None or _has_sessions(request):  # the grid of sessions has it
            fields = kwargs.get("fields") or flatten_fieldsets(self.get_fieldsets(request, obj))
            kwargs["fields"] = [*fields, "only_sessions"]
        if obj is None and not change:
            kwargs["form"] = type(
                "NewListingsForm",
                (NewListingsForm,),
                {"may_add_broadcaster": request.user.has_perm("events.add_broadcaster")},
            )
        return super().get_form(request, obj, change=change, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What links to the form fill in, such as those of the matrix: a broadcaster, country or group by its key."""
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        who = Broadcaster.objects.filter(pk=_key(given, "broadcaster")).first()
        country = Country.objects.filter(pk=str(given.get("country", ""))[:3]).first()
        group = CountryGroup.objects.filter(pk=_key(given, "group")).first()
        where = [place.name for place in (country, group) if place]
        return {**({"who": who.name} if who else {}), **({"where": ", ".join(where)} if where else {}), **given}

    # What is saved

    def save_model(self, request: HttpRequest, obj: Listing, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            holds_from.keep_formers(request, obj, form)
            return
        new = request.new_listings = NewListings(form)  # type: ignore[attr-defined] # for what follows
        new.save_first(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        new: NewListings | None = getattr(request, "new_listings", None)
        if new:
            new.save_others()
        for showing in (form.instance for formset in formsets for form in formset.forms if form.has_changed()):
            if showing.pk and (words := another_day(showing)):
                messages.info(request, words)
        warn_of_conflicts(request, *(new.made if new else [form.instance]))

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Of several listings that were added, Django knows the first alone."""
        new: NewListings | None = getattr(request, "new_listings", None)
        words = _added_words(new) if new and (len(new.made) > 1 or new.form.new_broadcaster) else message
        super().message_user(request, words, *args, **kwargs)

    def territories(self, request: HttpRequest) -> HttpResponse:
        """What `text` is understood as: the page says it while one is typing."""
        require(request, "events.add_listing")
        found = read_territories(request.GET.get("text", ""), CountryGroup.objects.all().meanings())
        words = [each.words for each in found.territories]
        return JsonResponse({"territories": words, "errors": found.errors})


def zone_of(request: HttpRequest, listing: Listing | None) -> zoneinfo.ZoneInfo | None:
    """By whose clocks times are shown and typed: as the page says, or else the broadcaster's; None for the venue's."""
    asked = request.POST.get(TIMES, "") if request.method == "POST" else request.GET.get(TIMES, "")
    if request.method == "POST":
        own = ""
    elif listing:
        own = listing.broadcaster.time_zone
    else:
        known = Broadcaster.objects.filter(name__iexact=request.GET.get("who", "").strip())
        own = known.values_list("time_zone", flat=True).first() or ""
    name = asked or own or VENUE
    return zoneinfo.ZoneInfo(name) if name in zones.known() else None


def _other_zones(listing: Listing | None, zone: zoneinfo.ZoneInfo | None) -> list[tuple[str, str]]:
    """Those that one can choose beside the one that is shown, with their names."""
    own = listing.broadcaster.time_zone if listing else ""
    named = {VENUE: "the venue", **({own: f"{listing.broadcaster} ({own})"} if listing and own else {})}
    return [each for each in named.items() if each[0] != (zone.key if zone else VENUE)]


def _has_sessions(request: HttpRequest) -> bool:
    return SESSIONS_OF in request.GET or "showings-TOTAL_FORMS" in request.POST


def _added_words(new: NewListings) -> SafeString:
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("admin:events_listing_change", args=[each.pk]), str(each)) for each in new.made),
    )
    count = len(new.made)
    said = "1 listing was" if count == 1 else f"{count} listings were"
    name = new.form.new_broadcaster
    broadcaster = f" {name} was added as a broadcaster." if name else ""
    return format_html("{} added successfully: {}.{}", said, links, broadcaster)


def _keys(texts: Iterable[str]) -> list[int]:
    return [key for text in texts if (key := whole_number(text)) is not None]


def _key(given: dict[str, Any], name: str) -> int:
    """No row has the key 0."""
    return whole_number(str(given.get(name, ""))) or 0


def _flat(fields: Any) -> list[str]:
    def names() -> Iterator[str]:
        for each in fields:
            yield from [each] if isinstance(each, str) else each

    return list(names())
