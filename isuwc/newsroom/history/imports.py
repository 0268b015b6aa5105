"""What the last table of a kind did, for the page on which the next one is imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef

from isuwc.history.acting import Way
from isuwc.history.models import Change, Deed, Entry
from isuwc.history.recorded import Recorded, recorded
from isuwc.history.undo import may_take_back
from isuwc.newsroom.history.entries import may_see, of_row

DEEDS = {Deed.MADE: "added", Deed.CHANGED: "changed", Deed.REMOVED: "deleted"}


@dataclass(frozen=True)
class LastImport:
    """An import with what it did in words: 14 listings added; 3 listings changed."""

    entry: Entry
    did: Sequence[str]
    may_take_back: bool
    taken_back: Entry | None  # the last that took all or a part of it back


def last_import(name: str, person: Any, of: Model | None = None) -> LastImport | None:
    """The last table applied that the history calls by this name and a file's, such as “Listings, eurosport.xlsx”.

    With `of` it is the last that changed this row or what is edited with it. None if there was none, or if the person
    may see nothing of it. Three queries.
    """
    found = Entry.objects.filter(way=Way.IMPORT, what__startswith=f"{name}, ")
    if of is not None:
        which = of_row(of._meta.db_table, str(of.pk))
        found = found.filter(Exists(Change.objects.filter(which, entry=OuterRef("pk"))))
    entry = found.newest_first().first()
    if entry is None:
        return None
    counts = entry.changes.filter(table__in=recorded()).order_by("table").values_list("table", "deed")
    deeds = [(recorded()[table], deed, count) for table, deed, count in counts.annotate(Count("pk"))]
    did = [
        f"{count} {_kind(kind, count)} {words}"
        for wanted, words in DEEDS.items()
        for kind, deed, count in deeds
        if deed == wanted and not kind.is_link and may_see(person, kind)
    ]
    if not did:
        return None
    return LastImport(
        entry,
        did,
        may_take_back(person, {(kind.table, deed) for kind, deed, _ in deeds}),
        entry.taken_back_by.newest_first().first(),
    )


def _kind(kind: Recorded, count: int) -> str:
    meta = kind.model._meta
    return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)
