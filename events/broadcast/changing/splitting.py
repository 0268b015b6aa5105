"""One listing made two, so that a part of what it covers can be changed alone."""

from django.db import transaction

from events.models import Country, Event, Listing, ListingWas, Showing


class NothingLeftError(ValueError):
    """The part is all that the listing covers."""


@transaction.atomic
def split_off(listing: Listing, country: Country | None = None, event: Event | None = None) -> Listing:
    """A copy of the listing for one country of its group, or for one of its events, which the listing then excepts.

    Both keep what is on record of single sessions. Answers stay as they are. Raises NothingLeftError where the listing
    is for nothing else, now or later, and ValueError for a country or an event that it isn't for.
    """
    if (country is None) == (event is None):
        raise ValueError("A country or an event.")
    return _for_country(listing, country) if country else _for_event(listing, event)  # type: ignore[arg-type] # one of them


def _for_country(listing: Listing, country: Country) -> Listing:
    if listing.group is None:
        raise NothingLeftError(f"{listing} is for one country.")
    excepted = set(listing.except_countries.values_list("pk", flat=True))
    in_group = set(listing.group.countries.values_list("pk", flat=True))
    members = in_group - excepted
    if country.pk not in members:
        raise ValueError(f"{listing} is not for {country}.")
    if len(members) == 1:
        raise NothingLeftError(f"{listing} is for no other country.")
    made = _copy(listing)
    made.country, made.group = country, None
    made.save()
    for field in ("events", "except_events", "except_held_in"):
        getattr(made, field).set(getattr(listing, field).all())
    # What is said of its territories stays said: those that it is not for, and those that the listing goes on to name
    made.except_countries.set(Country.objects.filter(pk__in=in_group | excepted, follows=country))
    listing.except_countries.add(country)
    for showing in listing.showings.all():
        _copy_showing(showing, made)
    _copy_formers(listing, made)
    return made


def _for_event(listing: Listing, event: Event) -> Listing:
    named = set(listing.events.values_list("pk", flat=True))
    of_season = Event.objects.filter(season__series=listing.series_id)
    of_season = of_season.filter(season=listing.season_id) if listing.season_id else of_season
    held_in, excepted = set(listing.except_held_in.all()), set(listing.except_events.values_list("pk", flat=True))
    all_events = {
        each.pk
        for each in of_season.select_related("venue__country")
        if each.venue.country not in held_in and each.pk not in excepted and (not named or each.pk in named)
    }
    if event.pk not in all_events:
        raise ValueError(f"{listing} is not for {event}.")
    if named and len(all_events) == 1:  # without names it is for what the calendar gets later, too
        raise NothingLeftError(f"{listing} is for no other event.")
    made = _copy(listing)
    made.season = event.season
    made.save()
    made.events.set([event])
    made.except_countries.set(listing.except_countries.all())
    if named:
        listing.events.remove(event)
    else:
        listing.except_events.add(event)
    listing.showings.filter(session__event=event).update(listing=made)
    _copy_formers(listing, made)
    return made


def _copy(listing: Listing) -> Listing:
    values = {field.attname: getattr(listing, field.attname) for field in Listing._meta.concrete_fields}
    return Listing(**{name: value for name, value in values.items() if name != "id"})


def _copy_formers(listing: Listing, into: Listing) -> None:
    """Events that are over go on to have what they had."""
    for each in ListingWas.objects.filter(listing=listing):
        ListingWas.objects.create(listing=into, what=each.what, was=each.was, before=each.before)


def _copy_showing(showing: Showing, into: Listing) -> None:
    """The copy is as unconfirmed as the showing is: a trigger takes what is new for confirmed."""
    values = {field.attname: getattr(showing, field.attname) for field in Showing._meta.concrete_fields}
    del values["id"]
    made = Showing.objects.create(**{**values, "listing_id": into.pk})
    known = {name: value for name, value in values.items() if name.startswith("known_")}
    Showing.objects.filter(pk=made.pk).update(**known)
