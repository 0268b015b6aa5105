from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("events/", views.index, name="index"),
    path("events/calendar.ics", views.all_calendar, name="calendar"),
    path("events/<slug:season>/", views.season, name="season"),
    path("events/<slug:season>/calendar.ics", views.season_calendar, name="season_calendar"),
    path("events/<slug:season>/<slug:event>/calendar.ics", views.event_calendar, name="event_calendar"),
    path("where-to-watch/", views.where_to_watch, name="where_to_watch"),
    path("where-to-watch/<slug:noc>/", views.country, name="country"),
]
