"""The steps around an article's form: preview, and a sign of life."""

import datetime
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache

from isuwc.newsroom.pages import require_view
from news.admin.articles.form.submission import blocks_in, bound_forms, match_current_blocks
from news.editions.checks import doubts, problems
from news.editions.corrections import corrections_of
from news.editions.photos.files import with_present_files
from news.editions.picture_rights import rights_in, rights_problems
from news.editions.snapshot import content_of, content_of_edition
from news.models import Article, Edition
from news.pages.page import article_page, unsaved_edition
from news.pages.related import chosen_for


@never_cache
def pulse(request: HttpRequest) -> JsonResponse:
    """`{"user": name, "token": a fresh CSRF token}`, or `{"user": null}` for whoever is signed out.

    `keep-words.js` asks before it sends an article, so that its words are not lost.
    """
    if not (request.user.is_active and request.user.is_staff):
        return JsonResponse({"user": None})
    return JsonResponse({"user": request.user.get_username(), "token": get_token(request)})


def preview(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The article in its real look: as it stands in the form (POST), as saved, or an earlier version or edition.

    A version whose photo has another file by now shows that one, and says so: the earlier file is gone.
    """
    article = get_object_or_404(Article, pk=pk) if pk else None
    require_view(admin, request, article)
    errors: list[str] = []
    previewed: Edition | None = None
    label = "the article as it is saved"
    if request.method == "POST":
        if article:
            match_current_blocks(request, article.pk)
        form, formsets = bound_forms(admin, request, article)
        content = content_of(form.instance, blocks_in(formsets))
        errors = errors_of(form, formsets)
        label = "the article with your unsaved changes"
    elif article is None:
        return HttpResponseRedirect(reverse("admin:news_article_add"))
    elif version := request.GET.get("version"):
        content = get_object_or_404(article.revisions, version=_number(version)).content
        label = f"version {version}"
    elif number := request.GET.get("edition"):
        previewed = get_object_or_404(article.editions, number=_number(number))
        content = content_of_edition(previewed)
        label = f"edition {number}"
    else:
        content = content_of(article)
    shown, replaced = with_present_files(content)
    edition = unsaved_edition(shown, first_published(article))
    context = {
        "edition": edition,
        "page": article_page(edition),
        "article": article,
        "label": label,
        "errors": errors,
        "replaced": replaced,
        "problems": [*problems(content), *rights_problems(content, rights_in(content), timezone.now())],
        "doubts": doubts(content),
        "corrections": corrections_of(article, previewed) if article else [],
        "related": chosen_for(edition),
        "blog": None,  # entries are no part of a version
        "structured_data": None,  # a preview is for people
    }
    response = render(request, "news/preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def first_published(article: Article | None) -> datetime.datetime:
    """When readers saw it first; now, if they have not."""
    first = article.periods.standing().order_by("during").first() if article else None
    return first.published_at if first else timezone.now()


def errors_of(form: forms.BaseForm, formsets: list[Any]) -> list[str]:
    """What must be fixed before saving, in words; a version conflict is not an error of a preview."""
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
