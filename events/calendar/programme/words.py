"""What people write for distances and categories. Pure."""

import re
from collections.abc import Mapping

from events.models.programme import Category, Distance, Phase


def key(text: str) -> str:
    """Letters and digits alone: "Semi-final 1", "semi final 1" and "semi-final-1" are one."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


CATEGORIES: Mapping[str, str] = {
    **dict.fromkeys(("women", "womens", "woman", "w", "ladies", "lady"), Category.WOMEN.value),
    **dict.fromkeys(("men", "mens", "man", "m"), Category.MEN.value),
    **dict.fromkeys(("mixed", "mix", "x"), Category.MIXED.value),
}
DISTANCES: Mapping[str, str] = {
    **{key(each.value): each.value for each in Distance},
    **{f"{each.value}{unit}": each.value for each in Distance for unit in ("m", "meters", "metres")},
    "ms": Distance.MASS_START.value,
    "tp": Distance.TEAM_PURSUIT.value,
    "ts": Distance.TEAM_SPRINT.value,
    "mr": Distance.MIXED_RELAY.value,
}
DIVISIONS: Mapping[str, str] = {
    "": "",
    **{f"{word}{letter.lower()}": letter for letter in "AB" for word in ("", "div", "division")},
}
PHASES: Mapping[str, str] = {
    **{key(written): each.value for each in Phase for written in (each.value, each.label)},
    "sf1": Phase.SEMI_FINAL_1.value,
    "sf2": Phase.SEMI_FINAL_2.value,
    "f": Phase.FINAL.value,
}
ORDINALS = {"1st": "1", "2nd": "2", "3rd": "3"}
