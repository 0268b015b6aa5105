"""A comparison in a few words, for lists."""

from news.editions.versions.comparing.compare import Comparison


def in_short(comparison: Comparison) -> str:
    """Title, lead, 2 blocks changed, 1 added, 1 moved; empty where nothing differs."""
    heads = dict.fromkeys(part.label.partition(":")[0].lower() for part in comparison.head if part.changed)
    counts = {
        "changed": sum(block.changed for block in comparison.blocks),
        "added": sum(block.added for block in comparison.blocks),
        "removed": sum(block.removed for block in comparison.blocks),
        "moved": sum(block.moved for block in comparison.blocks),
    }
    said = [f"{count} {what}" for what, count in counts.items() if count]
    if said:
        first, _, rest = said[0].partition(" ")
        said[0] = f"{first} block{'' if first == '1' else 's'} {rest}"
    words = ", ".join([*heads, *said])
    return words[:1].upper() + words[1:]
