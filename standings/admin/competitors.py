from django.contrib import admin

from isuwc.text.typed import CleanAdmin
from standings.models import Alias, Competitor


@admin.register(Competitor)
class CompetitorAdmin(CleanAdmin):
    list_display = ("name", "country", "category", "kind")
    list_filter = ("kind", "category", "country")
    list_select_related = ("country",)
    search_fields = ("name__unaccent",)


@admin.register(Alias)
class AliasAdmin(CleanAdmin):
    list_display = ("name", "country", "category", "competitor")
    list_select_related = ("competitor", "country")
    list_filter = ("category",)
    search_fields = ("name__unaccent", "competitor__name__unaccent")
    autocomplete_fields = ("competitor",)
    raw_id_fields = ("country",)
