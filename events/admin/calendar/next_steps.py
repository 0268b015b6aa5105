"""What a new season takes: its events, and who shows it."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from events.broadcast.permissions import LISTING_PERMISSIONS
from events.models import Season
from isuwc.newsroom.first_page import Link
from isuwc.newsroom.onward import onward


@onward(Season)
def calendar(request: HttpRequest, season: Season) -> Iterator[Link]:
    if request.user.has_perm("events.add_event"):
        yield Link("Add its first event", f"{reverse('admin:events_event_add')}?season={season.pk}&number=1")
    if request.user.has_perms(LISTING_PERMISSIONS):
        yield Link("Copy listings into it", f"{reverse('admin:events_listing_copy')}?into={season.slug}")
