from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isuwc.web.schema_org import item_list
from standings.scoring.champions import all_champions


@require_safe
def champions(request: HttpRequest) -> HttpResponse:
    """Who won each cup of each season, and milestones, as far as they are on record here."""
    found = all_champions()
    won = [(f"{title.cup.title} {title.cup.season}", title.cup.get_absolute_url()) for title in found.decided]
    context = {
        "champions": found,
        "crumbs": [("Standings", reverse("standings:index"))],
        "structured_data": item_list("World Cup champions", won) if won else None,
    }
    return TemplateResponse(request, "standings/champions.html", context)
