"""Proposes titles for texts that have none."""

import re

from events.models import Event
from news.report import Report
from news.report.lines.spoken.speech import is_open


def propose_title(report: Report, event: Event | None) -> str:
    """A title for a text without one: its first caption if that is informative, else the lead's first sentence, else
    the event; "" rather than a wrong one."""
    caption = next((picture.caption for picture in report.pictures if picture.caption), "")
    if 30 <= len(caption) <= 90 and not _PLAIN_CAPTION.search(caption):
        return _without_countries(caption).rstrip(".")
    found = _shortened(_without_countries(_first_sentence(report.lead)).rstrip("."))
    if found and _is_whole(found):
        return found
    return f"{event.title} in {event.venue.city}" if event else ""


def _first_sentence(lead: str) -> str:
    """Up to the first full stop that ends a sentence: none does after initials and abbreviations, as in J.R. or St."""
    text = lead.replace("\n", " ")
    for found in re.finditer(r"[.!?…。][”\"’»]?(?=\s|$)|。", text):
        word = text[: found.start() + 1].rsplit(" ", 1)[-1]
        if not _ABBREVIATION.fullmatch(word):
            return text[: found.end()]
    return text


_ABBREVIATION = re.compile(
    r"(?:[^\W\d_]\.){1,4}|\d{1,3}\."
    r"|(?:St|Ste|Dr|Mr|Mrs|Ms|Jr|Sr|Prof|No|Nr|vs|ca|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|e\.g|i\.e)\."
)


def _is_whole(title: str) -> bool:
    """Whether it is no piece of a sentence: its quotation marks and brackets are closed."""
    return not is_open(title) and title.count("(") == title.count(")") and not title.endswith(":")


# Captions that say where a picture was taken rather than what happened
_PLAIN_CAPTION = re.compile(
    r"\b(?:during the|at the (?:19|20)\d\d|competes|competing|in action|pictured)\b|(?:19|20)\d\d$", re.IGNORECASE
)


def _without_countries(text: str) -> str:
    return re.sub(r"(?<!\s)\s*+\([A-Z]{3}\)", "", text)


def _shortened(text: str, longest: int = 100) -> str:
    """Up to the last comma or dash that fits; "" where nothing whole fits."""
    if len(text) <= longest:
        return text
    clauses = [found.start() for found in re.finditer(r"(?<!\s)\s*+[,;:–—]\s", text[:longest])]
    return text[: clauses[-1]] if clauses and clauses[-1] >= 40 else ""
