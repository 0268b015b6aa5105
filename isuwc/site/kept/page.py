"""A page as it is kept: its bytes as they go out, and what it was made of."""

import time
import zlib
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock

from isuwc.site.kept.query import Looked, looked_at

SMALLEST = 200  # bytes that are worth compressing


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
    etag: str = ""
    last_modified: str = ""
    _gzipped: bytes | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._made_at = self.true_at
        self.etag = f'W/"{blake2b(self.body, digest_size=12).hexdigest()}"'
        self.last_modified = next((value for name, value in self.headers if name.lower() == "last-modified"), "")

    def answers(self, query: str) -> bool:
        """Whether it would have been the same with this query."""
        return self.asked == looked_at(query, self.names)

    @property
    def age(self) -> int:
        """Seconds since it was made."""
        return int(time.monotonic() - self._made_at)

    @property
    def is_compressible(self) -> bool:
        kind = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return len(self.body) >= SMALLEST and not kind.startswith(("image/", "font/"))

    @property
    def size(self) -> int:
        """In memory, about, compressed too."""
        return len(self.body) * 5 // 4 + 2_000

    def gzipped(self) -> bytes:
        """Compressed once, whoever asks first."""
        with self._lock:
            if self._gzipped is None:
                making = zlib.compressobj(9, zlib.DEFLATED, 31)
                self._gzipped = making.compress(self.body) + making.flush()
            return self._gzipped
