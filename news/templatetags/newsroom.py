import datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.models import Venue
from news.editions import publication

register = template.Library()


@register.simple_tag
def moment(at: datetime.datetime, venue: Venue | None = None) -> str:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger)"""
    return publication.moment(at, venue)


@register.simple_tag
def hidden_fields(form: Any) -> SafeString:
    """What a form carries and nobody sees. Of an article's blocks these are half of all fields, and Django's own way, a
    template for each, takes as long as those that are seen."""
    fields = ((each.name, each.html_name, _text(each.value()), each.auto_id) for each in form.hidden_fields())
    return format_html_join(
        "", '<span class="field-{}"><input type="hidden" name="{}" value="{}" id="{}"></span>', fields
    )


@register.simple_tag
def deletion_box(form: Any) -> SafeString:
    """The box that marks a row of a formset for deletion, for which Django takes three templates."""
    field, checked = form["DELETE"], " checked" if form["DELETE"].value() else ""
    return format_html('<input type="checkbox" name="{}" id="{}"{}>', field.html_name, field.auto_id, checked)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
