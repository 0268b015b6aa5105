"""The addresses around an article beside those of Django's own pages, all below /admin/news/article/."""

from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from news.admin.articles import steps
from news.admin.articles.form.lookups import find
from news.admin.articles.form.mentions import mentions
from news.admin.articles.form.results_found import results_found
from news.admin.articles.from_results import from_results
from news.admin.articles.live_blog.page import addresses as live_blog_addresses
from news.admin.articles.open_form.beat import beat
from news.admin.articles.open_form.beside import beside
from news.admin.articles.open_form.text_parted import text_parted
from news.admin.articles.open_form.words import words
from news.admin.articles.text.from_text import from_text
from news.admin.articles.versions.comparing import compare_page
from news.admin.articles.versions.listing import versions
from news.admin.articles.versions.restoring import restore_page
from news.admin.desk.calendar import calendar
from news.admin.desk.scheduled import scheduled
from news.admin.publishing.looks import card
from news.admin.publishing.page import publish
from news.admin.publishing.waiting import waiting
from news.admin.publishing.withdrawal import withdraw
from news.admin.reviews.page import history_table, review
from news.admin.reviews.preview_links import preview_links
from news.models import Article


def addresses(admin: "ModelAdmin[Article]") -> list[URLPattern]:
    """What scripts of the form ask (`asked`) is no form that counts once, and is answered in JSON, also signed out."""

    def wrapped(view: Any) -> Any:
        def call(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return view(admin, request, **kwargs)

        return admin.admin_site.admin_view(call)

    def asked(view: Any) -> Any:
        return partial(view, admin=admin)

    return [
        path("pulse/", steps.pulse, name="news_article_pulse"),
        path("beat/", asked(beat), name="news_article_beat_new"),
        path("<int:pk>/beat/", asked(beat), name="news_article_beat"),
        path("unsaved/<slug:key>/", asked(words), name="news_article_unsaved_new"),
        path("<int:pk>/unsaved/<slug:key>/", asked(words), name="news_article_unsaved"),
        path("beside/", asked(beside), name="news_article_beside_new"),
        path("<int:pk>/beside/", asked(beside), name="news_article_beside"),
        path("parted/", asked(text_parted), name="news_article_parted_new"),
        path("<int:pk>/parted/", asked(text_parted), name="news_article_parted"),
        path("scheduled/", wrapped(scheduled), name="news_article_scheduled"),
        path("calendar/", wrapped(calendar), name="news_article_calendar"),
        path("find/<str:kind>/", admin.admin_site.admin_view(find), name="news_article_find"),
        path("mentions/", admin.admin_site.admin_view(mentions), name="news_article_mentions"),
        path("results-found/", admin.admin_site.admin_view(results_found), name="news_article_results_found"),
        path("from-results/<int:pk>/", wrapped(from_results), name="news_article_from_results"),
        path("from-text/", wrapped(from_text), name="news_article_from_text"),
        path("preview/", wrapped(steps.preview), name="news_article_preview_new"),
        path("<int:pk>/preview/", wrapped(steps.preview), name="news_article_preview"),
        path("<int:pk>/publish/", wrapped(publish), name="news_article_publish"),
        path("<int:pk>/card.jpg", wrapped(card), name="news_article_card"),
        path("<int:pk>/waiting/<int:number>/", wrapped(waiting), name="news_article_waiting"),
        path("<int:pk>/withdraw/", wrapped(withdraw), name="news_article_withdraw"),
        path("<int:pk>/review/", wrapped(review), name="news_article_review"),
        path("<int:pk>/links/", wrapped(preview_links), name="news_article_links"),
        path("<int:pk>/history.csv", wrapped(history_table), name="news_article_history_table"),
        *live_blog_addresses(wrapped),
        path("<int:pk>/versions/", wrapped(versions), name="news_article_versions"),
        path("<int:pk>/compare/", wrapped(compare_page), name="news_article_compare"),
        path("<int:pk>/restore/", wrapped(restore_page), name="news_article_restore"),
    ]
