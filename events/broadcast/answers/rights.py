"""Listings as `events.coverage` takes them: territories resolved, in plain values, for there may be thousands."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from events import coverage
from events.models import BroadcasterWas, Listing, ListingWas, Showing
from events.models.links import is_dead
from events.models.listing import LINKS, ListingQuerySet
from events.naming.seasons import season_name

COLUMNS = (
    "pk", "broadcaster__name", "broadcaster__website", "country_id", "country__name", "group__name", "series_id",
    "season_id",
    "season__start_year", "starts_on", "ends_on", "channel", "platform", "link", "app_link", "programme_link",
    "is_geo_blocked", "timing", "also", "part", "competitors", "only_sessions", "access", "language",
    "is_exclusive", "source", "note", "checked_on", "is_example",
)  # fmt: skip
KEYS = (
    "group_nocs", "except_nocs", "event_keys", "event_titles", "except_event_keys", "except_event_titles",
    "except_held_in_nocs", "except_held_in_names",
)  # fmt: skip
STATES = (
    "link_is_dead",
    "app_link_is_dead",
    "programme_link_is_dead",
    "website_is_dead",
    "broadcaster_formers",
    "listing_formers",
)
PLATFORMS = dict(Listing.Platform.choices)
ACCESSES = dict(Listing.Access.choices)


def rights_of(listings: ListingQuerySet) -> list[coverage.Right]:
    """With what they do with single sessions. Two queries."""
    rows = list(listings.with_keys().annotate(**_states()).values(*COLUMNS, *KEYS, *STATES))
    showings: dict[int, list[coverage.Showing]] = defaultdict(list)
    shown = Showing.objects.filter(listing__in=listings.order_by().values("pk")).annotate(link_is_dead=is_dead("link"))
    for each in shown:
        facts = each.showing
        showings[each.listing_id].append(replace(facts, link="") if each.link_is_dead else facts)  # type: ignore[attr-defined] # annotated
    return [_right(row, tuple(showings.get(row["pk"], ()))) for row in rows]


@cache  # as in `links.is_dead`
def _states() -> dict[str, Any]:
    return {
        **{f"{name}_is_dead": is_dead(name) for name in LINKS},
        "website_is_dead": is_dead("broadcaster__website"),
        "broadcaster_formers": _formers(BroadcasterWas, broadcaster=OuterRef("broadcaster")),
        "listing_formers": _formers(ListingWas, listing=OuterRef("pk")),
    }


def _formers(model: Any, **of: OuterRef) -> ArraySubquery:
    """What was before, in the listing's own row, so that nothing more is asked for where nothing was."""
    facts = JSONObject(what="what", was="was", before="before", is_dead=is_dead("was"))
    return ArraySubquery(model.objects.filter(**of).values_list(facts))


def _right(row: Mapping[str, Any], showings: tuple[coverage.Showing, ...]) -> coverage.Right:
    """A row of those columns as `events.coverage` takes it."""
    territory = {row["country_id"]} if row["country_id"] else set(row["group_nocs"])
    except_nocs = frozenset(row["except_nocs"])  # of the group, or territories that have the answer of the country
    own_link = "" if row["link_is_dead"] else row["link"]
    website = "" if row["website_is_dead"] else row["broadcaster__website"]
    return coverage.Right(
        key=row["pk"],
        broadcaster=row["broadcaster__name"],
        nocs=frozenset(territory) - except_nocs,
        except_nocs=except_nocs,
        series=row["series_id"],
        season=row["season_id"],
        events=frozenset(row["event_keys"]),
        except_events=frozenset(row["except_event_keys"]),
        except_held_in=frozenset(row["except_held_in_nocs"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        timing=row["timing"],
        also=tuple(row["also"]),
        competitors=row["competitors"],
        part=row["part"],
        only_sessions=row["only_sessions"],
        is_exclusive=row["is_exclusive"],
        is_example=row["is_example"],
        scope=scope_words(row["event_titles"], row["season__start_year"]),
        exceptions=exception_words(row["except_event_titles"], row["except_held_in_names"]),
        group=row["group__name"] or (row["country__name"] if except_nocs else ""),
        channel=row["channel"],
        platform=PLATFORMS[row["platform"]],
        link=own_link or website,
        own_link=own_link,
        website=website,
        formers=tuple(
            coverage.Former(each["what"], each["was"], datetime.date.fromisoformat(each["before"]), each["is_dead"])
            for each in (*row["broadcaster_formers"], *row["listing_formers"])
        ),
        app_link="" if row["app_link_is_dead"] else row["app_link"],
        programme_link="" if row["programme_link_is_dead"] else row["programme_link"],
        is_geo_blocked=row["is_geo_blocked"],
        access=ACCESSES[row["access"]] if row["access"] else "",
        language=row["language"],
        source=row["source"],
        note=row["note"],
        checked_on=row["checked_on"],
        showings=showings,
    )


def scope_words(titles: Sequence[str], start_year: int | None) -> str:
    """What a listing covers: the series, the season 2025/26, World Cup 1. The titles are those of its events."""
    if titles:
        return _listed(titles)
    return f"the season {season_name(start_year)}" if start_year else "the series"


def exception_words(titles: Sequence[str], held_in: Sequence[str]) -> str:
    """Except events held in the Netherlands and World Cup 2; empty without any. The titles are those of events.

    Countries are named as in a sentence.
    """
    parts = [f"events held in {_listed(held_in)}"] if held_in else []
    parts += [_listed(titles)] if titles else []
    return f"except {' and '.join(parts)}" if parts else ""


def _listed(words: Sequence[str]) -> str:
    """World Cup 1, World Cup 2 and the World Cup Final."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
