"""Every version of an article: who saved it when, what changed, and which edition was made of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from isuwc.newsroom.pages import admin_page, require_view
from news.admin.articles.versions.states import NOW, newest
from news.editions.publication import fate
from news.editions.versions.comparing.compare import compare
from news.editions.versions.comparing.summary import in_short
from news.models import Article, Edition, Period, Revision

PER_PAGE = 40


@dataclass(frozen=True)
class Line:
    """`earlier` is the version before it, of which `changed` says in a few words what became of it."""

    revision: Revision
    earlier: Revision | None
    changed: str
    editions: list[Edition]


def versions(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The versions that were saved and the editions that readers saw, to be read, compared and restored."""
    article = get_object_or_404(Article, pk=pk)
    require_view(admin, request, article)
    now = timezone.now()
    periods: dict[int, list[Period]] = {}
    for period in article.periods.with_people().order_by("pk"):
        periods.setdefault(period.edition_id, []).append(period)
    editions = list(article.editions.select_related("made_by").defer("body", "words", "hero", "trailing"))
    page = Paginator(article.revisions.select_related("made_by"), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "opts": admin.opts,
        "article": article,
        "lines": list(_lines(article, list(page.object_list), editions)),
        "page": page,
        "editions": [(edition, [fate(period, now) for period in periods.get(edition.pk, [])]) for edition in editions],
        "now": f"v{article.version}" if newest(article) else NOW,
        "may_change": admin.has_change_permission(request, article),
    }
    return admin_page(request, admin.admin_site, "admin/news/article/versions.html", "Versions", context)


def _lines(article: Article, revisions: list[Revision], editions: list[Edition]) -> Iterator[Line]:
    made_of: dict[int, list[Edition]] = {}
    for edition in editions:
        made_of.setdefault(edition.version, []).append(edition)
    oldest = revisions[-1].version if revisions else 0
    before_all = article.revisions.filter(version__lt=oldest).first()
    for revision, earlier in zip(revisions, [*revisions[1:], before_all], strict=False):
        changed = in_short(compare(earlier.content, revision.content, {})) if earlier else "The first version"
        yield Line(revision, earlier, changed or "Nothing that a version keeps", made_of.get(revision.version, []))
