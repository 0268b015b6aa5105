"""Public addresses of the news and its feeds, under /news/."""

from django.urls import path

from news.pages import feeds, views

app_name = "news"
urlpatterns = [
    path("", views.article_list, name="index"),
    path("tag/<str:tag>/", views.tag, name="tag"),
    path("rss/", feeds.rss, name="rss"),
    path("atom/", feeds.atom, name="atom"),
    path("feed.json", feeds.json_feed, name="json_feed"),
    path("<int:year>/<slug:slug>/", views.article, name="article"),
]
