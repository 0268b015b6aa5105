"""Public addresses of the news and its feeds, under /news/."""

from django.urls import path, re_path

from news.pages import cards, feeds, preview_links, views

app_name = "news"
urlpatterns = [
    path("", views.article_list, name="index"),
    path("tag/<str:tag>/", views.tag, name="tag"),
    path("rss/", feeds.rss, name="rss"),
    path("atom/", feeds.atom, name="atom"),
    path("feed.json", feeds.json_feed, name="json_feed"),
    re_path(r"^cards/(?P<digest>[0-9a-f]{20})-(?P<x>[0-9]{1,4})-(?P<y>[0-9]{1,4})\.jpg$", cards.card_file, name="card"),
    path("preview/<str:token>/", preview_links.preview, name="preview"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/<slug:slug>/entries/", views.live_entries, name="live_entries"),
    path("<int:year>/<slug:slug>/", views.article, name="article"),
]
