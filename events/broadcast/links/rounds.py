"""Tries all addresses in use, one request at a time, and keeps what was found."""

import datetime
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from events.broadcast.links.faults import faults
from events.broadcast.links.trying import Finding, Tried, Trier
from events.broadcast.links.users import Address
from events.models import LinkTry

PAUSE = 2.0  # seconds between two requests to a host


@dataclass
class Pace:
    """One request at a time, and a host only after a pause since the last one to it."""

    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    last: dict[str, float] = field(default_factory=dict)

    def __call__(self, host: str) -> None:
        wait = self.last.get(host, -self.pause) + self.pause - self.clock()
        if host in self.last and wait > 0:
            self.sleep(wait)
        self.last[host] = self.clock()


def in_turn(addresses: Sequence[Address]) -> list[Address]:
    """Those never tried first, then the longest untried, so that a round that is cut short goes on the next time."""
    never = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return sorted(addresses, key=lambda each: (each.found.tried_at if each.found else never, each.address))


def tried(address: Address, trier: Trier) -> Tried:
    """What is found. Placeholders and addresses that are written wrongly are told by looking at them."""
    wrong = [each for each in faults(address.address) if not each.startswith(("It does not begin", "It has tracking"))]
    if wrong:
        return Tried(Finding.REFUSED, f"not tried: {wrong[0][:1].lower()}{wrong[0][1:].rstrip('.')}")
    return trier.tried(address.address)


def keep(address: str, found: Tried, at: datetime.datetime | None = None) -> LinkTry:
    """In place of what was found before; of failures that follow each other the first is remembered."""
    at = at or timezone.now()
    before = LinkTry.objects.filter(address=address).first()
    is_failing = found.finding is Finding.FAILS
    row = before or LinkTry(address=address)
    row.failing_since = (row.failing_since or at) if is_failing else None
    row.failures = row.failures + 1 if is_failing else 0
    row.tried_at, row.state = at, found.finding.value
    row.outcome, row.redirected_to = found.words[:300], found.redirected_to
    row.save()
    return row


def forget(addresses: Sequence[Address]) -> int:
    """Remove what was found of addresses that nothing leads to any more. Returns of how many."""
    return LinkTry.objects.exclude(address__in=[each.address for each in addresses]).delete()[0]
