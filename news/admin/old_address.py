"""Old addresses: where those of the replaced site lead."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from isuwc.text.typed import CleanAdmin
from news.imports.old_addresses import old_path, page_of_ours
from news.models import Edition, OldAddress


class OldAddressForm(forms.ModelForm):
    path = forms.CharField(
        label="Old address",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=OldAddress._meta.get_field("path").help_text,
    )

    class Meta:
        model = OldAddress
        fields = ["path", "article", "target"]
        widgets = {"target": forms.TextInput(attrs={"class": "vLargeTextField"})}

    def clean_path(self) -> str:
        if self.instance.pk and "path" not in self.changed_data:
            return self.instance.path
        return old_path(self.cleaned_data["path"])

    def clean_target(self) -> str:
        typed = self.cleaned_data["target"].strip()
        return page_of_ours(typed) if typed else ""


@admin.register(OldAddress)
class OldAddressAdmin(CleanAdmin):
    form = OldAddressForm
    list_display = ("path", "page")
    list_select_related = ("article",)
    autocomplete_fields = ("article",)
    search_fields = ("path", "target", "article__title")
    search_help_text = "Old address, page, title of the article"
    list_per_page = 100

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With the public address of each row's article: one query for all."""
        changelist = super().get_changelist_instance(request)
        articles = [row.article_id for row in changelist.result_list if row.article_id]
        live = Edition.objects.live().filter(article__in=articles).defer("body", "words")
        addresses = {edition.article_id: edition.get_absolute_url() for edition in live}
        for row in changelist.result_list:
            row.address = row.target or addresses.get(row.article_id, "")
        return changelist

    def get_queryset(self, request: HttpRequest) -> "QuerySet[OldAddress]":
        return super().get_queryset(request).select_related("article")

    @admin.display(description="leads to", ordering="target")
    def page(self, row: OldAddress) -> SafeString | str:
        address = getattr(row, "address", "")
        if address:
            return format_html('<a href="{}">{}</a>', address, address)
        return f"“{row.article}”, once it is published"
