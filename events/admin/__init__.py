"""What staff keep of calendar, programme and broadcasting."""

from events.admin import countries
from events.admin.broadcast import broadcasters
from events.admin.calendar import programme

__all__ = ["broadcasters", "countries", "programme"]
