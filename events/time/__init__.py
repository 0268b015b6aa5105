"""Clock times, moments, days and time zones of venues and visitors. Pure.

`clocks.moment` turns a clock time into a moment, `moments.Moment` is a time as pages print it, `dates` has days in
words, `zones.of_country` a country's time zones.
"""
