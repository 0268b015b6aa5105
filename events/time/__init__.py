"""Clock times, moments, days and time zones of venues and visitors. Pure."""
