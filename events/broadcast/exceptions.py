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
    if not wrong:
        return ""
    return (
        "Only a listing for a group of countries can have exceptions, and one for a country its territories: "
        f"{', '.join(wrong)} has not the answer of {country.name_in_text}."
    )
