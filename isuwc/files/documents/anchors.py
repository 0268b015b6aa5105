"""The links of the lines of a document, while they are read. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

from isuwc.files.documents.lines import tidy
from isuwc.files.documents.lost import Lost

_SCRIPTS = ("javascript:", "data:", "about:")  # what these start is no link


@dataclass
class Anchors:
    """The link that is open, and those of the line that is being read. What no line can hold is put into `lost()`."""

    lost: Callable[[], Iterable[Lost]]
    base: str = ""  # the address that addresses of the document start from
    found: list[tuple[str, str]] = field(default_factory=list)  # words and address
    _open: tuple[str, int] | None = None  # where it leads as it is written, and where in the buffer its words begin
    _has_held: bool = False  # whether the open one had words or a picture so far

    def begin(self, href: str, at: int) -> None:
        self._open, self._has_held = (href.strip(), at), False

    def end_line(self, buffer: list[str]) -> None:
        """The words so far are those of a line; what is open goes on in the next one."""
        if self._open:
            self._take(buffer)
            self._open = (self._open[0], 0)

    def end(self, buffer: list[str]) -> None:
        if self._open is None:
            return
        self._take(buffer)
        (href, start), self._open = self._open, None
        if tidy("".join(buffer[start:])) == "↑" and href.startswith("#"):
            del buffer[start:]  # mammoth's way back from a footnote
        elif not self._has_held and (address := target(href, self.base)):
            for lost in self.lost():
                lost.wordless.append(address)

    def hold_picture(self, name: str) -> None:
        """A picture stands in the open link."""
        if self._open and (address := target(self._open[0], self.base)):
            self._has_held = True
            for lost in self.lost():
                lost.pictures.append(f"{name} ({address})")

    def taken(self) -> list[tuple[str, str]]:
        """The links of the line, which ends."""
        found, self.found = self.found, []
        return found

    def _take(self, buffer: list[str]) -> None:
        href, start = self._open or ("", 0)
        words = tidy("".join(buffer[start:]))
        if not words or words == "↑":
            return
        self._has_held = True
        if address := target(href, self.base):
            self.found += [(line, address) for line in words.split("\n")]
        elif href and not href.startswith("#") and not href.lower().startswith(_SCRIPTS):
            for lost in self.lost():
                lost.aimless.append(f"“{' '.join(words.split())[:100]}” ({href[:200]})")


def target(href: str, base: str = "") -> str:
    """Where a link leads; "" if that is no address. Google Docs puts a page of its own before every one."""
    try:
        address = href.strip()
        address = urljoin(base, address) if base and address and not address.startswith("#") else address
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc == "www.google.com" and parts.path == "/url" and (real := parse_qs(parts.query).get("q")):
        return target(real[0]) if real[0] != href else ""
    if parts.scheme in {"http", "https"} and parts.netloc:
        return address
    return address if parts.scheme == "mailto" and parts.path else ""
