from django.urls import path, re_path

from news.banners import views as banner_views

urlpatterns = [
    path("q/<slug:code>/", banner_views.scan, name="qr"),
    re_path(r"^q/(?P<code>[a-z2-9]{4,12})\.(?P<kind>svg|png)$", banner_views.code_file, name="qr_file"),
    re_path(
        r"^banners/(?P<code>[a-z2-9]{4,12})-(?P<fingerprint>[0-9a-f]{16})-(?P<variant>1x|2x|phone)\.(?P<kind>webp|png)$",
        banner_views.banner_file,
        name="banner",
    ),
]
