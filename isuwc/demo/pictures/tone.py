"""The colours of an hour in the hall."""

import random
from dataclasses import dataclass

from isuwc.drawing import Colour, oklch


@dataclass(frozen=True)
class Light:
    """The colours of one hour: the dark of the hall, the ice in shadow and in light, and what glows."""

    night: Colour
    deep: Colour
    ice: Colour
    bright: Colour
    warm: Colour
    red: Colour
    blue: Colour


def light(chance: random.Random) -> Light:
    hue = 240 + chance.uniform(-18, 14)
    return Light(
        night=oklch(0.16, 0.045, hue + 12),
        deep=oklch(0.36, 0.10, hue + 6),
        ice=oklch(0.78, 0.065, hue - 14),
        bright=oklch(0.965, 0.018, hue - 20),
        warm=oklch(0.80, 0.14, 60 + chance.uniform(-16, 14)),
        red=oklch(0.60, 0.21, 24 + chance.uniform(-6, 6)),
        blue=oklch(0.50, 0.17, hue + 16),
    )
