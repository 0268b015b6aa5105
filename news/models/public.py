"""Which rows of this app public pages read, and when time alone changes what they show of them."""

import datetime

from django.db.models import Q

from isuwc.freshness.public import Public
from news.models.banner import Banner
from news.models.lead_story import LeadStory
from news.models.period import IS_NEW_FOR, Period
from news.models.photos.photo import Photo

NEWS, PICTURES, BANNERS = "news", "pictures", "banners"

PUBLIC = [
    *(
        Public(f"news_{name}", NEWS)
        for name in ("edition", "editionphoto", "searchtext", "period", "leadstory", "liveentry", "oldaddress")
    ),
    # Readers are shown editions; of the working copy they see no more than these
    Public("news_article", NEWS, columns=("live_ended_at", "entry_undone_at")),
    Public("news_photo", PICTURES),
    Public("news_upload", PICTURES),
    *(Public(f"news_{name}", BANNERS) for name in ("banner", "qrcode")),
]


def next_moment(after: datetime.datetime) -> datetime.datetime | None:
    """When a story goes live, ends or is no longer new; when a lead story, a banner or the right to show a picture
    begins or ends. Five queries."""
    bounds = Period.objects.filter(Q(during__startswith__gt=after) | Q(during__endswith__gt=after))
    new = Period.objects.standing().filter(published_at__gt=after - IS_NEW_FOR)
    found = [
        *(moment for during in bounds.values_list("during", flat=True) for moment in (during.lower, during.upper)),
        *(first + IS_NEW_FOR for first in new.values_list("published_at", flat=True)),
        *_of(Photo, after, "rights_from", "rights_until"),
        *_of(Banner, after, "starts_at", "ends_at"),
        *_of(LeadStory, after, "until"),
    ]
    return min((moment for moment in found if moment and moment > after), default=None)


def _of(model: type[Photo | Banner | LeadStory], after: datetime.datetime, *fields: str) -> list[datetime.datetime]:
    later = Q()
    for field in fields:
        later |= Q(**{f"{field}__gt": after})
    return [moment for row in model._default_manager.filter(later).values_list(*fields) for moment in row if moment]
