"""A live blog's pages in the newsroom: post at the top, then the entries with what can be done to each."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from js_asset import Media

from isuwc.newsroom.pages import admin_page
from isuwc.text.numbers import whole_number
from news.admin.articles.live_blog.form import CorrectionForm, EntryForm
from news.admin.publishing.frame import article_of, check_may
from news.editions import live_blog as writing
from news.editions.live_blog import EntryRefusedError
from news.editions.publication import publication_of
from news.models import Article, LiveEntry

SHOWN = 50


def addresses(wrapped: Any) -> list[Any]:
    """Below an article's; `wrapped` gives a view its admin."""
    return [
        path("<int:pk>/live/", wrapped(live_page), name="news_article_live"),
        path("<int:pk>/live/<int:entry>/", wrapped(correct_page), name="news_article_live_entry"),
    ]


def live_page(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """Posts, pins, withdraws, ends: by the button that was pressed. Words that a browser kept are shown again.

    Requires the permission to publish. Raises Http404.
    """
    article = article_of(pk)
    check_may(request, writing.RIGHT)
    posts, restores = "_post" in request.POST, "_restore" in request.POST
    form = EntryForm(request.POST if posts else None, initial=_kept(request) if restores else None)
    problems: list[str] = []
    if request.method == "POST" and not restores and (not posts or form.is_valid()):
        try:
            said = _carry_out(request, article, form)
        except EntryRefusedError as error:
            problems = error.problems
        else:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    start = whole_number(request.GET.get("from", ""))
    rows = list(_entries(article, start)[: SHOWN + 1])
    context = {
        "form": form,
        "restored": restores,
        # What was typed stays in sight even where it can't be posted any more
        "writes": posts or restores or (article.live_blog and not article.live_ended_at),
        "problems": problems,
        "entries": rows[:SHOWN],
        "is_newest": start is None,
        "older": rows[SHOWN].pk if len(rows) > SHOWN else None,
    }
    return _page(admin, request, "live", "Live", article, context)


def _entries(article: Article, start: int | None) -> "QuerySet[LiveEntry]":
    """The pinned one and the newest, or those from one entry on: a mistake is found however long ago it was posted."""
    found = LiveEntry.objects.standing().filter(article=article).select_related("photo", "race", "posted_by")
    return found.order_by("-is_pinned", "-pk") if start is None else found.filter(pk__lte=min(start, 2**63 - 1))


def correct_page(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Other words for an entry. Requires the permission to publish. Raises Http404, also for one that was withdrawn,
    unless words for it are sent: those are shown again."""
    article = article_of(pk)
    check_may(request, writing.RIGHT)
    there = LiveEntry.objects.all() if request.method == "POST" else LiveEntry.objects.standing()
    rows = there.filter(article=article).select_related("photo", "race__event__season")
    found = get_object_or_404(rows.select_related("race__event__venue"), pk=_key(entry))
    restores = "_restore" in request.POST
    # A row of its own for the form, which writes into it: `found` is what readers see
    row = LiveEntry.objects.get(pk=found.pk)
    form = CorrectionForm(
        request.POST if request.method == "POST" and not restores else None,
        instance=row,
        initial=_kept(request) if restores else None,
    )
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            changed = writing.correct(found, form.words, form.cleaned_data["seen"], request.user)  # type: ignore[arg-type] # who is signed in
        except EntryRefusedError as error:
            problems = error.problems
            data: Any = form.data
            form.data = data = data.copy()
            data["seen"] = str(found.version)  # whoever sends it again has seen these words
        else:
            words = "Corrected: readers see the time beside it." if changed else "Nothing was changed."
            messages.success(request, words)
            return HttpResponseRedirect(reverse("admin:news_article_live", args=[article.pk]))
    context = {"form": form, "restored": restores, "problems": problems, "entry": found}
    return _page(admin, request, "live_entry", "Correct an entry", article, context)


def _page(
    admin: "ModelAdmin[Article]", request: HttpRequest, name: str, title: str, article: Article, own: dict[str, Any]
) -> HttpResponse:
    form: EntryForm = own["form"]
    context = {
        "opts": admin.opts,
        "article": article,
        "publication": publication_of(article),
        # The editor's import map is an inline script: it needs the page's nonce.
        "media": Media.from_media(form.media, nonce=str(request.csp_nonce)),  # type: ignore[attr-defined] # from the middleware
        **own,
    }
    return admin_page(request, admin.admin_site, f"admin/news/article/{name}.html", title, context)


def _carry_out(request: HttpRequest, article: Article, form: EntryForm) -> str:
    """Do what the button says; what was done, in words. Raises EntryRefusedError and NoRightError."""
    by: Any = request.user
    if "_post" in request.POST:
        entry = writing.post(article, form.words, by)
        is_public = (live := publication_of(article).live) and live.edition.live_blog
        at = f"{entry.posted_at:%H:%M} UTC"
        return (
            f"Posted at {at}." if is_public else f"Kept at {at}: readers see it once the story is live as a live blog."
        )
    if "_end" in request.POST:
        writing.end(article, by)
        return "The live blog has ended."
    if "_go_on" in request.POST:
        writing.go_on(article, by)
        return "The live blog goes on."
    for name, (act, said) in ACTS.items():
        if name in request.POST:
            act(_entry(request, article, name), by)
            return said
    raise EntryRefusedError(["The page is not as it was sent. Nothing was changed."])


ACTS = {
    "_pin": (writing.pin, "Pinned: it stands above all others."),
    "_unpin": (writing.unpin, "No longer pinned."),
    "_withdraw": (writing.withdraw, "Withdrawn: readers no longer see it. The history keeps its words."),
}


def _entry(request: HttpRequest, article: Article, name: str) -> LiveEntry:
    """The one that the pressed button names."""
    key = _key(whole_number(request.POST.get(name, "")) or 0)
    found = LiveEntry.objects.filter(article=article, pk=key).first()
    if found is None:
        raise EntryRefusedError(["This entry is gone. Nothing was changed."])
    return found


def _key(number: int) -> int:
    """No row has a key beyond what the database counts to."""
    return number if number < 2**63 else 0


def _kept(request: HttpRequest) -> dict[str, Any]:
    """The words that a browser kept, as a form begins with them."""
    return {name: request.POST[name] for name in ("heading", "text", "photo", "race", "seen") if name in request.POST}
