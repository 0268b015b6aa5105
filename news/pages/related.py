"""Links from an article: the previous and next story, and others about its event."""

from dataclasses import dataclass

from django.db.models import F, Q, Value

from isuwc.clock.shown import shown_at
from news.models.edition import Edition

OF_EVENT = 4


@dataclass(frozen=True)
class Related:
    older: Edition | None
    newer: Edition | None
    of_event: list[Edition]


def related_to(edition: Edition) -> Related:
    """One query."""
    live = Edition.objects.live(shown_at()).exclude(article=edition.article_id)
    when = edition.published_at
    after = Q(published_at__gt=when) | Q(published_at=when, pk__gt=edition.pk)
    parts = [
        live.filter(~after).order_by(F("published_at").desc(), "-pk").annotate(place=Value("older"))[:1],
        live.filter(after).order_by(F("published_at").asc(), "pk").annotate(place=Value("newer"))[:1],
    ]
    if edition.event_id:
        of_event = live.filter(event=edition.event_id).order_by(F("published_at").desc(), "-pk")
        parts.append(of_event.annotate(place=Value("event"))[:OF_EVENT])
    found: dict[str, list[Edition]] = {"older": [], "newer": [], "event": []}
    for row in parts[0].union(*parts[1:], all=True):
        found[row.place].append(row)  # type: ignore[attr-defined]
    # A union has no order of its own.
    of_event_rows = sorted(found["event"], key=lambda row: (row.published_at, row.pk), reverse=True)
    return Related(next(iter(found["older"]), None), next(iter(found["newer"]), None), of_event_rows)
