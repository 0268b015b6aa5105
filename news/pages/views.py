"""The public pages of the news. They read live editions only."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isuwc.text.characters import line
from isuwc.text.numbers import whole_number
from isuwc.web.conditional import conditional
from isuwc.web.redirects import moved, respelled
from news.models import Edition
from news.models.article import Type
from news.models.edition import EditionQuerySet
from news.pages.live_blog import live_blog_of
from news.pages.metadata import news_article
from news.pages.page import article_page
from news.pages.related import related_to

PER_PAGE = 18


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """All news, newest first, or those of one type (`?type=preview`)."""
    kind = request.GET.get("type", "")
    if kind and kind not in Type.values:
        raise Http404("No such type of article.")
    editions = Edition.objects.live().with_event()
    index = reverse("news:index")
    context = {
        "page": _page(request, editions.of_type(kind) if kind else editions),
        "kind": Type(kind) if kind else None,
        "tabs": [("All", index), *((label, f"{index}?type={value}") for value, label in Type.choices)],
        "here": f"{index}?type={kind}" if kind else index,
    }
    return TemplateResponse(request, "news/list.html", context)


@require_safe
def tag(request: HttpRequest, tag: str) -> HttpResponseBase:
    """News with a hashtag. Its address is in lower case and Unicode NFC; other spellings redirect to it."""
    spelled = line(tag.lower())
    if tag != spelled != "":
        return respelled(reverse("news:tag", args=[spelled]), request.GET.urlencode())
    editions = Edition.objects.live().with_event().tagged(tag)
    newest = editions.first()
    if newest is None:
        raise Http404("No article has this hashtag.")
    written = next((hashtag for hashtag in newest.hashtags if line(hashtag.lower()) == tag), tag)
    context = {"page": _page(request, editions), "tag": written, "crumbs": [("News", reverse("news:index"))]}
    return TemplateResponse(request, "news/tag.html", context)


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


def _page(request: HttpRequest, editions: EditionQuerySet) -> "Page[Edition]":
    """The requested page of a list. Raises Http404 for a page that it doesn't have."""
    paginator = Paginator(editions, PER_PAGE)
    number = whole_number(request.GET.get("page", "1"))
    if number is None or not 1 <= number <= paginator.num_pages:
        raise Http404("No such page.")
    return paginator.page(number)
