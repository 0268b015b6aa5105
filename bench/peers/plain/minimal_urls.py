"""The page of `minimal`."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path
from django.utils import timezone

from news.models import Edition
from standings.models import Result

PAGE = Engine().from_string("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ edition.title }}</title></head><body>
<h1>{{ edition.title }}</h1><p>{{ edition.lead }}</p>
{% if edition.event %}<p>{{ edition.event.venue.name }}</p>{% endif %}
{% if edition.hero %}
  <img src="/media/photos/{{ edition.hero.digest }}-1280.jpg" alt="{{ edition.hero.alt }}">
{% endif %}
{% for block in blocks %}
  {# Cleaned when it was saved #}
  {% if block.kind == "text" %}{{ block.text|safe }}{% endif %}
  {% if block.kind == "quote" %}<blockquote>{{ block.text }}</blockquote>{% endif %}
  {% if block.kind == "photo" %}<img src="/media/photos/{{ block.digest }}-1280.jpg" alt="{{ block.alt }}">{% endif %}
  {% if block.results %}<table>{% for result in block.results %}
    <tr><td>{{ result.rank }}</td><td>{{ result.competitor.name }}</td><td>{{ result.hundredths }}</td></tr>
  {% endfor %}</table>{% endif %}
{% endfor %}</body></html>""")


def article(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    live = Edition.objects.filter(periods__during__contains=timezone.now(), periods__dropped_at=None)
    edition = live.select_related("event__venue").get(slug=slug)
    blocks = [{**block, "results": None} for block in edition.body]
    races = [block["race"] for block in blocks if block["kind"] == "result"]
    results = Result.objects.filter(race__in=races, rank__lte=10).select_related("competitor").order_by("rank")
    rows = list(results) if races else []
    for block in blocks:
        block["results"] = [row for row in rows if row.race_id == block.get("race")]
    return HttpResponse(PAGE.render(Context({"edition": edition, "blocks": blocks})))


urlpatterns = [path("news/<int:year>/<slug:slug>/", article)]
