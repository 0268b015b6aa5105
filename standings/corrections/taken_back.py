"""A correction is taken back before no later one of the same result: places depend on all that came before them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from events.models import Race
from events.time.dates import utc_moment
from isuwc.history.models import Change, Deed
from isuwc.history.recorded import in_the_way
from standings.models import Correction

TABLE = Correction._meta.db_table


@receiver(in_the_way, dispatch_uid="standings")
def later_corrections(changes: Iterable[Change], **kwargs: Any) -> list[str]:
    """Of each result whose correction is taken back, the newest one that was made since."""
    made: dict[int, set[int]] = defaultdict(set)
    for change in changes:
        if change.table == TABLE and change.deed == Deed.MADE and change.after:
            made[int(change.after["race_id"])].add(int(change.row))
    said = []
    for race in Race.objects.with_event().filter(pk__in=made).order_by("pk"):
        since = Correction.objects.filter(race=race, pk__gt=max(made[race.pk])).order_by("-pk").first()
        if since:
            when = utc_moment(since.made_at)
            said.append(f"{race.title}, {race.event}, was corrected again on {when}: {since} Take that back first.")
    return said
