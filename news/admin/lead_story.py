"""Which story leads the home page: chosen by an editor, or else by itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from isuwc.text.typed import CleanAdmin
from news.models import LeadStory


@admin.register(LeadStory)
class LeadStoryAdmin(CleanAdmin):
    list_display = ("article", "until")
    list_select_related = ("article",)
    autocomplete_fields = ("article",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("article")
