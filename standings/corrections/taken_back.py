"""Corrections that are taken back: never before a later one of the same result, and never without readers' being told.

Places depend on all corrections that came before them. Taking back removes the row of a correction, as it removes all
rows that were made; one that says when it was taken back is put in its place, in the same entry of the history, so that
taking this back again removes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from events.models import Race
from events.time.dates import utc_moment
from isuwc.history.models import Change, Deed
from isuwc.history.recorded import in_the_way, taken_back
from standings.models import Correction, EarlierSkate

# What readers saw while the result counted for nothing
WITHDRAWN = {
    EarlierSkate.Why.CANCELLED: "The race was marked as cancelled.",
    EarlierSkate.Why.ABANDONED: "The race was marked as abandoned.",
    EarlierSkate.Why.RESKATED: "The race was to be skated again.",
}


@receiver(in_the_way, dispatch_uid="standings")
def later_corrections(changes: Iterable[Change], **kwargs: Any) -> list[str]:
    """Of each result whose correction is taken back, the newest one that was made since."""
    made: dict[int, set[int]] = defaultdict(set)
    for row, change in _made(changes, Correction):
        made[row["race_id"]].add(int(change.row))
    said = []
    for race in Race.objects.with_event().filter(pk__in=made).order_by("pk"):
        later = Correction.objects.in_force().filter(race=race, pk__gt=max(made[race.pk]))
        if since := later.order_by("-pk").first():
            when = utc_moment(since.made_at)
            said.append(f"{race.title}, {race.event}, was corrected again on {when}: {since} Take that back first.")
    return said


@receiver(taken_back, dispatch_uid="standings corrections")
def tell_readers(changes: Iterable[Change], **kwargs: Any) -> None:
    """Say on the race's page what was corrected, and that it was taken back."""
    held = list(changes)
    said = [(row, row["words"], row["why"]) for row, _ in _made(held, Correction) if not row.get("taken_back_at")]
    said += [(row, [WITHDRAWN[row["why"]]], row["words"]) for row, _ in _made(held, EarlierSkate)]
    known = set(Race.objects.filter(pk__in={row["race_id"] for row, *_ in said}).values_list("pk", flat=True))
    Correction.objects.bulk_create(
        Correction(
            race_id=row["race_id"],
            made_at=Correction._meta.get_field("made_at").to_python(row["made_at"]),
            words=words,
            why=why,
            taken_back_at=timezone.now(),
        )
        for row, words, why in said
        if row["race_id"] in known
    )


def _made(changes: Iterable[Change], model: Any) -> Iterator[tuple[dict[str, Any], Change]]:
    """The rows of the model that were made, each with its change."""
    for change in changes:
        if change.table == model._meta.db_table and change.deed == Deed.MADE and change.after:
            yield change.after, change
