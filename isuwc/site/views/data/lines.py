"""A standing in its long form, beside the wide one that has a column for each round."""

from collections.abc import Iterator

from pydantic import Field

from isuwc.site.api.shapes import CupId, Name, Noc, RaceId, Shape, cup_id
from isuwc.site.api.tables import EntryOut, PlaceOut, place_out, published_out, race_in
from standings.pages.cups.exports import state_of
from standings.pages.cups.tables import CupTable


class StandingLine(Shape):
    """A place in a standing and what one race brought to it."""

    cup: CupId
    after_race: RaceId | None = Field(description="The last race that the standing counts.")
    state: str = Field(description="final, provisional, complete so far, within an event, or as published.")
    place: int = Field(description="In the standing.")
    skater: Name
    nation: Noc
    total: int | float | None = Field(description="In the standing.")
    gap: int | float | None = Field(description="Points behind the leader.")
    result: EntryOut | None = Field(description="Null of a published place.")


def lines_of(table: CupTable) -> Iterator[StandingLine]:
    """Without a standing that is computed here, one line for each published place."""
    cup = table.cup
    if not table.rows:
        for published in table.published:
            yield _line(cup_id(cup), None, "as published", published_out(published), None)
        return
    after = race_in(table.race, cup) if table.race else None
    for row in table.rows:
        place = place_out(row, cup)
        for entry in place.races:
            yield _line(cup_id(cup), after, state_of(table.status), place, entry)


def _line(cup: str, after: str | None, state: str, place: PlaceOut, entry: EntryOut | None) -> StandingLine:
    return StandingLine(
        cup=cup,
        after_race=after,
        state=state,
        place=place.place,
        skater=place.skater,
        nation=place.nation,
        total=place.total,
        gap=place.gap,
        result=entry,
    )
