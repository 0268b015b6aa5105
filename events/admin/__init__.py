"""Calendar, programme, broadcasters and countries in the admin, for broadcast and results staff.

`tables` shows and applies a table that is handed in; importing the package registers every admin of it.
"""

from events.admin import countries
from events.admin.broadcast import broadcasters
from events.admin.calendar import programme

__all__ = ["broadcasters", "countries", "programme"]
