"""Addresses of data: the page of all of it, the archive, and files beside the pages that show the same."""

from django.urls import path

from isuwc.site.views.data import files, page

BESIDE = {
    "skaters": ("skaters", files.skaters),
    "nations": ("nations", files.nations),
    "events-table": ("events/calendar", files.events),
    "races-table": ("events/<slug:season>/races", files.races),
    "skater-results": ("skaters/<slug:slug>/results", files.results),
    "cup-points": ("standings/<slug:season>/<slug:category>/<slug:cup>/points", files.points),
}

urlpatterns = [
    path("data/", page.data, name="data"),
    path("data/isuwc-data.zip", page.archive, name="archive"),
    *(
        path(f"{address}.{kind}", view, {"kind": kind}, name=f"{name}-{kind}")
        for name, (address, view) in BESIDE.items()
        for kind in ("csv", "json")
    ),
]
