import datetime

from django import template
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.models import Venue
from isuwc.clock.words import in_address
from isuwc.text.spans import until
from news.editions import publication
from news.review import people

register = template.Library()


@register.simple_tag
def moment(at: datetime.datetime, venue: Venue | None = None) -> SafeString:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger); `moments.js` adds the time by the editor's own clocks."""
    return format_html(
        '<time class="newsroom-moment" datetime="{}" data-own data-zone="{}">{}</time>',
        in_address(at),
        venue.time_zone if venue else "UTC",
        publication.moment(at, venue),
    )


@register.simple_tag
def countdown(at: datetime.datetime) -> SafeString:
    """in 2 days 3 hours, kept up to date by `moments.js`."""
    words = until(at, timezone.now())
    return format_html('<span class="newsroom-countdown" data-until="{}">{}</span>', in_address(at), words)


@register.filter
def called(person: User | None) -> str:
    """The name of a person that the newsroom shows; Somebody, if the account is gone."""
    return people.called(person)
