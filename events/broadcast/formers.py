"""Names and links that are replaced are kept, up to the day from which the new one holds."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    (kept,) = keep_all([(row, before)], holds_from)
    return kept


def keep_all(
    changed: Iterable[tuple[Listing | Broadcaster, Mapping[str, Any]]], holds_from: datetime.date | None
) -> list[dict[str, str]]:
    """The same of many rows, all of them listings or all broadcasters. At most three queries, however many."""
    changed = list(changed)
    if holds_from is None:
        return [{} for _ in changed]
    found = [replaced(LINKS if isinstance(row, Listing) else NAMES, before, row) for row, before in changed]
    wanted = [(row, what, was) for (row, _), own in zip(changed, found, strict=True) for what, was in own.items()]
    held = _keep(wanted, holds_from) if wanted else {}
    return [{what: held[row.pk, what] for what in own} for (row, _), own in zip(changed, found, strict=True)]


def _keep(
    replaced: Sequence[tuple[Listing | Broadcaster, str, str]], holds_from: datetime.date
) -> dict[tuple[int, str], str]:
    """What held until that day, by row and what it is."""
    is_listing = isinstance(replaced[0][0], Listing)
    model: Any = ListingWas if is_listing else BroadcasterWas
    owner = "listing_id" if is_listing else "broadcaster_id"
    stored: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for each in model.objects.filter(**{f"{owner}__in": {row.pk for row, _, _ in replaced}}):
        stored[getattr(each, owner), each.what].append(each)
    gone, new, held = [], [], {}
    for row, what, was in replaced:
        own = {each.before: each for each in stored[row.pk, what]}
        known = [Former(what, each.was, each.before) for each in own.values()]
        wanted = {each.before: each for each in followed(known, what, was, holds_from)}
        gone += [own[day].pk for day in own.keys() - wanted.keys()]
        added = sorted(wanted.keys() - own.keys())
        new += [model(**{owner: row.pk}, what=what, was=wanted[day].was, before=day) for day in added]
        held[row.pk, what] = wanted[holds_from].was
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(new)
    return held


def kept_words(kept: Mapping[str, str], holds_from: datetime.date) -> str:
    """A message: Events that are over before 1 January 2026 keep the former name, Eurosport."""
    named = " and ".join(f"the former {what}, {was}" for what, was in kept.items())
    return f"Events that are over before {long_date(holds_from)} keep {named}."
