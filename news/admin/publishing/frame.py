"""What the steps of publishing have in common: the article, the right, the page and the way back."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from isuwc.newsroom.pages import admin_page, require
from news.models import Article


def check_may(request: HttpRequest, permission: str) -> None:
    require(request, f"news.{permission}")


def article_of(pk: int) -> Article:
    articles = Article.objects.select_related("event__venue", "event__season", "season", "venue", "hero")
    return get_object_or_404(articles, pk=pk)


def to_article(article: Article, request: HttpRequest | None = None) -> HttpResponse:
    """Back to the article; to the page of all that is scheduled, if the step was taken from there."""
    if request and "_from_scheduled" in request.POST:
        return HttpResponseRedirect(reverse("admin:news_article_scheduled"))
    return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))


def step_page(
    admin: "ModelAdmin[Article]", request: HttpRequest, name: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    template = f"admin/news/article/{name}.html"
    return admin_page(request, admin.admin_site, template, title, {"opts": admin.opts, **context})
