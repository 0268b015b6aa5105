"""What people said of addresses, and what the command found at them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.admin.addresses import HTTPS
from events.models import LinkTry, LinkWord
from isuwc.text.typed import CleanAdmin


@admin.register(LinkWord)
class LinkWordAdmin(CleanAdmin):
    formfield_overrides = HTTPS
    list_display = ("address", "failed_on", "answered_on")
    list_filter = (("failed_on", admin.EmptyFieldListFilter),)
    search_fields = ("address",)


@admin.register(LinkTry)
class LinkTryAdmin(CleanAdmin):
    """Only to be looked at: the command writes it."""

    formfield_overrides = HTTPS
    list_display = ("address", "state", "outcome", "tried_at", "failing_since", "failures")
    list_filter = ("state",)
    search_fields = ("address", "outcome")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
