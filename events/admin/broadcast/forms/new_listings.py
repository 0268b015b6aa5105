"""The form that takes what a broadcaster's mail says: one broadcaster, and a listing for each of its territories."""

from typing import Any, cast

from django import forms

from events.admin.broadcast.forms.fields import ListingFields, season_now
from events.admin.broadcast.forms.named_broadcaster import BroadcasterField, saved
from events.admin.broadcast.forms.stored_listing import typed_right
from events.broadcast.mail.event_words import NamedEvent, read_events
from events.models import Broadcaster, CountryGroup, Listing
from events.naming.territories import Territory, read_territories


class NewListingsForm(ListingFields):
    """`territories` and `new_broadcaster` are what was read; the instance is the listing for the first territory."""

    may_add_broadcaster = False  # whoever fills it in

    who = BroadcasterField(autofocus=True)
    where = forms.CharField(
        label="Territories",
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Countries and country groups by any name or code; a part of a country in brackets: "
        "Germany, Austria, Switzerland (German-speaking part).",
    )
    events_typed = forms.CharField(
        label="or typed",
        required=False,
        widget=forms.TextInput(attrs={"size": 24}),
        help_text="World Cup 2 to 4. Neither ticked nor typed: all events of the season.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"season": season_now(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        cast("BroadcasterField", self.fields["who"]).let_add(self.may_add_broadcaster)
        self.territories: list[Territory] = []
        self.new_broadcaster = ""

    def clean_who(self) -> Broadcaster:
        found: Broadcaster = self.cleaned_data["who"]
        self.new_broadcaster = "" if found.pk else found.name
        if found.pk:
            self.instance.broadcaster = found
        return found

    def clean_where(self) -> str:
        text: str = self.cleaned_data["where"]
        understood = read_territories(text, CountryGroup.objects.all().meanings())
        if understood.errors:
            raise forms.ValidationError(list(understood.errors))
        if not understood.territories:
            raise forms.ValidationError("Name at least one country or group of countries.")
        self.territories = list(understood.territories)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._read_events(cleaned)
        self.check_events(cleaned)
        if cleaned.get("except_countries") and not any(each.place.group for each in self.territories):
            self.add_error("except_countries", "Only a listing for a group of countries can have exceptions.")
        self.instance.typed = typed_right(cleaned)  # what its sessions are checked against
        self.instance.is_timing_new = True
        return cleaned

    def _read_events(self, cleaned: dict[str, Any]) -> None:
        """Those ticked and those typed."""
        season, typed = cleaned.get("season"), cleaned.get("events_typed", "")
        if not typed or "season" in self.errors:
            return
        if season is None:
            self.add_error("events_typed", "Choose the season of these events.")
            return
        of_season = season.events.with_place().order_by("start_date", "number")
        named = [NamedEvent(each.pk, each.number, each.venue.city, each.is_final) for each in of_season]
        try:
            keys = {each.pk for each in cleaned.get("events") or ()} | set(read_events(typed, named))
        except ValueError as error:
            self.add_error("events_typed", str(error))
        else:
            cleaned["events"] = [each for each in of_season if each.pk in keys]


class NewListings:
    """The listings that a form makes, one for each of its territories, and the broadcaster if it is a new one."""

    def __init__(self, form: NewListingsForm) -> None:
        self.form = form
        self.except_countries = form.cleaned_data.get("except_countries") or ()
        self.made: list[Listing] = []

    def save_first(self, listing: Listing) -> None:
        listing.broadcaster = saved(self.form.cleaned_data["who"])
        _place(listing, self.form.territories[0])
        listing.save()
        if not listing.group_id:
            self.form.cleaned_data["except_countries"] = []
        self.made = [listing]

    def save_others(self) -> None:
        """After what belongs to the first was saved."""
        first, cleaned = self.made[0], self.form.cleaned_data
        showings = list(first.showings.order_by("session"))
        for territory in self.form.territories[1:]:
            listing = Listing.objects.get(pk=first.pk)
            listing.pk, listing._state.adding = None, True
            _place(listing, territory)
            listing.save()
            for field in ("events", "except_events", "except_held_in"):
                getattr(listing, field).set(cleaned.get(field) or ())
            if listing.group_id:
                listing.except_countries.set(self.except_countries)
            for showing in showings:
                showing.pk, showing._state.adding, showing.listing = None, True, listing
                showing.save()
            self.made.append(listing)


def _place(listing: Listing, territory: Territory) -> None:
    place = territory.place
    listing.country_id, listing.group_id, listing.part = place.noc or None, place.group, territory.part
