"""Cells of the matrix, changed in place: who shows an event in a country, and the short form of what decides it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from events.admin.addresses import HTTPS
from events.admin.broadcast.cell_form import COUNTRY, EVENT, EVERYWHERE, ChangedCellForm, NewCellForm
from events.admin.broadcast.foreseen import ForeseesAnswers
from events.admin.broadcast.forms.named_broadcaster import added_words, saved
from events.admin.broadcast.holds_from import keep_formers
from events.admin.broadcast.listing_contradictions import warn_of_conflicts
from events.broadcast.answers.matrix import MatrixCell, cell_of
from events.broadcast.answers.rights import exception_words, scope_words
from events.broadcast.changing.splitting import NothingLeftError, split_off
from events.broadcast.listings.apply import hold_off_imports
from events.broadcast.permissions import LISTING_PERMISSIONS
from events.models import Country, Event, Listing
from events.time.dates import long_date
from isuwc.newsroom.history.entries import last_of_row
from isuwc.newsroom.pages import admin_page, require
from isuwc.newsroom.site import guarded


def urls(site: AdminSite) -> list[URLPattern]:
    """Under the list of listings. A cell is a season, a NOC code and the number of an event."""
    place = "matrix/<slug:season>/<str:noc>/<int:number>/"

    def at(end: str, view: Any, name: str, **given: Any) -> URLPattern:
        return path(f"{place}{end}", site.admin_view(view), {"site": site, **given}, name=f"events_listing_{name}")

    return [
        at("", cell, "cell"),
        at("add/", form, "cell_add"),
        at("<int:listing>/", form, "cell_change"),
        at("add/foreseen/", form, "cell_add_foreseen", is_foreseen=True),
        at("<int:listing>/foreseen/", form, "cell_foreseen", is_foreseen=True),
    ]


def cell(request: HttpRequest, site: AdminSite, **place: Any) -> HttpResponse:
    """What decides a country's answer: its short form where it is one listing, else all of them to choose from.

    Where nothing does, the form of a new listing.
    """
    require(request, *LISTING_PERMISSIONS)
    country, event = _found(**place)
    found = cell_of(country, event, timezone.localdate())
    if len(found.deciding) <= 1:
        name, more = ("cell_change", found.deciding) if found.deciding else ("cell_add", ())
        return HttpResponseRedirect(_address(name, country, event, *more))
    listings = Listing.objects.filter(pk__in=found.deciding).with_keys()
    related = listings.select_related("broadcaster", "country", "group", "season").order_by("broadcaster__name", "pk")
    rows = [(each, _address("cell_change", country, event, each.pk), covers(each)) for each in related]
    context = {**_place(country, event, found), "rows": rows}
    return admin_page(request, site, "admin/events/listing/cell.html", f"{country}, {event}", context)


def form(
    request: HttpRequest, site: AdminSite, listing: int | None = None, is_foreseen: bool = False, **place: Any
) -> HttpResponse:
    """The short form of one listing, or of a new one; `is_foreseen`: what fans would see if it were saved."""
    require(request, *LISTING_PERMISSIONS)
    country, event = _found(**place)
    if listing is not None:
        get_object_or_404(Listing.objects.in_country(country).concerning([event]), pk=listing)
    own: Any = guarded(CellAdmin)(Listing, site)
    own.country, own.event = country, event
    key = None if listing is None else str(listing)
    if is_foreseen:
        foreseen: HttpResponse = own.foresee(request, key)
        return foreseen
    answer: HttpResponse = own.change_view(request, key) if key else own.add_view(request)
    return answer


class CellAdmin(ForeseesAnswers):
    """The short form of a listing as one cell of the matrix shows it, beside its full form. Not registered."""

    country: Country
    event: Event
    formfield_overrides = HTTPS
    change_form_template = add_form_template = "admin/events/listing/cell_form.html"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = type(
            "CellForm",
            (ChangedCellForm if obj else NewCellForm,),
            {
                "country": self.country,
                "event": self.event,
                "may_add_broadcaster": request.user.has_perm("events.add_broadcaster"),
                "__module__": __name__,
            },
        )
        kwargs["fields"] = self.get_fields(request, obj)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        of = ChangedCellForm if obj else NewCellForm
        return [*of.first, *of.of_listing, "ways", "checked_today", "where"]

    def get_queryset(self, request: HttpRequest) -> Any:
        related = super().get_queryset(request).select_related("broadcaster", "country", "group", "season")
        return related.with_keys()  # type: ignore[attr-defined] # the model’s own queryset

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget  # a choice alone: what leads to other forms has no place here
        return field

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        hold_off_imports()

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        listing = context.get("original")
        found = cell_of(self.country, self.event, timezone.localdate())
        context |= {
            **_place(self.country, self.event, found),
            "title": f"{self.country}, {self.event}",
            "covers": covers(listing) if listing else "",
            "last": last_of_row(listing, request.user) if listing else None,
            "another": _address("cell_add", self.country, self.event) if listing else "",
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        where = form.cleaned_data["where"]
        if not change:
            season, who = self.event.season, form.cleaned_data["who"]
            if who.pk is None:
                messages.info(request, added_words(saved(who)))
            obj.broadcaster = who
            obj.country, obj.series_id = self.country, season.series_id
            obj.season = season
            obj.save()
            if where == EVENT:
                obj.events.set([self.event])
            return
        if where != EVERYWHERE:
            part: dict[str, Any] = {"country": self.country} if where == COUNTRY else {"event": self.event}
            stored = Listing.objects.select_related("group").get(pk=obj.pk)
            try:
                own = split_off(stored, **part)
            except NothingLeftError:
                own = stored  # it is all that the listing is for
            else:
                messages.info(request, f"{own}, {covers(_with_keys(own))}, is a listing of its own now.")
            values = {each.attname: getattr(obj, each.attname) for each in Listing._meta.concrete_fields}
            for name in (*form.of_listing, "timing", "also", "checked_on"):
                setattr(own, name, values[name])
            obj.__dict__.update(own.__dict__)
        obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if change:
            keep_formers(request, form.instance, form)
        elif (last := form.instance.ends_on) and last < max(timezone.localdate(), self.event.start_date):
            when = "in the past" if last < timezone.localdate() else f"before {self.event}"
            messages.warning(request, f"Its last day, {long_date(last)}, is {when}.")
        warn_of_conflicts(request, form.instance)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self._back(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._back(request, obj)

    def _back(self, request: HttpRequest, obj: Any) -> HttpResponse:
        messages.success(request, f"{obj}: saved.")
        return HttpResponseRedirect(_matrix(self.country, self.event))


def covers(listing: Any) -> str:
    """What a listing loaded `with_keys` is for, in words, with how many countries: the Nordic countries (4), …"""
    scope = scope_words(listing.event_titles, listing.season.start_year if listing.season else None)
    exceptions = exception_words(listing.except_event_titles, listing.except_held_in_names)
    count = len(set(listing.group_nocs) - set(listing.except_nocs))
    territory = f"{listing.group} ({count} countr{'y' if count == 1 else 'ies'})" if listing.group else listing.country
    return " ".join(filter(None, [f"{territory}, {scope}", exceptions]))


def _with_keys(listing: Listing) -> Any:
    related = Listing.objects.with_keys().select_related("country", "group", "season")
    return related.get(pk=listing.pk)


def _found(season: str, noc: str, number: int) -> tuple[Country, Event]:
    """Raises Http404 for a cell that the matrix doesn't have."""
    if number > 99:
        raise Http404
    events = Event.objects.with_place().with_stream()
    event = get_object_or_404(events, season__slug=season, number=number)
    return get_object_or_404(Country.objects.places().select_related("follows"), noc=noc), event


def _place(country: Country, event: Event, found: MatrixCell) -> dict[str, Any]:
    return {
        "country": country, "event": event, "cell": found, "matrix": _matrix(country, event),
        "fans": f"{country.get_absolute_url()}?season={event.season.slug}#{event.slug}",
    }  # fmt: skip


def _matrix(country: Country, event: Event) -> str:
    """The matrix, at the cell."""
    return f"{reverse('admin:events_listing_matrix')}?season={event.season.slug}#cell-{country.noc}-{event.number}"


def _address(name: str, country: Country, event: Event, *more: int) -> str:
    return reverse(f"admin:events_listing_{name}", args=[event.season.slug, country.noc, event.number, *more])
