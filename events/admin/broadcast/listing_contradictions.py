"""Warns whoever saves a listing that contradicts others. The listing is saved all the same."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from events.broadcast.answers.rights import rights_of
from events.coverage import Conflict, conflicts
from events.models import Country, Event, Listing

MAX_NAMED = 5  # conflicts that get a message of their own


def conflicts_of(listings: Sequence[Listing]) -> list[Conflict]:
    """The conflicts of saved listings with others, for any event that they may be for. Six queries.

    The listings are of one series and season.
    """
    first = listings[0]
    of_series = Event.objects.filter(season__series=first.series_id).with_place().with_stream()
    events = list(of_series.filter(season=first.season_id) if first.season_id else of_series)
    rights = rights_of(Listing.objects.concerning(events)) if events else []
    facts = [event.facts for event in events]
    found: dict[tuple[int, int], Conflict] = {}
    for own in (right for right in rights if right.key in {each.pk for each in listings}):
        shared = [right for right in rights if right.nocs & own.nocs]
        found |= {each.keys: each for each in conflicts(facts, shared, involving=own.key)}
    return list(found.values())


def warn_of_conflicts(request: HttpRequest, *listings: Listing) -> None:
    found = conflicts_of(listings)
    keys = {each.pk for each in listings}
    names = dict(Country.objects.values_list("noc", "name")) if found else {}
    for conflict in found[:MAX_NAMED]:
        other = conflict.second if conflict.first.key in keys else conflict.first
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
        what = "It contradicts" if len(listings) == 1 else "They contradict"
        messages.warning(request, f"{what} {len(found) - MAX_NAMED} more listings. The broadcast desk lists them all.")
