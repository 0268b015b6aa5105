"""Calendar, programmes, broadcasters and countries in the admin. Importing the package registers its admins."""

from events.admin import countries
from events.admin.broadcast import broadcasters
from events.admin.calendar import next_steps, programme

__all__ = ["broadcasters", "countries", "next_steps", "programme"]
