"""What staff keep of calendar, programme and broadcasting."""

from events.admin import broadcast, countries, programme

__all__ = ["broadcast", "countries", "programme"]
