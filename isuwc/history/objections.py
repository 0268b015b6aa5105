"""What stands in the way of taking changes back, in words: whatever was built on them since."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.text import capfirst

from isuwc.history import recorded as declared
from isuwc.history.models import Change
from isuwc.history.net import Key, Later, Net
from isuwc.history.recorded import Recorded, recorded
from isuwc.history.words import Words
from isuwc.text.said import in_utc

MOST = 3  # rows that are named of many
Rows = Mapping[Key, Mapping[str, Any]]


def objections(changes: Iterable[Change], nets: Mapping[Key, Net], since: Mapping[Key, Later], now: Rows) -> list[str]:
    """Everything that stands in the way, each once; `now` are the rows as they are."""
    held = list(changes)
    words = Words(held)
    found = [
        said for key, net in nets.items() for said in _of_row(net, since[key], now.get(key), words.title(*key), words)
    ]
    found += _referring(nets, words)
    gone = {
        net.kind.model: {each.row for each in nets.values() if each.is_made and each.kind is net.kind}
        for net in nets.values()
        if net.is_made
    }
    for _, said in declared.in_the_way.send(Change, changes=held, gone=gone):
        found += said or []
    return list(dict.fromkeys(found))


def _of_row(net: Net, since: Later, now: Mapping[str, Any] | None, title: str, words: Words) -> Iterator[str]:
    name = f"{capfirst(str(net.kind.model._meta.verbose_name))} “{title}”"
    if net.before is None and net.after is None:
        return
    if net.after is None:
        if now is not None:
            yield f"{name} has been added again since."
        yield from _files(net, name)
        return
    if now is None:
        yield f"{name} was deleted since{_by(since.since)}."
    elif net.is_made:
        if since.since:
            yield f"{name} was changed since{_by(since.since)}."
    else:
        yield from _columns(net, since, now, name)
        yield from _files(net, name)


def _columns(net: Net, since: Later, now: Mapping[str, Any], name: str) -> Iterator[str]:
    assert net.after is not None  # noqa: S101 - for the type checker: the row is there
    for column in sorted(net.columns):
        field = net.kind.fields.get(column)
        if field is None:
            yield f"{name}: the site no longer has its field “{column}”."
            continue
        label = net.kind.labels.get(column) or capfirst(str(field.verbose_name))
        if column in net.kind.secret:
            yield f"{name}: the previous {label.lower()} is not kept, so it can't be put back."
            continue
        others = tuple(change for change in since.since if column in change.columns)
        if others or now.get(column) != net.after[column]:
            yield f"{name}: {label} was changed since{_by(others)}."


def _by(changes: tuple[Change, ...]) -> str:
    """Of the last of them: by whom, and how."""
    if not changes:
        return ""
    entry = changes[-1].entry
    when = in_utc(entry.made_at)
    return f", by {entry.person} ({entry.said}, {when})" if entry.person else f", by {entry.by_what} ({when})"


def _files(net: Net, name: str) -> Iterator[str]:
    columns = net.columns if net.after is not None else set(net.before or ())
    for column in sorted(columns):
        field, file = net.kind.fields.get(column), (net.before or {}).get(column)
        if isinstance(field, models.FileField) and file and not field.storage.exists(file):
            yield f"{name}: its previous file is no longer kept ({file})."


def _referring(nets: Mapping[Key, Net], words: Words) -> Iterator[str]:
    """Rows that refer to what would go, beside those that go along and those that would then refer to others."""
    for kind in {net.kind.table: net.kind for net in nets.values() if net.is_made}.values():
        keys = {net.row for net in nets.values() if net.is_made and net.kind is kind}
        for field in references(kind.model):
            other = recorded().get(field.model._meta.db_table)
            if field.model in declared.computed():
                continue
            rows = field.model._base_manager.filter(**{f"{field.name}__in": [kind.pk.to_python(key) for key in keys]})
            rows = rows.exclude(other.gone_with) if other else rows
            rest = [row for row in rows.order_by("pk") if other is None or not _leaves(other, nets, row, field, keys)]
            if rest:
                yield _refer(kind, field, rest, words)


def references(model: type[models.Model]) -> list[Any]:
    """The foreign keys that lead to the model, those of links of many-to-many fields among them."""
    relations: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]


def _leaves(other: Recorded, nets: Mapping[Key, Net], row: models.Model, field: Any, keys: set[str]) -> bool:
    net = nets.get((other.table, str(row.pk)))
    if net is None:
        return False
    return net.before is None or (field.column in net.before and str(net.before[field.column]) not in keys)


def _refer(kind: Recorded, field: Any, rows: list[models.Model], words: Words) -> str:
    meta = field.model._meta
    what = str(meta.verbose_name if len(rows) == 1 else meta.verbose_name_plural)
    title = words.title(kind.table, str(getattr(rows[0], field.attname)))
    named = "; ".join(str(row) for row in rows[:MOST])
    more = f" and {len(rows) - MOST} more" if len(rows) > MOST else ""
    verb = "refers" if len(rows) == 1 else "refer"
    made = f"{kind.model._meta.verbose_name} “{title}”" + (" and others" if len(rows) > 1 else "")
    return f"{len(rows)} {what} {verb} to what was added ({made}): {named}{more}."
