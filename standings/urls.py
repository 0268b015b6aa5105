"""Public addresses of standings, skaters and nations."""

from django.urls import path

from standings.views import champions, cups, head_to_head, nations, race_files, races, skaters, starts

app_name = "standings"

urlpatterns = [
    path("champions/", champions.champions, name="champions"),
    path("standings/", cups.index, name="index"),
    path("standings/<slug:season>/", cups.season_detail, name="season"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>/", cups.cup_detail, name="cup"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>.csv", cups.cup_csv, name="cup-csv"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>.json", cups.cup_json, name="cup-json"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>.txt", cups.cup_txt, name="cup-txt"),
    path("skaters/", skaters.skater_list, name="skaters"),
    path("skaters/<slug:slug>/against/", head_to_head.choose, name="against"),
    path("skaters/<slug:slug>/against/<slug:other>/", head_to_head.head_to_head_detail, name="head-to-head"),
    path("nations/", nations.nation_list, name="nations"),
    path("nations/<slug:noc>/", nations.nation_detail, name="nation"),
    path("events/<slug:season>/<slug:event>/<slug:race>/", races.race_detail, name="race"),
    path("events/<slug:season>/<slug:event>/<slug:race>/result.csv", race_files.result_csv, name="result-csv"),
    path("events/<slug:season>/<slug:event>/<slug:race>/result.json", race_files.result_json, name="result-json"),
    path("events/<slug:season>/<slug:event>/<slug:race>/result.txt", race_files.result_txt, name="result-txt"),
    path("events/<slug:season>/<slug:event>/<slug:race>/start-list.csv", starts.start_list_csv, name="start-list-csv"),
    path(
        "events/<slug:season>/<slug:event>/<slug:race>/start-list.json", starts.start_list_json, name="start-list-json"
    ),
]
