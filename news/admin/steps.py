"""The steps around an article's form: preview, publish, withdraw, its versions, and a sign of life."""

import datetime
import zoneinfo
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from news import publishing
from news.admin.submission import blocks_in
from news.checks import doubts, problems
from news.models import Article, Edition
from news.page import article_page
from news.publication import publication_of
from news.snapshot import Content, content_of, content_of_edition

if TYPE_CHECKING:
    from news.admin.article import ArticleAdmin


@never_cache
def pulse(request: HttpRequest) -> JsonResponse:
    """Whether the visitor is still signed in, with a fresh token for the form; asked before an article is sent."""
    if not (request.user.is_active and request.user.is_staff):
        return JsonResponse({"user": None})
    return JsonResponse({"user": request.user.get_username(), "token": get_token(request)})


def preview(admin: "ArticleAdmin", request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The article in its real look: as it stands in the form (POST), as saved, or an earlier version or edition."""
    article = get_object_or_404(Article, pk=pk) if pk else None
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    errors: list[str] = []
    label = "the article as it is saved"
    if request.method == "POST":
        if article:
            admin.mend(request, article.pk)
        form, formsets = admin.bound_forms(request, article)
        content = content_of(form.instance, blocks_in(formsets))
        errors = _errors(form, formsets)
        label = "the article with your unsaved changes"
    elif article is None:
        return HttpResponseRedirect(reverse("admin:news_article_add"))
    elif version := request.GET.get("version"):
        content = get_object_or_404(article.revisions, version=_number(version)).content
        label = f"version {version}"
    elif number := request.GET.get("edition"):
        content = content_of_edition(get_object_or_404(article.editions, number=_number(number)))
        label = f"edition {number}"
    else:
        content = content_of(article)
    edition = _unsaved_edition(article, content)
    context = {
        "edition": edition,
        "page": article_page(edition),
        "article": article,
        "label": label,
        "errors": errors,
        "problems": problems(content),
        "doubts": doubts(content),
        "related": None,
        "structured_data": None,  # a preview is for people
    }
    response = render(request, "news/preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _unsaved_edition(article: Article | None, content: Content) -> Edition:
    now = timezone.now()
    first = article.editions.order_by("number").first() if article else None
    published_at = first.published_at if first else now
    slug = content["slug"] or "preview"
    values = {**content, "slug": slug, "title": content["title"] or "(no title yet)"}
    # An unsaved row has no relations loaded with it: two queries that no reader waits for.
    return Edition(goes_live_at=published_at, published_at=published_at, year=published_at.year, number=1, **values)


def _errors(form: forms.BaseForm, formsets: list[Any]) -> list[str]:
    """What the form would refuse, in words; a version conflict is no error of a preview."""
    found = [
        f"{form.fields[name].label or name}: {' '.join(str(error) for error in errors)}"
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    for formset in formsets:
        kind = formset.model._meta.verbose_name
        for block_form in formset.forms:
            if not block_form.is_valid() and not block_form.cleaned_data.get("DELETE"):
                found += [f"{kind}: {' '.join(errors)}" for errors in block_form.errors.values()]
    return found


class PublishForm(forms.Form):
    """When the next edition goes live."""

    at = forms.SplitDateTimeField(
        label="Goes live at",
        required=False,
        widget=AdminSplitDateTime,
        help_text="Empty: at once. Until then nobody outside the newsroom sees it.",
    )
    zone = forms.ChoiceField(label="Time zone", required=False)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        venue = article.event.venue if article.event else article.venue
        zones = ["UTC", *([venue.time_zone] if venue else [])]
        self.fields["zone"].choices = [(zone, zone) for zone in dict.fromkeys(zones)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if at := cleaned.get("at"):
            # The field reads the figures as UTC; they are meant in the zone that was chosen.
            zone = zoneinfo.ZoneInfo(cleaned.get("zone") or "UTC")
            at = at.replace(tzinfo=zone).astimezone(datetime.UTC)
            if at <= timezone.now():
                self.add_error("at", "This moment is past. Leave it empty to publish at once.")
            cleaned["at"] = at
        return cleaned


def publish(admin: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """What stands in the way, when it goes live, and the button."""
    article = get_object_or_404(Article.objects.select_related("event__venue", "venue"), pk=pk)
    admin.check_may(request, "publish_article")
    content = content_of(article)
    wrong = problems(content)
    publication = publication_of(article)
    form = PublishForm(request.POST or None, article=article)
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["at"]
        embargo = publication.awaited.goes_live_at if publication.awaited else None
        if embargo and not publication.live and (at or timezone.now()) < embargo and not _may_lift(request):
            form.add_error(None, f"It is under embargo until {_moment(embargo)}. An editor can lift it.")
        elif request.POST.get("version") != str(article.version):
            form.add_error(None, "Somebody has just saved the article: look at it once more before you publish it.")
        else:
            try:
                edition = publishing.publish(article, request.user, at)  # type: ignore[arg-type]
            except publishing.PublishError as error:
                wrong = error.problems
            else:
                when = f"It goes live on {_moment(edition.goes_live_at)}." if at else "Readers see it now."
                messages.success(request, f"Edition {edition.number} is published. {when}")
                admin.log_change(request, article, f"Published edition {edition.number}.")
                return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Publish",
        "article": article,
        "content": content,
        "form": form,
        "media": admin.media + form.media,
        "problems": wrong,
        "doubts": doubts(content),
        "publication": publication,
    }
    return render(request, "admin/news/article/publish.html", context)


def withdraw(admin: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Out of public sight, after a question."""
    article = get_object_or_404(Article, pk=pk)
    admin.check_may(request, "withdraw_article")
    if request.method == "POST":
        publishing.withdraw(article, request.user)  # type: ignore[arg-type]
        admin.log_change(request, article, "Withdrawn.")
        messages.success(request, "The article is withdrawn. Its addresses say that it is not there.")
        return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Withdraw",
        "article": article,
        "publication": publication_of(article),
    }
    return render(request, "admin/news/article/withdraw.html", context)


def versions(admin: "ArticleAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Every version that was saved and every edition, each to be read."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Versions",
        "article": article,
        "revisions": article.revisions.select_related("made_by").defer("content"),
        "editions": article.editions.select_related("made_by").defer("body", "words"),
    }
    return render(request, "admin/news/article/versions.html", context)


def _may_lift(request: HttpRequest) -> bool:
    return request.user.has_perm("news.lift_embargo")


def _moment(at: datetime.datetime) -> str:
    return f"{at:%-d %B %Y, %H:%M} UTC"
