"""Names and links that are replaced are kept, up to the day from which the new one holds."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from events.coverage import Former
from events.coverage.formers import followed
from events.models import Broadcaster, BroadcasterWas, Listing, ListingWas
from events.models.listing import LINKS
from events.time.dates import long_date

NAMES = ("name", "website")  # of a broadcaster


def replaced(whats: Iterable[str], before: Mapping[str, Any], row: Listing | Broadcaster) -> dict[str, str]:
    """What had another value before, with that value. What was empty is added to, not replaced."""
    return {what: before[what] for what in whats if before.get(what) and before[what] != getattr(row, what)}


def keep(row: Listing | Broadcaster, before: Mapping[str, Any], holds_from: datetime.date | None) -> dict[str, str]:
    """Keep the former values of a row that has its new ones; `before` has those by field. Returns what held until then.

    That is what was there before the day's first change, if it had several. Without a day nothing is kept: a correction
    holds for finished events, too.
    """
    found = replaced(LINKS if isinstance(row, Listing) else NAMES, before, row)
    if holds_from is None:
        return {}
    return {what: _keep(row, what, was, holds_from) for what, was in found.items()}


def _keep(row: Listing | Broadcaster, what: str, was: str, holds_from: datetime.date) -> str:
    model: Any = ListingWas if isinstance(row, Listing) else BroadcasterWas
    of_row = {"listing_id" if isinstance(row, Listing) else "broadcaster_id": row.pk, "what": what}
    stored = {each.before: each for each in model.objects.filter(**of_row)}
    known = [Former(what, each.was, each.before) for each in stored.values()]
    wanted = {each.before: each for each in followed(known, what, was, holds_from)}
    for day in stored.keys() - wanted.keys():
        stored[day].delete()
    for day in wanted.keys() - stored.keys():
        model.objects.create(**of_row, was=wanted[day].was, before=day)
    return wanted[holds_from].was


def kept_words(kept: Mapping[str, str], holds_from: datetime.date) -> str:
    """A message: Events that are over before 1 January 2026 keep the former name, Eurosport."""
    named = " and ".join(f"the former {what}, {was}" for what, was in kept.items())
    return f"Events that are over before {long_date(holds_from)} keep {named}."
