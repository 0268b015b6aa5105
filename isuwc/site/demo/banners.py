"""A banner for each event, drawn from its data."""

import datetime

from events.models import Event
from isuwc.files.tables.tabular import Counts
from news.models import Banner
from news.models.banner import PageKind

BEFORE = datetime.timedelta(days=30)  # how long before its event a banner is shown
PAGES = [PageKind.HOME, PageKind.NEWS, PageKind.ARTICLE, PageKind.EVENT, PageKind.WATCH]


def make_banners() -> Counts:
    """Make a banner for each event without one."""
    stored = set(Banner.objects.values_list("event", flat=True))
    counts = Counts(unchanged=len(stored))
    for event in Event.objects.with_place():
        if event.pk in stored:
            continue
        first_day = datetime.datetime.combine(event.start_date, datetime.time(), tzinfo=event.venue.zone)
        Banner.objects.create(event=event, series=event.season.series, starts_at=first_day - BEFORE, pages=PAGES)
        counts.created += 1
    return counts
