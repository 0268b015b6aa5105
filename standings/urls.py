from django.urls import path

from standings import views

app_name = "standings"

urlpatterns = [
    path("standings/", views.index, name="index"),
    path("standings/<slug:season>/", views.season_detail, name="season"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>/", views.cup_detail, name="cup"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>.csv", views.cup_csv, name="cup-csv"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>.json", views.cup_json, name="cup-json"),
    path("skaters/", views.skater_list, name="skaters"),
    path("skaters/<slug:slug>/", views.skater_detail, name="skater"),
    path("events/<slug:season>/<slug:event>/<slug:race>/", views.race_detail, name="race"),
]
