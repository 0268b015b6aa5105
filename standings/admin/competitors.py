from django.contrib import admin

from isuwc.text.typed import CleanAdmin
from standings.models import Competitor


@admin.register(Competitor)
class CompetitorAdmin(CleanAdmin):
    list_display = ("name", "country", "category", "kind")
    list_filter = ("kind", "category", "country")
    list_select_related = ("country",)
    search_fields = ("name__unaccent",)
