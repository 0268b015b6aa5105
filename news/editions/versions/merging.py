"""Two people's bodies of an article made one: what one of them touched by itself, the rest by choice. Pure.

A body is what a form has of it, block by block in their order: as it was opened, as it was typed (mine), and as it is
stored now (theirs).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from isuwc.submissions.two_people.merging import (
    REMOVED,
    THEIRS,
    Answers,
    Change,
    Clash,
    Met,
    Place,
    Record,
    Value,
)
from news.editions.versions.comparing.pairing import moved

BOTH = "both"
ORDER = Place("order", "blocks")

SameIn = Callable[[str, str, Value, Value], bool]  # of a kind's field by name: whether two values mean the same


@dataclass(frozen=True)
class Block:
    """`key` is that of its row, or a mark of its own for one that isn't stored yet; `prefix` its kind."""

    prefix: str
    key: str
    values: Record = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return Place(REMOVED, self.prefix, self.key)


@dataclass(frozen=True)
class Merged:
    """A block of the merged body. `as_new`: in no row that is there; `removed`: it stands there to be removed."""

    block: Block
    as_new: bool = False
    removed: bool = False


Body = Sequence[Block]
Result = list[Merged]


def merge_bodies(was: Body, mine: Body, theirs: Body, same: SameIn, answers: Answers, met: Met) -> Result:
    """The merged body; where both changed a block, mine stays in it until there is a choice.

    What was asked is put into `met`, as is what the other one changed. A block belongs together: where both changed
    something of one, it is asked for as a whole. Where both put blocks into the same place, theirs stand first.
    """
    bodies = [{block.place: block for block in body} for body in (was, mine, theirs)]
    places = [[block.place for block in body] for body in (was, mine, theirs)]
    order = merged_order(places[0], places[1], places[2], answers, met)
    merged: Result = []
    for place in order:
        before, typed, now = (body.get(place) for body in bodies)
        if before is None:
            merged += _added(typed, now, met)
        elif typed is None and now is not None:
            merged += _removed_by_me(before, now, same, answers, met)
        elif typed is not None and now is None:
            merged += _removed_by_them(before, typed, same, met)
        elif typed is not None and now is not None:
            merged += _of_both(before, typed, now, same, answers, met)
    return merged


def _added(typed: Block | None, now: Block | None, met: Met) -> Result:
    if now is not None:
        met.changes.append(Change(now.place, None, {}))
        return [Merged(typed or now)]
    return [Merged(typed, as_new=True)] if typed is not None else []


def _of_both(before: Block, typed: Block, now: Block, same: SameIn, answers: Answers, met: Met) -> Result:
    place = before.place
    i_changed, they_changed = differ(before, typed, same), differ(before, now, same)
    choice = answers.choice(place)
    if not differ(typed, now, same):
        return [Merged(typed)]
    if they_changed and not i_changed:
        met.changes.append(Change(place, {}, {}))
        return [Merged(now)]
    if they_changed or (answers.was_asked(place) and not choice):
        met.clashes.append(Clash(place, _was(before, answers), flat(now.values), flat(typed.values)))
        return [Merged(typed)]
    if choice == BOTH:
        return [Merged(now), Merged(typed, as_new=True)]
    return [Merged(now if choice == THEIRS else typed)]


def _removed_by_me(before: Block, now: Block, same: SameIn, answers: Answers, met: Met) -> Result:
    place = before.place
    choice = answers.choice(place)
    if differ(before, now, same) or (answers.was_asked(place) and not choice):
        met.clashes.append(Clash(place, _was(before, answers), flat(now.values), None))
        return [Merged(now, removed=True)]
    return [Merged(now, removed=choice != THEIRS)]


def _removed_by_them(before: Block, typed: Block, same: SameIn, met: Met) -> Result:
    if not differ(before, typed, same):
        met.changes.append(Change(before.place, {}, None))
        return []
    met.clashes.append(Clash(before.place, flat(before.values), None, flat(typed.values)))
    return [Merged(typed, as_new=True)]


def asked_again(mine: Body, again: Mapping[Place, Block], same: SameIn, answers: Answers, met: Met) -> Body:
    """What was typed, without blocks that others had removed and that shall stay removed.

    `again` are those that the page showed as new ones, to be asked for. One that was changed since is kept.
    """
    left = list(mine)
    for place, shown in again.items():
        found = next((each for each in left if each.prefix == place.prefix and not differ(shown, each, same)), None)
        if found is None:
            continue
        choice = answers.choice(place)
        if choice == THEIRS:
            left.remove(found)
        elif not choice:
            met.clashes.append(Clash(place, answers.asked.get(place.text) or {}, None, flat(found.values)))
    return left


def _was(before: Block, answers: Answers) -> Value:
    return answers.asked.get(before.place.text) or flat(before.values)


def flat(values: Record) -> Value:
    """A block's fields as one value: each by its name and the name of its part."""
    return {f"{name} {suffix}": list(each) for name, value in values.items() for suffix, each in value.items()}


def fields_of(value: Value) -> dict[str, dict[str, list[str]]]:
    """What `flat` was made of."""
    found: dict[str, dict[str, list[str]]] = {}
    for key, each in value.items():
        name, _, suffix = key.partition(" ")
        found.setdefault(name, {})[suffix] = list(each)
    return found


def differ(one: Block, other: Block, same: SameIn) -> bool:
    names = {*one.values, *other.values}
    return not all(same(one.prefix, name, one.values.get(name, {}), other.values.get(name, {})) for name in names)


# The order

Places = Sequence[Place]


def merged_order(was: Places, mine: Places, theirs: Places, answers: Answers, met: Met) -> list[Place]:
    """All blocks that one of the two still has, each where whoever put it somewhere else put it."""
    kept = set(was) & set(mine) & set(theirs)
    before, typed, now = ([place for place in places if place in kept] for places in (was, mine, theirs))
    mine_moved, theirs_moved = _moved(before, typed), _moved(before, now)
    asked = answers.was_asked(ORDER)
    if typed == now or not (theirs_moved or asked):
        return _with(list(mine), theirs, set(), theirs_first=True)
    if not asked and not mine_moved & theirs_moved:
        met.changes.append(Change(ORDER, {}, {}))
        return _with(list(theirs), mine, mine_moved, theirs_first=False)
    choice = "" if theirs_moved else answers.choice(ORDER)
    if not choice:
        met.clashes.append(Clash(ORDER, _as_value(before), _as_value(now), _as_value(typed)))
    if choice == THEIRS:
        return _with(list(theirs), mine, set(), theirs_first=False)
    return _with(list(mine), theirs, set(), theirs_first=True)


def _moved(before: Places, after: Places) -> set[Place]:
    place_in = {place: number for number, place in enumerate(after)}
    return {before[number] for number in moved({n: place_in[place] for n, place in enumerate(before)})}


def _with(order: list[Place], other: Places, elsewhere: set[Place], theirs_first: bool) -> list[Place]:
    """The order with what only the other one has, or has put `elsewhere`, after what stands before it there.

    Where both put something after the same block, theirs stand first: `order` is mine if `theirs_first`.
    """
    order = [place for place in order if place not in elsewhere]
    others, own = set(other), set(order)
    at = 0
    for place in other:
        if place in own:
            at = order.index(place) + 1
            continue
        while not theirs_first and at < len(order) and order[at] not in others:
            at += 1
        order.insert(at, place)
        at += 1
    return order


def _as_value(places: Places) -> Value:
    return {"": [place.text for place in places]}
