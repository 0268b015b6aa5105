"""Which listing a row of single sessions is for: by its id, or by broadcaster, territory, part and channel. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from events.broadcast.country_cells import country_code
from events.broadcast.showings.entries import ListingRef, Lookup, SessionRef
from isuwc.files.tables.tabular import Checks, Row
from isuwc.text.numbers import FIGURES

MAX_ID = 10**FIGURES - 1
DESCRIBING = (
    "broadcaster",
    "country",
    "group",
    "part",
    "channel",
)  # the columns that describe a listing without its id


@dataclass(frozen=True)
class ListingCells:
    """What a row says of its listing: the id, or a description in which an empty text fits any listing."""

    id: int | None
    broadcaster: str  # slug
    country: str
    group: str
    part: str
    channel: str

    def differences(self, listing: ListingRef) -> Mapping[str, str]:
        """What the listing has in each column in which the row says something else."""
        compared = (
            ("broadcaster", self.broadcaster, listing.broadcaster),
            ("country", self.country, listing.country),
            ("group", self.group, listing.group),
            ("part", self.part.casefold(), listing.part.strip().casefold()),
            ("channel", self.channel.casefold(), listing.channel.strip().casefold()),
        )
        return {column: getattr(listing, column) for column, cell, own in compared if cell and cell != own}


def find_listing(
    row: Row, session: SessionRef | None, is_removed: bool, lookup: Lookup, check: Checks
) -> ListingRef | None:
    """The row's listing; None, with the errors in `check`, where there is none or more than one.

    `is_removed`: the row removes the showing of its session.
    """
    own = Checks()
    cells = ListingCells(
        id=own(row.optional_number, "listing", 1, MAX_ID),
        broadcaster=own(_broadcaster, row, lookup),
        country=own(_country, row, lookup),
        group=own(row.known, "group", {"", *lookup.groups}, "a group of countries"),
        part=own(row.text, "part", 80),
        channel=own(row.text, "channel", 80),
    )
    if not row.cells["listing"]:
        if not row.cells["broadcaster"]:
            own.errors.append(row.error("broadcaster", "empty: name it, or give the id of the listing"))
        if bool(row.cells["country"]) == bool(row.cells["group"]):
            own.errors.append(row.error("country", "fill either country or group, as the listing has it"))
    check.errors += own.errors
    if own.errors:
        return None
    found: ListingRef | None
    if cells.id is not None:
        found = check(_by_id, row, cells, lookup)
    else:
        found = check(_by_description, row, cells, session, is_removed, lookup) if session else None
    return found


def _by_id(row: Row, cells: ListingCells, lookup: Lookup) -> ListingRef:
    listing = lookup.listings.get(cells.id or 0)
    if listing is None:
        raise row.error("listing", f"there is no listing {cells.id}")
    for column, own in cells.differences(listing).items():
        raise row.error(column, f"{listing.title} has {own or 'none'}, not {row.cells[column]}")
    return listing


def _by_description(row: Row, cells: ListingCells, session: SessionRef, is_removed: bool, lookup: Lookup) -> ListingRef:
    """The one listing that fits and covers the session; for a row that removes, the one that has the showing."""
    fitting = [each for each in lookup.by_broadcaster.get(cells.broadcaster, ()) if not cells.differences(each)]
    covering = [each for each in fitting if lookup.is_for(each, session)]
    if is_removed:
        covering = [each for each in covering if (each.key, session.key) in lookup.stored] or covering
    if len(covering) > 1 and row.has("part"):  # an empty cell is for all of the country before a part of it
        covering = [each for each in covering if bool(each.part) == bool(cells.part)] or covering
    if len(covering) == 1:
        return covering[0]
    ids = ", ".join(str(each.key) for each in sorted(covering or fitting, key=lambda each: each.key))
    if not fitting:
        description = " ".join(filter(None, (row.cells[column] for column in DESCRIBING)))
        raise row.error("broadcaster", f"there is no listing of {description}")
    if not covering:
        raise row.error("session", f"0 of {len(fitting)} such listings ({ids}) cover {session.title}")
    how = "name the part, or give" if len({each.part for each in covering}) > 1 else "give"
    raise row.error("listing", f"{len(covering)} such listings cover {session.title}: {how} one of the ids {ids}")


def _broadcaster(row: Row, lookup: Lookup) -> str:
    name = row.cells["broadcaster"]
    if name and name.casefold() not in lookup.broadcasters:
        raise row.error("broadcaster", f"{name!r} is not a broadcaster")
    return lookup.broadcasters[name.casefold()] if name else ""


def _country(row: Row, lookup: Lookup) -> str:
    return country_code(row, "country", lookup.countries) if row.cells["country"] else ""
