"""Which countries and territories a listing can leave out."""

from collections.abc import Iterable

from events.models import Country, CountryGroup


def misplaced(excepted: Iterable[Country], country: Country | None, group: CountryGroup | None) -> str:
    """Why these can't be left out, in words; empty where they can.

    Of a group any country can be, of a country the territories that have its answer.
    """
    if group or country is None:
        return "" if group or not list(excepted) else "Choose a country or a group of countries first."
    wrong = [each.name for each in excepted if each.follows_id != country.pk]
    where = (
        f"Only a listing for a group can leave out countries; one for {country.name_in_text}, territories that have its"
    )
    return f"{where} answer. Not so: {', '.join(wrong)}." if wrong else ""
