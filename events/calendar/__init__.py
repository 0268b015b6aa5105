"""The calendar of the series: the programmes of events and their tables, iCalendar feeds, and the shipped seasons.

`schedule.schedule` is a programme as pages show it, `ical.calendar` a feed, `season_lock.hold` the lock for writing a
season's programme or results, `season_data.load_calendar` loads the shipped seasons' events.
"""
