"""The steps between an article's working copy and the public: publish, plan, move, cancel, withdraw."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from isuwc.newsroom.pages import admin_page, require
from isuwc.text.numbers import whole_number
from news.admin.articles.moments import MoveForm, PublishForm
from news.admin.articles.submission import Line, differences
from news.editions import publishing
from news.editions.checks import doubts, problems
from news.editions.publication import Publication, moment, publication_of
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.editions.snapshot import Content, content_of, digest_of
from news.models import Article, Edition, Period


def publish(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The page that publishes: the content's problems and doubts, when it goes live, what becomes of waiting editions.

    Requires the permission to publish. Raises Http404, as all views here do where there is no such article.
    """
    article = _article(pk)
    _check_may(request, "publish_article")
    content = content_of(article)
    publication = publication_of(article)
    form = PublishForm(request.POST or None, article=article, publication=publication)
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(admin, request, article, form)
        except AlreadyPublishedError as already:
            messages.info(request, str(already))
        except PublishError as error:
            # Those of the content stand above the form already.
            form.add_error(None, [problem for problem in error.problems if problem not in problems(content)])
        if form.is_valid():
            return _to_article(article)
    context = {
        "article": article,
        "content": content,
        "digest": digest_of(content),
        "form": form,
        "problems": problems(content),
        "doubts": doubts(content),
        "publication": publication,
        "changes": _changes(article, content, request.POST) if form.errors else [],
    }
    return _page(admin, request, "publish", "Publish", context)


def _carry_out(admin: "ModelAdmin[Article]", request: HttpRequest, article: Article, form: PublishForm) -> None:
    """Publish, or set the planned moment only, and say what was done. Raises PublishError."""
    at, by = form.cleaned_data["at"], request.user
    if "_plan" in request.POST:
        publishing.plan(article, at, by)  # type: ignore[arg-type]
        words = f"not before {moment(at, article.the_venue)}" if at else "no moment, so it may go live at once"
        messages.success(request, f"Nothing was published. Planned: {words}.")
        admin.log_change(request, article, f"Planned: {words}.")
        return
    begun = timezone.now()
    edition = publishing.publish(
        article,
        by,  # type: ignore[arg-type]
        at,
        seen=form.cleaned_data["version"] or 0,
        digest=form.cleaned_data["digest"],
        waiting=[n for text in request.POST.getlist("waiting") if (n := whole_number(text)) is not None],
        keep=form.cleaned_data["keep"],
    )
    said = _published(article, edition) if edition.made_at >= begun else _kept(article, edition, begun)
    admin.log_change(request, article, f"Published edition {edition.number}." if edition.made_at >= begun else said)
    messages.success(request, said)


def _kept(article: Article, edition: Edition, begun: datetime.datetime) -> str:
    """What an edition that has the content already means for those that waited until now."""
    live = edition.goes_live_at <= timezone.now()
    starts = moment(edition.goes_live_at, article.the_venue)
    said = f"Readers keep edition {edition.number}" if live else f"Edition {edition.number} goes live on {starts}"
    gone = edition.replaced_periods.filter(dropped_at__gte=begun).select_related("edition").order_by("during")
    others = [f"edition {period.edition.number} will not go live" for period in gone]
    still = [
        f"edition {period.edition.number} still goes live on {moment(period.starts, article.the_venue)}"
        for period in publication_of(article).waiting
        if period.edition_id != edition.pk
    ]
    return "; ".join([said, *others, *still]) + "."


def _published(article: Article, edition: Edition) -> str:
    """What the new edition means for readers, and for the editions that waited."""
    publication, venue = publication_of(article), article.the_venue
    if publication.live and publication.live.edition_id == edition.pk:
        said = [f"Edition {edition.number} is live: readers see it now."]
    else:
        said = [f"Edition {edition.number} will go live on {moment(edition.goes_live_at, venue)}."]
        if publication.live:
            said.append(f"Until then readers see edition {publication.live.edition.number}.")
    for period in edition.replaced_periods.select_related("edition"):
        when = moment(period.starts, venue)
        said.append(f"It replaces edition {period.edition.number}, which would have gone live on {when}.")
    for period in publication.waiting:
        if period.edition_id != edition.pk:
            said.append(f"Edition {period.edition.number} still goes live on {moment(period.starts, venue)}.")
    return " ".join(said)


