"""The moment that public pages show: now, or another one for staff and demos. Pure, and without a database.

Code that reads for public pages asks `shown.shown_at` instead of Django's clock; `shown.showing` sets another moment
for one request, as `isuwc.site.middleware.clock` does. `words` reads a moment that somebody wrote. Whatever writes, and
the whole newsroom, goes by the real time and has no use for this room.
"""
