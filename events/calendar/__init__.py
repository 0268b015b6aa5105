"""The calendar of the series: events' programmes, their tables in and out, iCalendar, the seasons that are shipped."""
