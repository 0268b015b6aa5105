"""Where pages are kept in a process: the ones asked for last, up to a size, and one maker at a time for each."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

from isuwc.site.kept.page import Page


class Shelf:
    def __init__(self, size: int) -> None:
        self.size = size  # in bytes
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.held = 0  # in bytes
        self._names: OrderedDict[Hashable, frozenset[str]] = OrderedDict()
        self._makers: dict[Hashable, tuple[Lock, int]] = {}
        self._lock = Lock()

    @property
    def count(self) -> int:
        """How many pages it holds."""
        return len(self._pages)

    def names(self, address: Hashable) -> frozenset[str]:
        """The names of the query that pages of that address were seen to look at."""
        return self._names.get(address, frozenset())

    def note_names(self, address: Hashable, names: frozenset[str]) -> frozenset[str]:
        """All that are known now. A page that looks at further ones is another page from then on."""
        with self._lock:
            known = self._names.get(address, frozenset()) | names
            self._names[address] = known
            self._names.move_to_end(address)
            while len(self._names) > 50_000:
                self._names.popitem(last=False)
            return known

    def get(self, key: Hashable) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page) -> None:
        with self._lock:
            if (older := self._pages.pop(key, None)) is not None:
                self.held -= older.size
            self._pages[key] = page
            self.held += page.size
            while self.held > self.size and self._pages:
                self.held -= self._pages.popitem(last=False)[1].size

    @contextmanager
    def making(self, key: Hashable, patience: float) -> Iterator[bool]:
        """Whether one is its only maker now; waits for another one, as long as that is worth it (seconds)."""
        with self._lock:
            lock, count = self._makers.get(key, (Lock(), 0))
            self._makers[key] = lock, count + 1
        is_mine = lock.acquire(timeout=patience) if patience > 0 else lock.acquire(blocking=False)
        try:
            yield is_mine
        finally:
            if is_mine:
                lock.release()
            with self._lock:
                lock, count = self._makers[key]
                if count == 1:
                    del self._makers[key]
                else:
                    self._makers[key] = lock, count - 1
