"""Studies of an oval, its lanes, ice and light: the demo's pictures, drawn by the site itself.

Each study is a composition; the seed chooses its light, its colours and where things fall. Nobody's photograph is
imitated and no person is shown.
"""

import random
from collections.abc import Callable

from PIL import Image

from isuwc.demo.pictures.halls import dawn, hall
from isuwc.demo.pictures.ice import blades, start
from isuwc.demo.pictures.lines import crossing, pursuit, swirl
from isuwc.demo.pictures.oval import aerial, laps, streaks
from isuwc.drawing import Size

SIZE = (2400, 1600)
STUDIES: dict[str, Callable[[random.Random, Size], Image.Image]] = {
    study.__name__: study for study in (aerial, blades, streaks, laps, swirl, pursuit, crossing, hall, start, dawn)
}


def draw(study: str, seed: int, size: Size = SIZE) -> Image.Image:
    """Draw the study of that name. Raises KeyError for a name that STUDIES doesn't hold."""
    return STUDIES[study](random.Random(f"{study} {seed}"), size)  # noqa: S311 - chance for a picture
