"""Warns whoever saves a listing that contradicts others. The listing is saved all the same."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from events.broadcast.rights import rights_of
from events.coverage import Conflict, conflicts
from events.models import Country, Event, Listing

MAX_NAMED = 5  # conflicts that get a message of their own


def conflicts_of(listing: Listing) -> list[Conflict]:
    """The conflicts of a saved listing with others, for any event that it may be for. Six queries."""
    of_series = Event.objects.filter(season__series=listing.series_id).with_place().with_stream()
    events = list(of_series.filter(season=listing.season_id) if listing.season_id else of_series)
    rights = rights_of(Listing.objects.concerning(events)) if events else []
    own = next((right for right in rights if right.key == listing.pk), None)
    if own is None:
        return []
    shared = [right for right in rights if right.nocs & own.nocs]
    return conflicts((event.facts for event in events), shared, involving=own.key)


def warn_of_conflicts(request: HttpRequest, listing: Listing) -> None:
    found = conflicts_of(listing)
    names = dict(Country.objects.values_list("noc", "name")) if found else {}
    for conflict in found[:MAX_NAMED]:
        other = conflict.second if conflict.first.key == listing.pk else conflict.first
        where = sorted(names[noc] for noc in conflict.nocs)
        countries = ", ".join(where[:6]) + (f" and {len(where) - 6} more" if len(where) > 6 else "")
        messages.warning(
            request,
            format_html(
                '{} In {}. <a href="{}">See the other listing, no. {}</a>',
                conflict.problem,
                countries,
                reverse("admin:events_listing_change", args=[other.key]),
                other.key,
            ),
        )
    if len(found) > MAX_NAMED:
        messages.warning(
            request, f"It contradicts {len(found) - MAX_NAMED} more listings. The broadcast desk lists them all."
        )
