"""The page of all data, and the whole data set as one file."""

from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Event, Race, Season
from isuwc.clock.shown import shown_at
from isuwc.site.views.data.archive import TABLES, name_of, write_archive
from isuwc.site.views.data.columns import columns
from isuwc.web.open_data import open_data
from isuwc.web.schema_org import whole_address
from standings.models import Competitor, Cup

IN_MEMORY = 8_000_000  # bytes of the archive; a larger one is made on disk
making = Lock()  # whoever goes past the kept pages waits for the one before, and keeps one thread busy, not all


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Every kind of file with an example that is there. Six queries."""
    races = Race.objects.with_result().select_related("event__season")
    context = {
        "crumbs": [("About the series", reverse("about")), ("This site", reverse("about-site"))],
        "archive": name_of(shown_at()),
        "tables": [(table, columns(table.shape)) for table in TABLES],
        "season": Season.objects.first(),
        "event": Event.objects.select_related("season").nearest(),
        "race": races.order_by("-event__start_date", "-number").first(),
        "cup": Cup.objects.newest_first().first(),
        "skater": Competitor.objects.skaters().filter(results__isnull=False).order_by("slug").first(),
    }
    return TemplateResponse(request, "data/data.html", {**context, "structured_data": structured_data()})


def structured_data() -> dict[str, Any]:
    """The data set as schema.org and search engines for data sets know one."""
    return {
        "@type": "Dataset",
        "name": "ISU World Cup Speed Skating: results, standings and calendar",
        "description": "Seasons, events, races, results, standings, skaters and nations of the ISU World Cup Speed "
        "Skating as tables, with how much of each is known.",
        "url": whole_address(reverse("data")),
        "isAccessibleForFree": True,
        "keywords": ["speed skating", "World Cup", "results", "standings"],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": whole_address(reverse(name))}
            for name, kind in (("archive", "application/zip"), ("api:openapi", "application/json"))
        ],
    }


@open_data
@require_safe
def archive(request: HttpRequest) -> FileResponse:
    at = shown_at()
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    with making:
        write_archive(file, at)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name_of(at)}.zip", content_type="application/zip")
