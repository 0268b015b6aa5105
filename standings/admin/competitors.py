from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import URLPattern, path

from isuwc.text.typed import CleanAdmin
from standings.admin.merging import merge_page
from standings.models import Alias, Competitor


@admin.register(Competitor)
class CompetitorAdmin(CleanAdmin):
    list_display = ("name", "country", "category", "kind")
    list_filter = ("kind", "category", "country")
    list_select_related = ("country",)
    search_fields = ("name__unaccent", "aliases__name__unaccent")
    readonly_fields = ("other_names", "former_addresses")
    change_form_template = "admin/standings/competitor/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(merge_page, site=self.admin_site))
        return [path("<int:object_id>/merge/", view, name="standings_competitor_merge"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Competitor, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        former = form.initial.get("name", "")
        if change and "name" in form.changed_data and obj.aliases.former().filter(name=former).exists():
            said = f"Sheets with the name {former} still mean {obj}. If the name was never right, delete its alias."
            messages.info(request, said)

    @admin.display(description="other names")
    def other_names(self, competitor: Competitor) -> str:
        """The aliases under which sheets name the skater."""
        if competitor.pk is None:
            return "–"
        names = (f"{each}{', a former name' if each.is_former else ''}" for each in competitor.aliases.all())
        return "; ".join(names) or "–"

    @admin.display(description="former addresses")
    def former_addresses(self, competitor: Competitor) -> str:
        slugs = [] if competitor.pk is None else list(competitor.former_addresses.values_list("slug", flat=True))
        return ", ".join(slugs) or "–"


@admin.register(Alias)
class AliasAdmin(CleanAdmin):
    list_display = ("name", "country", "category", "competitor", "is_former")
    list_select_related = ("competitor", "country")
    list_filter = ("category", "is_former")
    search_fields = ("name__unaccent", "competitor__name__unaccent")
    autocomplete_fields = ("competitor",)
    raw_id_fields = ("country",)
