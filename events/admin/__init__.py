"""Calendar, programmes, broadcasters and countries in the admin. Importing the package registers its admins."""

from events.admin import countries
from events.admin.broadcast import broadcasters, links
from events.admin.calendar import next_steps, programme

__all__ = ["broadcasters", "countries", "links", "next_steps", "programme"]
