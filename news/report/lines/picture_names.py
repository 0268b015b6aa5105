"""Lines that name a picture, as desks name their files. Pure."""

import re

from news.report.lines import patterns
from news.report.lines.known.names import SAME, words
from news.report.lines.lists import is_bullet
from news.report.lines.reading import CAPTION
from news.report.parts import Picture


def picture_line(text: str) -> Picture | None:
    """A line that names a picture by an agency's number or a file's name."""
    if found := patterns.AGENCY_PICTURE.fullmatch(text):
        name = (found["name"] or "").strip(" _-(#.:")
        is_sentence = len(found["id"]) < 8 and len(name.split()) > 6
        if not is_sentence and not patterns.OTHER_NUMBER.search(found["name"] or ""):
            return Picture(name=name, agency_id=found["id"])
    if found := patterns.FILE_PICTURE.fullmatch(text):
        return Picture(name=found["name"].strip())
    return None


def names_nothing_but_races(text: str) -> bool:
    """Men's 1000m, Friday, Team Pursuit: a heading of a programme, whatever follows it."""
    return all(patterns.PROGRAMME_WORD.fullmatch(word) for word in re.findall(r"[\w'’.,-]+", text))


_PARTICLES = {
    *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "vs", "with", "main"),
    *("de", "der", "den", "di", "la", "le", "met", "op", "ter", "van", "vd", "vom", "von"),
}


def is_name_like(text: str, but: int = 0) -> bool:
    """Written as people write names of files: every word, `but` so many, with a capital or a figure; no sentence."""
    if len(text) > 120 or text.endswith((*patterns.FULL_STOPS, ":", ";", ",")):
        return False
    found = re.findall(r"[^\s()\[\]]+", text)
    small = [word for word in found if word[0].islower() and word.casefold() not in _PARTICLES]
    return bool(found) and len(small) <= but


def has_marks_of_a_file(text: str) -> bool:
    """What stands in names of picture files and not in headings: NOC codes, figures, initials, joined words."""
    found = re.findall(r"[\w'’.-]+", re.sub(r"\([^()]*\)", " ", text))  # Quebec (CAN) stands in sentences too
    return any(
        re.fullmatch(r"[A-Z]{2,4}|.*\d.*|.*_.*|[A-Z]|.*[a-z][A-Z].*|main|MAIN", word)
        and not patterns.PROGRAMME_WORD.fullmatch(word)
        for word in found
    )


def share(text: str, of: str) -> float:
    """Which part of the text's words the other text has too."""
    mine = words(text)
    return len(mine & words(of)) / len(mine) if mine else 0.0


def names_picture(text: str, caption: str, between_headings: bool) -> bool:
    """Whether a line without number and ending names the picture whose caption follows it.

    `between_headings`: another heading stands right above it or right below its caption, so it can be none itself.
    """
    if len(text) > CAPTION or text[0] in patterns.OPENING or is_bullet(text) or names_nothing_but_races(text):
        return False
    shared = share(text, caption)
    if text.endswith((*patterns.FULL_STOPS, ":", ";", ",")) or len(text) > 120:
        return shared >= SAME and len(text.split()) >= 4  # a whole sentence, said again as the caption
    if (text[0].islower() and len(text.split()) <= 6) or len(text.split()) == 1 or shared >= SAME:
        return True
    if any(word in caption.split() for word in _family_names(text)):
        return True  # MUSTER sad: Berit Muster …
    if shared >= 0.5 and has_marks_of_a_file(text) and is_name_like(text, but=1):
        return True
    return is_name_like(text) and (has_marks_of_a_file(text) or shared > 0.5 or between_headings)


def _family_names(text: str) -> list[str]:
    """Muster of "MUSTER sad": words in capitals beside others, as agencies write family names."""
    found = text.split()
    capitals = [word for word in found if len(word) > 2 and word.isalpha() and word.isupper()]
    return [word.title() for word in capitals] if len(capitals) < len(found) else []
