"""By whose clocks a table's times are read, said where the broadcaster's own show another time. Pure."""

import zoneinfo
from collections.abc import Iterable, Mapping

from events import coverage
from events.broadcast.showings.entries import Pair
from events.broadcast.showings.rows import ReadRow


def clock_remarks(rows: Iterable[ReadRow], stored: Mapping[Pair, coverage.Showing]) -> list[str]:
    """One for each broadcaster and zone of a venue, of the rows that bring another start than is stored."""
    found: dict[tuple[str, str], str] = {}
    for each in rows:
        listing, zone, before = each.listing, each.session.zone, stored.get(each.pair)
        at = each.proposed.starts_at if each.proposed else None
        if not at or not listing.zone or (before and before.starts_at == at):
            continue
        here, there = at.astimezone(zone), at.astimezone(zoneinfo.ZoneInfo(listing.zone))
        if here.utcoffset() != there.utcoffset():
            found.setdefault(
                (listing.broadcaster, zone.key),
                f"Times are read by the clocks at the venue ({zone.key}). {listing.name} writes its times in "
                f"{listing.zone}: the {here:%H:%M} of row {each.row.number} would be {there:%H:%M} there.",
            )
    return list(found.values())
