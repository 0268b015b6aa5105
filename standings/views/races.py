from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from events.models import Race
from standings.bests import bests_of
from standings.models import CupScale
from standings.rounds import round_key


def race_detail(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    races = Race.objects.with_event().filter(event__season__slug=season, event__slug=event)
    programme = list(races.order_by("number"))
    position = next((at for at, each in enumerate(programme) if each.slug == race), None)
    if position is None:
        raise Http404(f"No race {race} at {event}.")
    chosen = programme[position]
    results = list(chosen.results.with_competitor().with_winning_time().prefetch_related("scores"))
    bests = bests_of(chosen, results)
    rule = CupScale.objects.for_race(chosen).select_related("cup__season", "scale").first()
    context = {
        "crumbs": [
            ("Events", reverse("events:index")),
            (chosen.event.season.name, chosen.event.season.get_absolute_url()),
            (chosen.event.title, chosen.event.get_absolute_url()),
        ],
        "race": chosen,
        "lines": [
            (result, next(iter(result.scores.all()), None), bests.get(result.competitor_id)) for result in results
        ],
        "podium": [result for result in results if result.is_podium],
        "has_bests": any(each.marks for each in bests.values()),
        "changed": chosen.sheet_imports.applied().values_list("decided_at", flat=True).first(),
        "rule": rule,
        "parts": sorted(
            (each for each in programme if round_key(each) == round_key(chosen)),
            key=lambda each: (each.division, each.phase),
        ),
        "previous": programme[position - 1] if position else None,
        "next": programme[position + 1] if position + 1 < len(programme) else None,
    }
    return render(request, "standings/race_detail.html", context)
