"""Addresses under an article's list that only help to write: what is found as one types, and drafts of results."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from news.admin.articles.form.lookups import find
from news.admin.articles.form.mentions import mentions
from news.admin.articles.form.results_found import results_found
from news.admin.articles.from_results import from_results
from news.models import Article

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def writing_addresses(admin: "ModelAdmin[Article]") -> list[URLPattern]:
    def draft(request: HttpRequest, pk: int) -> HttpResponse:
        return from_results(admin, request, pk)

    view = admin.admin_site.admin_view
    return [
        path("find/<str:kind>/", view(find), name="news_article_find"),
        path("mentions/", view(mentions), name="news_article_mentions"),
        path("results-found/", view(results_found), name="news_article_results_found"),
        path("from-results/<int:pk>/", view(draft), name="news_article_from_results"),
    ]
