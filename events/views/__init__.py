"""Public pages of calendar and broadcasting (`pages`), and calendars to subscribe to (`calendars`)."""
