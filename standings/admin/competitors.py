from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import URLPattern, path

from events.models import Country
from isuwc.text.typed import CleanAdmin
from standings.admin.merging import merge_page
from standings.models import Alias, Competitor
from standings.spelling.names import letters

LONGEST_KEY: int = Alias._meta.get_field("key").max_length or 0


@admin.register(Competitor)
class CompetitorAdmin(CleanAdmin):
    list_display = ("name", "country", "category", "kind")
    list_filter = ("kind", "category", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country",)
    search_fields = ("name__unaccent", "aliases__name__unaccent")
    readonly_fields = ("other_names", "former_addresses")
    change_form_template = "admin/standings/competitor/change_form.html"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Skaters are of a nation, perhaps of one of the past, and never of a territory."""
        if db_field.name == "country":
            options["queryset"] = Country.objects.nations()
        return super().formfield_for_foreignkey(db_field, request, **options)

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


class AliasForm(forms.ModelForm):
    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        key = letters(name)
        if not key:
            raise ValidationError("A name has letters.")
        if len(key) > LONGEST_KEY:
            raise ValidationError(f"A name has at most {LONGEST_KEY} letters; this one has {len(key)}.")
        self.instance.name = name
        self.instance.fill_key()
        return name

    def _get_validation_exclusions(self) -> set[str]:
        """Whose name it is already, is found by its letters, which nobody types."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc] # Django's stubs leave it out
        return excluded - ({"key"} if self.instance.key else set())


@admin.register(Alias)
class AliasAdmin(CleanAdmin):
    form = AliasForm
    list_display = ("name", "country", "category", "competitor", "is_former")
    list_select_related = ("competitor", "country")
    list_filter = ("category", "is_former")
    search_fields = ("name__unaccent", "competitor__name__unaccent")
    autocomplete_fields = ("competitor",)
    raw_id_fields = ("country",)