def _changes(article: Article, content: Content, data: QueryDict) -> list[Line]:
    """What differs between the version that the editor saw and the one that is there now."""
    seen = data.get("version", "")
    if seen == str(article.version) or whole_number(seen) is None:
        return []
    revision = article.revisions.filter(version=seen).first()
    return differences(content, revision.content) if revision else []


def waiting(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The page of an edition that waits for its moment: move it, let it go live at once, or cancel it.

    Requires the permission to publish; `news.editions.publishing` says what an embargo requires beyond it.
    """
    article = _article(pk)
    _check_may(request, "publish_article")
    publication = publication_of(article)
    period = next((period for period in publication.waiting if period.edition.number == number), None)
    moves = "_move" in request.POST
    form = MoveForm(request.POST if moves else None, venue=article.the_venue, initial=_moment_of(period))
    errors: list[str] = []
    if request.method == "POST" and (not moves or form.is_valid()):
        try:
            _move_or_cancel(admin, request, article, number, form)
        except PublishError as error:
            errors = error.problems
        else:
            return _to_article(article)
    context = {
        "article": article,
        "period": period,
        "number": number,
        "form": form,
        "errors": errors,
        "publication": publication,
        "may_lift": request.user.has_perm("news.lift_embargo"),
    }
    return _page(admin, request, "waiting", f"Edition {number}", context)


def _moment_of(period: Period | None) -> dict[str, Any]:
    return {"at": period.starts} if period else {}


def _move_or_cancel(
    admin: "ModelAdmin[Article]", request: HttpRequest, article: Article, number: int, form: MoveForm
) -> None:
    """Do what the button that was pressed says, and tell what was done. Raises PublishError."""
    by, venue = request.user, article.the_venue
    if "_cancel" in request.POST:
        period = publishing.cancel(article, number, by)  # type: ignore[arg-type]
        said = f"Edition {number} is cancelled: it will not go live on {moment(period.starts, venue)}."
        said += (
            f" Its words stay under embargo until {moment(article.not_before, venue)}." if article.not_before else ""
        )
    elif "_now" in request.POST:
        publishing.move(article, number, None, by)  # type: ignore[arg-type]
        said = f"Edition {number} is live: readers see it now."
    elif "_move" in request.POST:
        period = publishing.move(article, number, form.cleaned_data["at"], by)  # type: ignore[arg-type]
        said = f"Edition {number} now goes live on {moment(period.starts, venue)}."
    else:
        return
    others = [f"Readers see edition {p.edition.number}." for p in [publication_of(article).live] if p]
    admin.log_change(request, article, said)
    messages.success(request, " ".join([said, *(others if "_now" not in request.POST else [])]))


def withdraw(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the article from readers, with all editions that wait, after asking. Requires its own permission."""
    article = _article(pk)
    _check_may(request, "withdraw_article")
    publication = publication_of(article)
    if request.method == "POST":
        gone = publishing.withdraw(article, request.user)  # type: ignore[arg-type]
        said = _withdrawn(publication) if gone else "Nothing of it was in public, and nothing waited."
        admin.log_change(request, article, said)
        messages.success(request, said)
        return _to_article(article)
    return _page(admin, request, "withdraw", "Withdraw", {"article": article, "publication": publication})


def _withdrawn(publication: Publication) -> str:
    said = ["The article is withdrawn."]
    if publication.live:
        said.append("Its addresses now say that it was withdrawn.")
    said += [f"Edition {period.edition.number} will not go live." for period in publication.waiting]
    return " ".join(said)


def _check_may(request: HttpRequest, permission: str) -> None:
    require(request, f"news.{permission}")


def _article(pk: int) -> Article:
    articles = Article.objects.select_related("event__venue", "event__season", "season", "venue", "hero")
    return get_object_or_404(articles, pk=pk)


def _to_article(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))


def _page(
    admin: "ModelAdmin[Article]", request: HttpRequest, name: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    template = f"admin/news/article/{name}.html"
    return admin_page(request, admin.admin_site, template, title, {"opts": admin.opts, **context})
