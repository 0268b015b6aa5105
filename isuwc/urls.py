"""The site's table of contents. Public addresses are stable; DESIGN's list is their source."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
