"""The page on which links for people without an account are made and revoked."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from isuwc.newsroom.pages import admin_page, require, require_view
from isuwc.text.numbers import whole_number
from news.editions.publication import moment, publication_of
from news.models import Article, PreviewLink, PreviewOpening
from news.models.preview_link import DAYS, MOST_DAYS

SHOWN = 10  # openings of a link
RIGHT = "news.publish_article"


class LinkForm(forms.Form):
    given_to = forms.CharField(label="For", max_length=200, help_text="A name, a desk, an agency: the page says it.")
    days = forms.IntegerField(
        label="Days that it works", min_value=1, max_value=MOST_DAYS, initial=DAYS, help_text=f"{MOST_DAYS} at most."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


def preview_links(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The article's links, with who opened them when; making one of the newest version, and revoking one.

    Requires the permission to publish, as the words leave the newsroom. Raises Http404.
    """
    article = get_object_or_404(Article.objects.select_related("event__venue", "venue"), pk=pk)
    require_view(admin, request, article)
    require(request, RIGHT)
    last = article.revisions.order_by("-version").values_list("version", flat=True).first()
    form = LinkForm(request.POST if "_make" in request.POST else None, initial={"version": last})
    if request.method == "POST":
        if "_revoke" in request.POST:
            return _revoke(request, article)
        if form.is_valid() and (made := _make(request, article, form)):
            return made
    openings = PreviewOpening.objects.order_by("-pk")[:SHOWN]  # of each link
    links = article.preview_links.select_related("made_by", "revoked_by")
    with_log = links.prefetch_related(Prefetch("log", openings, to_attr="recent"))  # type: ignore[no-redef]  # the model says its type
    context = {
        "opts": admin.opts,
        "article": article,
        "form": form,
        "last": last,
        "embargo": publication_of(article).embargo,
        "links": [(link, link.works(), link.recent) for link in with_log],
    }
    return admin_page(request, admin.admin_site, "admin/news/article/preview_links.html", "Preview links", context)


def _make(request: HttpRequest, article: Article, form: LinkForm) -> HttpResponse | None:
    """None where the version that was seen is not there."""
    data: dict[str, Any] = form.cleaned_data
    if not article.revisions.filter(version=data["version"]).exists():
        form.add_error(None, "This version is not there. Open the page again.")
        return None
    now = timezone.now()
    link = PreviewLink.objects.create(
        article=article,
        version=data["version"],
        given_to=data["given_to"],
        made_at=now,
        made_by=request.user,  # type: ignore[misc]  # staff are users
        expires_at=now + datetime.timedelta(days=data["days"]),
    )
    messages.success(request, f"{link} is made. It works until {moment(link.expires_at)}.")
    return HttpResponseRedirect(f"{request.path}#link-{link.pk}")


def _revoke(request: HttpRequest, article: Article) -> HttpResponse:
    link = article.preview_links.filter(pk=whole_number(request.POST["_revoke"]) or 0).first()
    if link is None:
        messages.error(request, "There is no such link. Nothing was changed.")
    else:
        link.revoke(request.user)
        messages.success(request, f"{link} is revoked: it no longer works.")
    return HttpResponseRedirect(request.path)
