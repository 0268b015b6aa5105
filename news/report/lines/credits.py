"""Credits as desks write them, and the caption before one. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from news.report.lines import credit_patterns as patterns

LONGEST_CAPTION = 400  # characters of a caption with a credit
LONGEST_CREDIT = 200  # characters
_ACRONYM = re.compile(r"[A-Z]{3,6}")  # DESG: no photographer's name
_SENTENCES = re.compile(r"[.!?…][”\"’»]?(?=\s+[^\Wa-z])")


@dataclass(frozen=True)
class Credited:
    """A caption taken apart at its credit, which begins at `start`."""

    caption: str
    holder: str
    photographer: str
    start: int


@lru_cache(maxsize=4096)
def credited(text: str) -> Credited | None:
    """The caption before its credit, and the credit; None where the line does not end in one.

    A paragraph with a credit at its end has none here: `credit_of_paragraph` finds it.
    """
    found = _credited(text) if len(text) <= LONGEST_CAPTION else None
    return None if found is None or is_paragraph(found.caption) else found


def credit_of_paragraph(text: str) -> Credited | None:
    """The credit that ends a paragraph, which is no caption: it has three sentences, or is too long for one."""
    found = _credited(text)
    return found if found and is_paragraph(found.caption) else None


def is_paragraph(caption: str) -> bool:
    return len(caption) > LONGEST_CAPTION - 20 or (len(caption) > 220 and len(_SENTENCES.findall(caption)) >= 2)


def _credited(text: str) -> Credited | None:
    cut = max(0, len(text) - LONGEST_CREDIT)
    end = text[cut:]
    if patterns.HANDLE.search(end) or patterns.ALL_RIGHTS.search(end):
        return None
    if found := patterns.AGENCY_CREDIT.search(end):
        holder, photographer = found["holder"] or found["agency"], found["photographer"]
    elif not cut and (found := patterns.BARE_CREDIT.fullmatch(end)):
        pair = (found["first"], found["second"]) if found["first"] else (found["other"], found["agency"])
        holder, photographer = _by_order(pair[0], pair[1] or "", photographer_first=True)
    elif found := patterns.CREDIT.search(end):
        first, _, second = found["holder"].partition("/")
        holder, photographer = _by_order(first, second, photographer_first=False)
    elif found := patterns.BRACKETED_CREDIT.search(end):
        pair = (found["first"], found["second"] or found["by"]) if found["first"] else (found["other"], found["agency"])
        holder, photographer = _by_order(pair[0], pair[1] or "", photographer_first=True)
    elif (found := patterns.WORDED_CREDIT.search(end) or patterns.PHOTO_BY.search(end)) and _is_owner(found["first"]):
        second = found["second"] or found.groupdict().get("agency") or ""
        holder, photographer = _by_order(found["first"], second, photographer_first=True)
    elif found := patterns.BARE_ENDING.search(end):
        holder, photographer = found["agency"], found["first"]
    else:
        return None
    caption = text[: cut + found.start()].strip(patterns.AROUND)
    year = found.groupdict().get("year")
    if year and re.search(r"[^\s.!?…”\"]\s+$", end[: found.start()]):
        caption = f"{caption} {year.strip()}"  # … at the Championships 2019© ISU: the year ends the caption
    return Credited(caption, _holder(holder), photographer, cut + found.start())


def _is_owner(name: str) -> bool:
    """Whether it is written as a name: its first and its last word are no small words, or it is a known holder."""
    parts = name.strip().split()
    return bool(patterns.HOLDER.fullmatch(name.strip()) or patterns.PRIVATE.fullmatch(name.strip())) or not (
        parts[0][0].islower() or parts[-1].lstrip("(")[:1].islower()
    )


def _by_order(first: str, second: str, *, photographer_first: bool) -> tuple[str, str]:
    """Holder and photographer of two names. An agency is the holder wherever it stands."""
    first, second = first.strip(), second.strip()
    if not second:
        return first, ""
    agencies = [bool(patterns.HOLDER.fullmatch(name) or _ACRONYM.fullmatch(name)) for name in (first, second)]
    if agencies[0] != agencies[1]:
        return (first, second) if agencies[0] else (second, first)
    return (second, first) if photographer_first else (first, second)


def _holder(name: str) -> str:
    name = re.sub(r"^International Skating Union(?: ?\(ISU\))?$", "ISU", name, flags=re.IGNORECASE)
    return {"isu": "ISU", "getty": "Getty Images"}.get(name.casefold(), name)
