"""A page as it is kept: its bytes as they go out, and what it was made of."""

import time
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock, Thread

from isuwc.site.kept.packing import STRONGEST, Way, packed
from isuwc.site.kept.query import Looked, looked_at

SMALLEST = 200  # bytes that are worth compressing
OFTEN = 8  # times that a page is given before the strongest compression is worth its time
_strongly = Lock()  # one page of a process at a time


@dataclass
class Page:
    """An answer of the application to everybody.

    `scopes` and `states` are what it was made of and how that was; `window` numbers the span of time in which it was
    made, None where the time has no part in it; `names` are those of the query that it looked at, and `asked` what
    these were. `true_at` (`time.monotonic`) is when it was last known to be true.
    """

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    scopes: tuple[str, ...]
    states: tuple[int, ...]
    window: int | None
    names: frozenset[str]
    asked: Looked = ()
    true_at: float = field(default_factory=time.monotonic)
    made_at: float = 0.0  # `time.monotonic`; that of `true_at`, unless it is said
    ways: dict[Way, bytes] = field(default_factory=dict)  # the body compressed
    etag: str = ""
    last_modified: str = ""
    _given: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.made_at = self.made_at or self.true_at
        self.etag = f'W/"{blake2b(self.body, digest_size=12).hexdigest()}"'
        self.last_modified = next((value for name, value in self.headers if name.lower() == "last-modified"), "")

    def answers(self, query: str) -> bool:
        """Whether it would have been the same with this query."""
        return self.asked == looked_at(query, self.names)

    @property
    def age(self) -> int:
        """Seconds since it was made."""
        return int(time.monotonic() - self.made_at)

    @property
    def is_compressible(self) -> bool:
        kind = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return len(self.body) >= SMALLEST and not kind.startswith(("image/", "font/", "application/zip"))

    @property
    def size(self) -> int:
        """In memory, about, compressed too."""
        return len(self.body) * 3 // 2 + 2_000

    def packed(self, way: Way) -> bytes:
        """Compressed once, by whoever asks first, and as strongly as can be once it is asked for often."""
        self._given += 1  # about
        if way is Way.BROTLI and self._given == OFTEN:
            Thread(target=self.pack_strongly, name="packing", daemon=True).start()
        with self._lock:
            if way not in self.ways:
                self.ways[way] = packed(self.body, way)
            return self.ways[way]

    def pack_strongly(self) -> None:
        with _strongly:
            found = packed(self.body, Way.BROTLI, STRONGEST)
        with self._lock:
            self.ways[Way.BROTLI] = found
