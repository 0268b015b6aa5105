"""Keeps what was decided of layouts, so that the next table in one is read at once."""

from hashlib import sha256

from django.utils import timezone

from isuwc.tables.matching.columns import Layout
from isuwc.tables.matching.decided import Header, Matching
from isuwc.tables.matching.proposing import LastTime
from isuwc.tables.models import Remembered

MOST = 200  # layouts of a kind that are looked at


def last_times(kind: str) -> list[LastTime]:
    """What was decided of layouts of this kind of table, the last one first. One query."""
    found = Remembered.objects.filter(kind=kind).order_by("-used_at", "pk")[:MOST]
    return [LastTime(each.of, each.columns, each.constants, each.day_first) for each in found]


def keep(kind: str, of: str, header: Header, matching: Matching, layout: Layout) -> None:
    """Remember it for the next table with this header. Columns without a name are not remembered."""
    columns = {key: matching.columns.get(at, "") for at, key in enumerate(header.keys) if key}
    if not any(columns.values()):
        return
    constants = {name: text for name, text in matching.constants.items() if text and layout.by_name[name].is_kept}
    Remembered.objects.update_or_create(
        kind=kind,
        of=of[:200],
        layout=sha256("\n".join(sorted(columns)).encode()).hexdigest(),
        defaults={
            "columns": columns,
            "constants": constants,
            "day_first": matching.day_first,
            "used_at": timezone.now(),
        },
    )
