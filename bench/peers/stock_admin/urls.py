from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from stock_admin.models import Article


def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Article, pk=pk)
    words = [block.text for kind in (found.text_set, found.quote_set) for block in kind.all()]
    words += [block.photo.alt for block in found.photointext_set.all()]
    return HttpResponse("\n".join([found.title, found.lead, found.hero.alt, *words]))


urlpatterns = [path("admin/", admin.site.urls), path("<int:pk>/", article)]
