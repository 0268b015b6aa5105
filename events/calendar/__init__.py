"""The calendar of the series: events' programmes, their tables in and out, iCalendar, the seasons that are shipped.

`schedule.schedule` is a programme as pages show it, `ical.calendar` a feed, `season_lock.hold` the lock of whoever
writes a season's programme or results, `season_data.load_calendar` loads the seasons that are shipped.
"""
