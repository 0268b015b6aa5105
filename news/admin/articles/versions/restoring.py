"""The page on which an earlier version, or an edition, becomes the newest version."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from isuwc.newsroom.pages import admin_page
from isuwc.newsroom.rights import NoRightError
from isuwc.submissions.two_people.words import at
from isuwc.text.numbers import whole_number
from news.admin.articles.versions.comparing import compared
from news.admin.articles.versions.states import State, state
from news.editions.approval import LAPSED
from news.editions.snapshot import content_of
from news.editions.versions.restoring.restore import ChangedMeanwhileError, Planned, plan, restore
from news.models import Article


def restore_page(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """What would change and what can't come back; a second step restores it. For whoever may change the article."""
    article = get_object_or_404(Article.objects.select_related("changed_by", "event__season", "season", "hero"), pk=pk)
    if not admin.has_change_permission(request, article):
        raise NoRightError("news.change_article")
    chosen = state(article, request.POST.get("version") or request.GET.get("version", ""))
    if chosen is None or chosen.row is article:
        raise Http404("This article has no such version.")
    refusal = ""
    if request.method == "POST":
        try:
            seen = whole_number(request.POST.get("seen", "")) or 0
            planned = restore(article, chosen.content, request.user, seen)  # type: ignore[arg-type] # who is signed in
        except ChangedMeanwhileError:
            article.refresh_from_db()
            who = article.changed_by or "somebody else"
            refusal = (
                f"Nothing was restored: {who} saved this article at {at(article.changed_at)}. This is what differs now."
            )
        else:
            return _done(admin, request, article, chosen, planned)
    planned = plan(article, chosen.content)
    context: dict[str, Any] = {
        "opts": admin.opts,
        "article": article,
        "chosen": chosen,
        "losses": planned.losses,
        "refusal": refusal,
        "shown": compared(content_of(article), planned.content),
    }
    return admin_page(request, admin.admin_site, "admin/news/article/restore.html", f"Restore {chosen.name}", context)


def _done(
    admin: "ModelAdmin[Article]", request: HttpRequest, article: Article, chosen: State, planned: Planned
) -> HttpResponse:
    name = chosen.name[:1].upper() + chosen.name[1:]
    if planned.article.version == article.version:
        messages.info(request, f"{name} is what is saved already.")
    else:
        said = f"{name} is restored as version {planned.article.version}."
        admin.log_change(request, article, said)
        messages.success(
            request, " ".join([said, "What was there before is kept under “All versions”.", *planned.losses])
        )
        if planned.article.state != article.state:
            messages.warning(request, LAPSED)
    return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
