"""What the broadcast desk says of addresses: each once, in the section where it most needs somebody."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.broadcast.links.users import Address


@dataclass(frozen=True)
class LinkSections:
    """No address is in two of them, except that one that is written wrongly may be dead as well."""

    dead: list[Address]  # as a person said, longest ago first
    doubted: list[Address]  # the command finds them failing, longest ago first
    odd: list[Address]  # not well-formed
    others: list[Address]  # longest unopened first

    @property
    def waiting(self) -> int:
        return len(self.dead) + len(self.doubted) + len(self.odd)


def sections(addresses: Iterable[Address]) -> LinkSections:
    found = LinkSections([], [], [], [])
    for each in addresses:
        if each.is_dead:
            found.dead.append(each)
        if each.faults:
            found.odd.append(each)
        elif each.is_doubted:
            found.doubted.append(each)
        elif not each.is_dead:
            found.others.append(each)
    found.dead.sort(key=lambda each: (each.word.failed_on, each.address))  # type: ignore[union-attr]
    found.doubted.sort(key=lambda each: (each.found.failing_since, each.address))  # type: ignore[union-attr]
    found.others.sort(key=lambda each: (each.opened_on, each.address))
    return found
