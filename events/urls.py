"""Public addresses of calendar and broadcasting, under the site's root."""

from django.urls import path

from events.views import calendars, pages

app_name = "events"
urlpatterns = [
    path("events/", pages.index, name="index"),
    path("events/calendar.ics", calendars.all_calendar, name="calendar"),
    path("events/<slug:season>/", pages.season, name="season"),
    path("events/<slug:season>/calendar.ics", calendars.season_calendar, name="season_calendar"),
    path("events/<slug:season>/<slug:event>/calendar.ics", calendars.event_calendar, name="event_calendar"),
    path("where-to-watch/", pages.where_to_watch, name="where_to_watch"),
    path("where-to-watch/countries.json", pages.countries, name="countries"),
    path("where-to-watch/<slug:noc>/calendar.ics", calendars.country_calendar, name="country_calendar"),
    path("where-to-watch/<slug:noc>.json", pages.country_json, name="country_json"),
    path("where-to-watch/<slug:noc>/", pages.country, name="country"),
]
