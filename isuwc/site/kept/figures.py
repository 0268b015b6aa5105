"""What kept pages save, for the log: a line every few minutes in which anything was asked for."""

import logging
import time
from dataclasses import dataclass, field

from isuwc.site.kept.shelf import Shelf

log = logging.getLogger("isuwc.kept")
EVERY = 300.0  # seconds


@dataclass
class Figures:
    """Of a process since its last line. Threads count without a lock, so they are right but for a few."""

    given: int = 0  # from the shelf
    made: int = 0
    making: float = 0.0  # seconds in all
    shared: int = 0  # found in Redis, made by another process
    since: float = field(default_factory=time.monotonic)

    def say_now_and_then(self, shelf: Shelf) -> None:
        now = time.monotonic()
        if now - self.since < EVERY or not (self.given or self.made or self.shared):
            return
        facts = {
            "given": self.given, "made": self.made, "making_ms": round(1_000 * self.making),
            "shared": self.shared, "pages": shelf.count, "bytes": shelf.held, "seconds": round(now - self.since),
        }  # fmt: skip
        self.given, self.made, self.making, self.shared, self.since = 0, 0, 0.0, 0, now
        log.info(
            "Kept pages in %s s: %s given, %s made in %s ms, %s from others; %s held, %.1f MB.",
            facts["seconds"], facts["given"], facts["made"], facts["making_ms"], facts["shared"], facts["pages"],
            facts["bytes"] / 1_000_000,
            extra={"facts": facts},
        )  # fmt: skip
