"""Addresses of feeds, under /feeds/, by what they are about: each ends with its format."""

from django.urls import path, register_converter

from isuwc.site.views.feeds import page, results, stories
from isuwc.web.feeds import FormatConverter

register_converter(FormatConverter, "feed_format")

app_name = "feeds"
urlpatterns = [
    path("", page.feeds, name="index"),
    path("stories/tags/<str:tag>.<feed_format:format>", stories.of_tag, name="tag"),
    path("stories/skaters/<slug:slug>.<feed_format:format>", stories.of_skater, name="skater"),
    path("stories/nations/<slug:noc>.<feed_format:format>", stories.of_nation, name="nation"),
    path("stories/events/<slug:season>/<slug:event>.<feed_format:format>", stories.of_event, name="event"),
    path("results.<feed_format:format>", results.of_all, name="results"),
    path("results/skaters/<slug:slug>.<feed_format:format>", results.of_skater, name="skater-results"),
    path("results/nations/<slug:noc>.<feed_format:format>", results.of_nation, name="nation-results"),
    path("results/events/<slug:season>/<slug:event>.<feed_format:format>", results.of_event, name="event-results"),
]
