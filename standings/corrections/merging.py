"""Merging two records of one skater: everything that leads to the one leads to the other afterwards.

What leads there is found by the foreign keys of all models, so that none can be forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.dispatch import Signal

from events.calendar.season_lock import hold
from events.models import Season
from isuwc.history.acting import Way, acting
from isuwc.history.objections import references
from isuwc.history.recorded import computed
from standings.models import Alias, Competitor, FormerAddress, PublishedStanding, Result
from standings.scoring.recompute import recompute
from standings.spelling.names import letters

# Sent with `keep` and `gone`: answers say in words what else concerns the merging, such as stories that name somebody
concerned = Signal()


class CantMergeError(Exception):
    """The two can't be merged, or not as it was shown; the message says why."""


@dataclass(frozen=True)
class Move:
    """Rows of one kind that will lead to the kept record, in words."""

    field: Any
    what: str  # 3 results
    rows: tuple[models.Model, ...]
    known: tuple[models.Model, ...]  # that the kept record has already: they go
    words: tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """What merging would do. `problems` say what stands in the way."""

    keep: Competitor
    gone: Competitor
    moves: tuple[Move, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Changes when merging would do something else than was shown."""
        rows = [(str(move.field), [row.pk for row in move.rows], [row.pk for row in move.known]) for move in self.moves]
        shown = [self.keep.pk, self.keep.name, self.gone.pk, self.gone.name, self.gone.slug, rows]
        return sha256(repr(shown).encode()).hexdigest()[:16]


def plan(keep: Competitor, gone: Competitor) -> Merge:
    moves = tuple(move for field in references(Competitor) if (move := _move(field, keep, gone)))
    remarks = [said for _, found in concerned.send(Merge, keep=keep, gone=gone) for said in found or ()]
    if keep.country_id != gone.country_id:
        remarks.insert(0, f"{gone} is here for {gone.country_id}, {keep} for {keep.country_id}. Results keep theirs.")
    return Merge(keep, gone, moves, tuple(chain(_unlike(keep, gone), _clashes(keep, gone))), tuple(remarks))


@transaction.atomic
def merge(keep: Competitor, gone: Competitor, shown: str = "") -> None:
    """Merge `gone` into `keep`, in one entry of the history, and have the standings computed anew.

    `shown` is the fingerprint of what a person saw. Raises CantMergeError.
    """
    with acting(Way.FORM, f"Merged {gone} ({gone.slug}) into {keep} ({keep.slug})"):
        for season in Season.objects.order_by("pk"):  # all, so that no import finds the record while it goes
            hold(season)
        held = Competitor.objects.select_for_update().in_bulk([keep.pk, gone.pk])
        if len(held) != 2:
            raise CantMergeError("One of the two is no longer here.")
        planned = plan(held[keep.pk], held[gone.pk])
        if planned.problems:
            raise CantMergeError(" ".join(planned.problems))
        if shown and shown != planned.fingerprint:
            raise CantMergeError("Something changed in the meantime. Look at it again.")
        seasons = _seasons(gone)
        _write(planned)
        for season in seasons:
            recompute(season)


def _write(planned: Merge) -> None:
    keep, gone = planned.keep, planned.gone
    for move in planned.moves:
        manager = move.field.model._base_manager
        manager.filter(pk__in=[row.pk for row in move.known]).delete()
        manager.filter(pk__in=[row.pk for row in move.rows]).update(**{move.field.name: keep})
    known = [(keep.name, keep.country_id), *Alias.objects.filter(competitor=keep).values_list("name", "country_id")]
    if (letters(gone.name), gone.country_id) not in {(letters(name), noc) for name, noc in known}:
        Alias.objects.create(
            competitor=keep, name=gone.name, country_id=gone.country_id, category=gone.category, is_former=True
        )
    gone.delete()
    FormerAddress.objects.create(slug=gone.slug, competitor=keep)


def _seasons(gone: Competitor) -> list[Season]:
    """Those whose standings follow from the results."""
    of = Q(events__races__results__competitor=gone) | Q(cups__published_standings__competitor=gone)
    return list(Season.objects.filter(of).distinct().order_by("pk"))


def _unlike(keep: Competitor, gone: Competitor) -> Iterable[str]:
    if keep.pk == gone.pk:
        yield "These are one record."
    elif keep.is_team or gone.is_team:
        yield "Teams are not merged: a country has one of each category."
    elif keep.category != gone.category:
        yield f"{keep} is in the races of the {keep.category}, {gone} of the {gone.category}."


def _clashes(keep: Competitor, gone: Competitor) -> Iterable[str]:
    """What both have, and a person can have once only."""
    if keep.pk == gone.pk:
        return
    for field in references(Competitor):
        if field.model in computed() or _is_dropped(field.model):
            continue
        for row in _known(field, keep, gone):
            yield f"Both have {_what_both_have(row)}, so these are two people, or one of the two is wrong there."


def _what_both_have(row: Any) -> str:
    if isinstance(row, Result):
        return f"a result in one race: {row.race.title}, {row.race.event}"
    if isinstance(row, PublishedStanding):
        return f"a published place in {row.cup}"
    return f"a {row._meta.verbose_name}: {row}"


def _is_dropped(model: type[models.Model]) -> bool:
    """Whether a row that both have is needed once: links of many-to-many fields, and names."""
    return bool(model._meta.auto_created) or model is Alias


def _move(field: Any, keep: Competitor, gone: Competitor) -> Move | None:
    model = field.model
    if model in computed():
        return None
    rows = list(model._base_manager.filter(**{field.name: gone}).order_by("pk"))
    if not rows:
        return None
    known = _known(field, keep, gone) if _is_dropped(model) else []
    held = {row.pk for row in known}
    words = tuple(_said(row, field) for row in rows)
    moving = tuple(row for row in rows if row.pk not in held)
    return Move(field, _what(field, len(rows)), moving, tuple(known), words)


def _known(field: Any, keep: Competitor, gone: Competitor) -> list[Any]:
    """Rows of `gone` that can't move because `keep` has their like, by the model's unique constraints."""
    meta, found = field.model._meta, {}
    uniques: list[tuple[Any, Any]] = [(fields, Q()) for fields in meta.unique_together]
    uniques += [
        (each.fields, each.condition or Q()) for each in meta.constraints if isinstance(each, models.UniqueConstraint)
    ]
    for fields, condition in uniques:
        if field.name not in fields:
            continue
        rest = [name for name in fields if name != field.name]
        rows = field.model._base_manager.filter(condition)
        taken = set(rows.filter(**{field.name: keep}).values_list(*rest))
        for row in rows.filter(**{field.name: gone}).order_by("pk"):
            if tuple(field.model._meta.get_field(name).value_from_object(row) for name in rest) in taken:
                found[row.pk] = row
    return list(found.values())


def _other_end(field: Any) -> Any:
    """Of a link of a many-to-many field: the foreign key that leads to the other row."""
    keys = (each for each in field.model._meta.fields if isinstance(each, models.ForeignKey))
    return next(each for each in keys if each.name != field.name)


def _what(field: Any, count: int) -> str:
    model = _other_end(field).related_model if field.model._meta.auto_created else field.model
    meta = model._meta
    return f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"


def _said(row: Any, field: Any) -> str:
    if isinstance(row, Result):
        return f"{row.race.title}, {row.race.event}: {row.place_text or 'no place'}"
    if isinstance(row, PublishedStanding):
        return f"{row.cup}: {row.rank}"
    return str(getattr(row, _other_end(field).name) if field.model._meta.auto_created else row)
