"""Which published stories name a skater, said to whoever merges two records."""

from typing import Any

from django.dispatch import receiver

from news.models import Edition
from standings.corrections.merging import concerned
from standings.models import Competitor


@receiver(concerned, dispatch_uid="news")
def stories_that_name(keep: Competitor, gone: Competitor, **kwargs: Any) -> list[str]:
    """Their words stay as they are published; the kept skater's page lists them under the former name."""
    if keep.name == gone.name:
        return []
    count = Edition.objects.live().naming(gone.name).count()
    if not count:
        return []
    stories = f"{count} published {'story names' if count == 1 else 'stories name'} {gone.name}"
    return [
        f"{stories}. The words stay as they are, and the page of {keep.name} lists {'it' if count == 1 else 'them'}."
    ]
