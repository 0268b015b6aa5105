import datetime

from django import template

from events.models import Venue
from news.editions import publication

register = template.Library()


@register.simple_tag
def moment(at: datetime.datetime, venue: Venue | None = None) -> str:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger)"""
    return publication.moment(at, venue)
