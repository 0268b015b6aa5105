"""Links from an article: stories chosen by hand, the previous and next story, and others about its event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q, Value

from isuwc.clock.shown import shown_at
from news.models.edition import Edition

OF_EVENT = 4


@dataclass(frozen=True)
class Related:
    older: Edition | None
    newer: Edition | None
    of_event: list[Edition]
    chosen: list[Edition] = field(default_factory=list)

    @property
    def before(self) -> Edition | None:
        """The previous story, unless it is among those of the event."""
        return None if self.older in self.of_event else self.older

    @property
    def after(self) -> Edition | None:
        """The next story, unless it is among those of the event."""
        return None if self.newer in self.of_event else self.newer


def related_to(edition: Edition) -> Related:
    """One query."""
    live = Edition.objects.live(shown_at()).without_text().exclude(article=edition.article_id)
    when = edition.published_at
    after = Q(published_at__gt=when) | Q(published_at=when, pk__gt=edition.pk)
    parts = [
        live.filter(~after).order_by(F("published_at").desc(), "-pk").annotate(place=Value("older"))[:1],
        live.filter(after).order_by(F("published_at").asc(), "pk").annotate(place=Value("newer"))[:1],
    ]
    if edition.event_id:
        others = live.filter(event=edition.event_id).exclude(article__in=edition.related)
        of_event = others.order_by(F("published_at").desc(), "-pk")
        parts.append(of_event.annotate(place=Value("event"))[:OF_EVENT])
    if edition.related:
        parts.append(live.filter(article__in=edition.related).order_by().annotate(place=Value("chosen")))
    found: dict[str, list[Edition]] = {"older": [], "newer": [], "event": [], "chosen": []}
    for row in parts[0].union(*parts[1:], all=True):
        found[row.place].append(row)  # type: ignore[attr-defined]
    # A union has no order of its own.
    of_event_rows = sorted(found["event"], key=lambda row: (row.published_at, row.pk), reverse=True)
    chosen = _in_order(found["chosen"], edition.related)
    return Related(next(iter(found["older"]), None), next(iter(found["newer"]), None), of_event_rows, chosen)


def chosen_for(edition: Edition) -> Related | None:
    """What previews show: of the stories chosen by hand those that everybody may read. One query, if any is chosen."""
    if not edition.related:
        return None
    live = Edition.objects.live().without_text().exclude(article=edition.article_id).filter(article__in=edition.related)
    return Related(None, None, [], _in_order(live, edition.related))


def _in_order(found: Iterable[Edition], keys: Sequence[int]) -> list[Edition]:
    return sorted(found, key=lambda each: keys.index(each.article_id))
