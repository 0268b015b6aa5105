"""Three states of a record - opened on, typed, stored now - and what becomes of them. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Value = Mapping[str, list[str]]
Record = dict[str, Value]
Same = Callable[[str, Value, Value], bool]  # of a field by name: whether two values mean the same

MINE, THEIRS = "mine", "theirs"
REMOVED = ""  # the field of a place that is a row as a whole


@dataclass(frozen=True)
class Place:
    """Where a value stands: a field of the form, or of a row (`prefix`, `key`), or such a row as a whole."""

    name: str
    prefix: str = ""
    key: str = ""

    @property
    def text(self) -> str:
        return "/".join([self.prefix, self.key, self.name])

    @classmethod
    def of(cls, text: str) -> "Place":
        prefix, key, name = text.split("/", 2)
        return cls(name, prefix, key)


@dataclass(frozen=True)
class Clash:
    """Both changed it, or of one row each changed something, and nobody has chosen yet.

    None stands for a row that is not there. `proposed` is the choice that suggests itself where only one of them
    changed this field of the row.
    """

    place: Place
    was: Value | None
    theirs: Value | None
    mine: Value | None
    proposed: str = ""


@dataclass(frozen=True)
class Change:
    """What the other one changed, and this person did not: it stays as it is now. None: a row that is not there."""

    place: Place
    was: Value | None
    now: Value | None


@dataclass
class Met:
    """What the comparison found."""

    clashes: list[Clash] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Answers:
    """What the page asked before, with what each was then, and what was chosen."""

    asked: Mapping[str, Value | None] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)

    def was_asked(self, place: Place) -> bool:
        return place.text in self.asked

    def choice(self, place: Place) -> str:
        return self.chosen.get(place.text, "") if self.was_asked(place) else ""


def merge(was: Record, mine: Record, theirs: Record, same: Same, answers: Answers, met: Met) -> Record:
    """The fields of the form itself. Where both changed one, mine stays in the form until there is a choice."""
    merged: Record = {}
    for name, now in theirs.items():
        place, typed, before = Place(name), mine.get(name, {}), was.get(name, now)
        i_changed, they_changed = not same(name, before, typed), not same(name, before, now)
        if same(name, typed, now):
            merged[name] = typed
        elif they_changed and not i_changed:
            merged[name] = now
            met.changes.append(Change(place, before, now))
        elif they_changed or (answers.was_asked(place) and not answers.choice(place)):
            merged[name] = typed
            met.clashes.append(Clash(place, answers.asked.get(place.text) or before, now, typed))
        else:
            merged[name] = now if answers.choice(place) == THEIRS else typed
    return merged


def merge_row(
    at: Place, was: Record, mine: Record | None, theirs: Record, same: Same, answers: Answers, met: Met
) -> Record | None:
    """A row that is still there. `mine` is None where this person removes it, and so is then the answer.

    A row belongs together, its start with its end: where both changed something of one, all that differs is asked for.
    """
    they_changed = {name for name, now in theirs.items() if not same(name, was.get(name, now), now)}
    if mine is None:
        return _removed_by_me(Place(REMOVED, at.prefix, at.key), bool(they_changed), theirs, answers, met)
    places = {name: Place(name, at.prefix, at.key) for name in theirs}
    i_changed = {name for name in theirs if name in mine and not same(name, was.get(name, theirs[name]), mine[name])}
    if they_changed and not i_changed:
        met.changes += [Change(places[name], was.get(name), theirs[name]) for name in theirs if name in they_changed]
        return theirs
    merged: Record = {}
    for name, now in theirs.items():
        typed, choice = mine.get(name, now), answers.choice(places[name])
        merged[name] = typed
        if same(name, typed, now):
            continue
        if they_changed or (answers.was_asked(places[name]) and not choice):
            before = answers.asked.get(places[name].text) or was.get(name, now)
            both = name in they_changed and name in i_changed
            proposed = "" if both or not they_changed else MINE if name in i_changed else THEIRS
            met.clashes.append(Clash(places[name], before, now, typed, proposed))
        elif choice == THEIRS:
            merged[name] = now
    return merged


def _removed_by_me(place: Place, they_changed: bool, theirs: Record, answers: Answers, met: Met) -> Record | None:
    if they_changed or (answers.was_asked(place) and not answers.choice(place)):
        met.clashes.append(Clash(place, {}, {}, None))
        return None
    return theirs if answers.choice(place) == THEIRS else None


def merge_removed(at: Place, was: Record, mine: Record | None, same: Same, met: Met) -> Record | None:
    """A row that somebody removed: what this person typed in it, to be made anew, or None if that is nothing."""
    place = Place(REMOVED, at.prefix, at.key)
    if mine is None:
        return None
    changed = [name for name, typed in mine.items() if name in was and not same(name, was[name], typed)]
    if not changed:
        met.changes.append(Change(place, {}, None))
        return None
    met.clashes.append(Clash(place, {}, None, {}))
    return {**was, **mine}
