"""The site's table of contents. Public addresses are stable and old ones redirect for ever."""

from django.contrib import admin
from django.urls import include, path

from isuwc.views import files, health

urlpatterns = [
    # "" home, search/, about/ and events/<season>/<event>/ (name "event"): isuwc.views
    path("", include("standings.urls")),
    path("", include("events.urls")),
    path("news/", include("news.urls")),
    path("", include("news.banner_urls")),  # q/…, banners/…
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("media/<path:path>", files.media, name="media"),
    path("admin/", admin.site.urls),
]
