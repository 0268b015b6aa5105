"""The lines of a text, and what a single one of them is."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from news.report.lines import patterns
from news.report.lines.known_names import SAME, KnownNames, words
from news.report.lines.speech import is_open, is_speech
from news.report.parts import Picture

# Every way in which a line can end, and what may surround its words without being seen
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(filter(str.isspace, map(chr, range(0x3001))))

LONG = 100  # characters: what is shorter may be a heading, what is longer is a paragraph
CAPTION = 220  # characters of a caption that has no credit
LONGEST_CAPTION = 400  # characters of one that has
BRIEF = 600  # characters: nothing longer is anything but text


@dataclass(frozen=True)
class SourceLine:
    """A line that holds something, or the lines into which a paragraph was broken.

    What stands in one `run` has no blank line between it.
    """

    lines: tuple[tuple[int, str], ...]  # number and text of each
    run: int

    @cached_property
    def text(self) -> str:
        return " ".join(text for _, text in self.lines)


@dataclass(frozen=True)
class Credited:
    """A caption taken apart at its credit."""

    caption: str
    holder: str
    photographer: str


def read_lines(text: str) -> list[SourceLine]:
    runs: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip(_UNSEEN):
            runs[-1].append((number, line))
        elif runs[-1]:
            runs.append([])
    sources = []
    for number, whole in enumerate(runs):
        run = _without_edges(whole)
        if _is_wrapped([text for _, text in run]):
            sources.append(SourceLine(tuple(run), number))
        else:
            sources += [SourceLine((line,), number) for line in run]
    return sources


def _without_edges(run: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without spaces around them; rows of a table keep the tabs beside their empty cells."""
    stripped = [line.strip(_UNSEEN) for _, line in run]
    are_rows = (
        len(run) > 1
        and all("\t" in line for _, line in run)
        and any("\t" in text for text in stripped)
        and not any(is_bullet(text) or patterns.NUMBERED.match(text) for text in stripped)
    )
    if are_rows:
        return [(number, line.strip(_UNSEEN.replace("\t", ""))) for number, line in run]
    return [(number, text) for (number, _), text in zip(run, stripped, strict=True)]


def _is_wrapped(texts: list[str]) -> bool:
    """Whether a paragraph was broken into lines of one width, as in e-mails: no word of a line fits the one above."""
    if len(texts) < 2 or any(_begins_alone(text) for text in texts):
        return False
    width = max(len(text) for text in texts)
    return (
        50 <= width <= LONG
        and all(
            len(text) + 1 + len(after.split()[0]) > width and not text.endswith((":", ";"))
            for text, after in pairwise(texts)
        )
        and not all(text.endswith((".", "!", "?", "”", '"')) for text in texts)
        and not any(credited(text) for text in texts)
    )


def _begins_alone(text: str) -> bool:
    return is_bullet(text) or "\t" in text or bool(re.match(r"\d{1,3}[.)]\s|#", text))


def credited(text: str) -> Credited | None:
    """The caption before its credit, and the credit; None where the line does not end in one."""
    if len(text) > LONGEST_CAPTION or patterns.HANDLE.search(text):
        return None
    if found := patterns.AGENCY_CREDIT.search(text):
        holder, photographer = found["holder"] or found["agency"], found["photographer"]
    elif found := patterns.CREDIT.search(text) or patterns.WORDED_CREDIT.search(text):
        holder, _, photographer = (part.strip() for part in found["holder"].partition("/"))
    else:
        return None
    caption = text[: found.start()].strip(_UNSEEN)
    year = found.groupdict().get("year")
    if year and re.search(r"[^\s.!?…”\"]\s+$", text[: found.start()]):
        caption = f"{caption} {year.strip()}"  # … at the Championships 2019© ISU: the year ends the caption
    holder = re.sub(r"^International Skating Union(?: ?\(ISU\))?$", "ISU", holder, flags=re.IGNORECASE)
    holder = {"isu": "ISU", "getty": "Getty Images"}.get(holder.casefold(), holder)
    return Credited(caption, holder, photographer)


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
    if len(text) > 120 or text.endswith((".", "!", "?", "…", ":", ";", ",")):
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
    if text.endswith((".", "!", "?", "…", ":", ";", ",")) or len(text) > 120:
        return shared >= SAME and len(text.split()) >= 4  # a whole sentence, said again as the caption
    if (text[0].islower() and len(text.split()) <= 6) or len(text.split()) == 1 or shared >= SAME:
        return True
    if shared > 0.5 and has_marks_of_a_file(text) and is_name_like(text, but=1):
        return True
    return is_name_like(text) and (has_marks_of_a_file(text) or shared > 0.5 or between_headings)


def dateline(text: str, known: KnownNames) -> bool:
    """City, Country; City / Country; City (NOC); a city that has an oval. In any case of letters."""
    if len(text) > 60 or any(char.isdigit() for char in text) or text.endswith((".", "!", "?", ":")):
        return False
    parts = dateline_parts(text)
    if not 1 <= len(parts) <= 3 or not all(parts) or any(len(part.split()) > 4 for part in parts):
        return False
    if len(parts) == 1:
        return known.is_city(parts[0])
    return known.is_country(parts[-1]) or known.is_city(parts[0]) or known.is_city(parts[-1])


def dateline_parts(text: str) -> list[str]:
    """Stavanger and NOR of "Stavanger (NOR)"."""
    bracketed = re.fullmatch(r"([^(),/]+)\(([^()]+)\)", text)
    return [part.strip() for part in (bracketed.groups() if bracketed else re.split(r"[,/|]|\s[-–—]\s", text))]


def is_bullet(text: str) -> bool:
    return bool(patterns.BULLET.match(text))


def without_bullet(text: str) -> str:
    return patterns.BULLET.sub("", text)


def is_prose(text: str) -> bool:
    """A paragraph rather than a heading."""
    return len(text) >= LONG or (len(text) >= 40 and text.endswith((".", "!", "…", "”", '"', "»", "“", ":")))


def could_be_heading(text: str) -> bool:
    if len(text) > LONG or is_bullet(text) or text[0].islower():
        return False
    if text[0] in patterns.OPENING and (is_speech(text) or is_open(text)):
        return False
    return not text.endswith(patterns.SENTENCE_END) or (text.endswith(("?", "!")) and len(text) <= 70)
