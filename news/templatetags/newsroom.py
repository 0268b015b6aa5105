import datetime

from django import template
from django.contrib.auth.models import User

from events.models import Venue
from news.editions import publication
from news.review import people

register = template.Library()


@register.simple_tag
def moment(at: datetime.datetime, venue: Venue | None = None) -> str:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger)"""
    return publication.moment(at, venue)


@register.filter
def called(person: User | None) -> str:
    """The name of a person that the newsroom shows; Somebody, if the account is gone."""
    return people.called(person)
