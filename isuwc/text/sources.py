"""What a note of a source says to readers: the sites it names, with date and link, and a remark. Pure.

Staff note sources briefly, with codes of their own: "isu.org 14299; kurier.at. Places 1 and 10 inferred".
Readers get the site's name, a date where the note has one, and a link to the page, or else to the site.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_URL = re.compile(r"https?://[^\s;,]+[^\s;,.]")
_DOMAIN = re.compile(r"(?<![\w@/.-])(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?![\w-]|\.[a-z])")
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])}) \d{{4}}\b")
_REMARK = re.compile(r"[.:] +(?=[A-Z])")


@dataclass(frozen=True)
class Source:
    """A site, such as "kurier.at", when it said so (23 January 2026, November 2025 or empty), and where."""

    site: str
    when: str
    link: str


@dataclass(frozen=True)
class Sources:
    """The sites that a note names, and what else it says. Without a site, all of it is a remark."""

    sites: tuple[Source, ...] = ()
    remark: str = ""

    def __bool__(self) -> bool:
        return bool(self.sites or self.remark)


def read_sources(note: str) -> Sources:
    """The note as readers see it. Codes between the names of sites are left out."""
    pages = {_site(url): url for url in _URL.findall(note)}
    text = _URL.sub(" ", note)
    found = list(_DOMAIN.finditer(text))
    if not found and not pages:
        return Sources(remark=note.strip())
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    sites: dict[str, Source] = {}
    remark = ""
    for match, end in zip(found, ends, strict=True):
        about, *rest = _REMARK.split(text[match.end() : end], maxsplit=1)
        remark = remark or "".join(rest).strip()
        site = match[0].removeprefix("www.")
        sites.setdefault(site, Source(site, _when(about), pages.pop(site, f"https://{match[0]}/")))
    for site, url in pages.items():
        sites.setdefault(site, Source(site, "", url))
    return Sources(tuple(sites.values()), remark)


def _site(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _when(text: str) -> str:
    if day := _DAY.search(text):
        try:
            date = datetime.date(*map(int, day.groups()))
        except ValueError:
            return ""
        return f"{date.day} {date:%B %Y}"
    month = _MONTH.search(text)
    return month[0] if month else ""
