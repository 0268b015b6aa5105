"""In which version each block got the words that it has."""

from collections.abc import Sequence

from news.blocks.facts import Json
from news.blocks.kinds import read
from news.editions.versions.comparing.compare import known
from news.editions.versions.comparing.pairing import pairs


def carried_on(before: Sequence[Json], after: Sequence[Json], written_in: Sequence[int], version: int) -> list[int]:
    """Of each block of the second body the version that wrote it last.

    `written_in` is the same of the first body, `version` the number of the second. A block that was only moved stays
    whose it was.
    """
    old, new = [known(read(block)) for block in before], [known(read(block)) for block in after]
    found = [version] * len(new)
    for row in pairs(old, new):
        if row.before is not None and row.after is not None and old[row.before] == new[row.after]:
            found[row.after] = written_in[row.before]
    return found
