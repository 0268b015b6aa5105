"""The names of seasons, and the season of a month. Pure.

A season begins on 1 July and ends on 30 June, by the rules of the ISU, and is named after both years: 2025/26, in
addresses 2025-26.
"""

FIRST_MONTH = 7


def season_name(start_year: int) -> str:
    """2025/26."""
    return f"{start_year}/{_second(start_year)}"


def season_slug(start_year: int) -> str:
    """2025-26."""
    return f"{start_year}-{_second(start_year)}"


def slug_of_name(text: str) -> str:
    """2025-26 for either 2025/26 or 2025-26."""
    return text.replace("/", "-")


def name_of_slug(slug: str) -> str:
    """2025/26 for 2025-26."""
    return slug.replace("-", "/")


def slug_of_years(first: str, second: str) -> str:
    """2025-26 for "2025" with "26" or "2026"; "" if the second year does not follow the first."""
    following = str(int(first) + 1)
    return season_slug(int(first)) if second in {following, following[2:]} else ""


def start_year_of(year: int, month: int) -> int:
    """The year in which the season of that month began."""
    return year if month >= FIRST_MONTH else year - 1


def _second(start_year: int) -> str:
    return f"{(start_year + 1) % 100:02d}"
