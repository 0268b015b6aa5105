"""A page as it is kept: its bytes as they go out, and what it was made of."""

import zlib
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock

SMALLEST = 200  # bytes that are worth compressing


@dataclass
class Page:
    """An answer of the application to everybody.

    `scopes` and `states` are what it was made of and how that was; `window` numbers the span of time in which it was
    made, None where the time has no part in it; `names` are those of the query that it looked at.
    """

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    scopes: tuple[str, ...]
    states: tuple[int, ...]
    window: int | None
    names: frozenset[str]
    made_at: float
    stale_since: float | None = None
    etag: str = ""
    last_modified: str = ""
    _gzipped: bytes | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.etag = f'W/"{blake2b(self.body, digest_size=12).hexdigest()}"'
        self.last_modified = next((value for name, value in self.headers if name.lower() == "last-modified"), "")

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
