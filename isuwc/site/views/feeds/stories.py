"""Stories by what they are about."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isuwc.database.plain_words import whole_name
from isuwc.site.views.feeds.about import answer, event_at, nation_or_way, skater_or_way
from isuwc.text.characters import line
from isuwc.web.conditional import conditional
from isuwc.web.redirects import respelled
from news.models import Edition, newest_with
from news.models.edition import EditionQuerySet
from news.pages.feeds import ENTRIES, entries
from standings.models import Competitor


@require_safe
@conditional
def of_tag(request: HttpRequest, tag: str, format: str) -> HttpResponse:
    """As `news.pages.views.tag`, whose rules of spelling it shares."""
    spelled = line(tag.lower())
    if tag != spelled != "":
        return respelled(reverse("feeds:tag", args=[spelled, format]))
    found = entries(Edition.objects.live().tagged(tag))
    if not found:
        raise Http404("No article has this hashtag.")
    title, page = f"#{tag}", reverse("news:tag", args=[tag])
    return answer("feeds:tag", [tag], format, title=title, description=f"News under #{tag}.", page=page, entries=found)


@require_safe
@conditional
def of_skater(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """Stories that name the skater, by today's name or a former one, as the skater's page lists them."""
    skater = skater_or_way("feeds:skater", slug, format)
    if isinstance(skater, HttpResponse):
        return skater
    if skater.is_team:
        raise Http404("Stories name countries, and seldom their teams.")
    description = f"News that names {skater.name}."
    found = entries(_naming(skater.every_name()))
    page = skater.get_absolute_url()
    return answer("feeds:skater", [slug], format, title=skater.name, description=description, page=page, entries=found)


@require_safe
@conditional
def of_nation(request: HttpRequest, noc: str, format: str) -> HttpResponse:
    """Stories that name one of the nation's skaters."""
    country = nation_or_way("feeds:nation", noc, format)
    if isinstance(country, HttpResponse):
        return country
    names = list(Competitor.objects.skaters().filter(country=country).order_by("pk").values_list("name", flat=True))
    description = f"News that names a skater of {country.name_in_text}."
    found = entries(_naming(names)) if names else []
    page = country.nation_address
    return answer("feeds:nation", [noc], format, title=country.name, description=description, page=page, entries=found)


@require_safe
@conditional
def of_event(request: HttpRequest, season: str, event: str, format: str) -> HttpResponse:
    chosen = event_at(season, event)
    description = f"News about {chosen}."
    found = entries(Edition.objects.live().of_event(chosen))
    page = chosen.get_absolute_url()
    return answer(
        "feeds:event", [season, event], format, title=str(chosen), description=description, page=page, entries=found
    )


def _naming(names: list[str]) -> EditionQuerySet:
    live = Edition.objects.live()
    return live.filter(pk__in=newest_with(whole_name(*names), ENTRIES, live))
