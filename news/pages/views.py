"""The public pages of the news. They read live editions only."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.time.dates import month_and_year
from isuwc.text.characters import line
from isuwc.text.numbers import whole_number
from isuwc.web.conditional import conditional
from isuwc.web.redirects import moved, respelled
from isuwc.web.schema_org import item_list
from news.models import Edition
from news.models.article import Type
from news.models.edition import EditionQuerySet
from news.pages.listing import page_of, place_of_page
from news.pages.live_blog import live_blog_of
from news.pages.metadata import news_article
from news.pages.page import article_page
from news.pages.related import related_to


@require_safe
def article_list(request: HttpRequest) -> HttpResponseBase:
    """All news, newest first, or those of one type (`?type=preview`). Tabs lead to the types that there are."""
    kind = request.GET.get("type", "")
    if kind and kind not in Type.values:
        raise Http404("No such type of article.")
    editions = Edition.objects.live().with_event().without_text()
    index, there = reverse("news:index"), Edition.objects.live().years_and_types()
    types = {kind, *(type for _, type in there)}
    tabs = [(label, f"{index}?type={value}") for value, label in Type.choices if value in types]
    context = {
        "kind": Type(kind) if kind else None,
        "tabs": [("All", index), *tabs],
        "here": f"{index}?type={kind}" if kind else index,
        "years": _years(there),
    }
    return _listed(request, editions.of_type(kind) if kind else editions, "news/list.html", context)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponseBase:
    """News of a year, newest first, or of one of its months (`?month=11`), in UTC as in the addresses of stories."""
    of_year = Edition.objects.live().in_year(year)
    months = of_year.months()
    if not months:
        raise Http404("No story of that year.")
    month = whole_number(request.GET.get("month") or "0")
    if month is None or (month and month not in months):
        raise Http404("No story of that month.")
    editions = of_year.in_month(year, month) if month else of_year
    here = reverse("news:year", args=[year])
    named = {each: month_and_year(datetime.date(year, each, 1)) for each in months}
    context = {
        "of": named[month] if month else year,
        "tabs": [(f"All of {year}", here), *((named[each].split()[0], f"{here}?month={each}") for each in months)],
        "here": f"{here}?month={month}" if month else here,
        "crumbs": [("News", reverse("news:index"))],
        "years": _years(Edition.objects.live().years_and_types()),
    }
    return _listed(request, editions.with_event().without_text(), "news/year.html", context)


def _years(there: set[tuple[int, str]]) -> list[int]:
    """The latest first."""
    return sorted({year for year, _ in there}, reverse=True)


@require_safe
def tag(request: HttpRequest, tag: str) -> HttpResponseBase:
    """News with a hashtag. Its address is in lower case and Unicode NFC; other spellings redirect to it."""
    spelled = line(tag.lower())
    if tag != spelled != "":
        return respelled(reverse("news:tag", args=[spelled]), request.GET.urlencode())
    editions = Edition.objects.live().with_event().without_text().tagged(tag)
    newest = editions.first()
    if newest is None:
        raise Http404("No article has this hashtag.")
    written = next((hashtag for hashtag in newest.hashtags if line(hashtag.lower()) == tag), tag)
    context = {"tag": written, "crumbs": [("News", reverse("news:index"))]}
    return _listed(request, editions, "news/tag.html", context)


@require_safe
def article(request: HttpRequest, year: int, slug: str) -> HttpResponseBase:
    """An article. An earlier address of it redirects to the current one; that of a withdrawn one answers 410."""
    edition = Edition.objects.live().with_event().with_corrections().at_address(year, slug).first()
    if edition is None:
        return _moved(request, year, slug)
    blog = live_blog_of(edition, _start(request))
    context = {
        "page": article_page(edition),
        "edition": edition,
        "blog": blog,
        "corrections": edition.corrections,
        "related": related_to(edition),
        "structured_data": news_article(edition, blog),
    }
    return TemplateResponse(request, "news/article.html", context)


@require_safe
@conditional
def live_entries(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The newest entries of a live blog alone, for its page, which asks again and again: 304 where nothing changed.

    Raises Http404 once the story is no longer live at that address.
    """
    edition = get_object_or_404(Edition.objects.live().with_event().at_address(year, slug).filter(live_blog=True)[:1])
    # Rendered here, since what it holds decides whether it is sent
    response = TemplateResponse(request, "news/_live_entries.html", {"blog": live_blog_of(edition)}).render()
    response["X-Robots-Tag"] = "noindex"
    return response


def _start(request: HttpRequest) -> int | None:
    """The entry from which a live blog is asked for (`?from=12`). Raises Http404 for what is no key."""
    if (asked := request.GET.get("from")) is None:
        return None
    key = whole_number(asked)
    if key is None or key >= 2**63:
        raise Http404("No such entry.")
    return key


def _moved(request: HttpRequest, year: int, slug: str) -> HttpResponseBase:
    """Of an address at which readers once found a story: on to where it is now, or that it was withdrawn (410)."""
    once = get_object_or_404(Edition.objects.once_live().with_event().at_address(year, slug).order_by("-number")[:1])
    now = Edition.objects.live().filter(article=once.article_id).first()
    return moved(now) if now else TemplateResponse(request, "news/withdrawn.html", {"event": once.event}, status=410)


def _listed(
    request: HttpRequest, editions: EditionQuerySet, template: str, context: dict[str, Any]
) -> HttpResponseBase:
    """The page of a list that is asked for (`?before=`), or the way to it from its number of before (`?page=2`).

    Raises Http404 for a page that there isn't.
    """
    number = request.GET.get("page")
    if number is None:
        page = page_of(editions, request.GET.get("before", ""))
        listed = item_list("News", [(each.title, each.get_absolute_url()) for each in page.editions])
        context |= {"page": page, "structured_data": listed if page.editions else None}
        return TemplateResponse(request, template, context)
    place = place_of_page(editions, number)
    query = request.GET.copy()
    del query["page"]
    query.pop("before", None)
    if place:
        query["before"] = str(place)
    # Not for ever: what stands there moves on with each story
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)
