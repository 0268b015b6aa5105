"""Pictures: the line that names one, its caption and its credit, in whatever order and with whatever missing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from news.report.lines import patterns
from news.report.lines.credits import Credited, credited
from news.report.lines.datelines import place_and_date
from news.report.lines.lists import is_bullet, is_numbered
from news.report.lines.page_dates import byline_of, is_date_line
from news.report.lines.picture_names import (
    has_marks_of_a_file,
    is_name_like,
    names_nothing_but_races,
    names_picture,
    picture_line,
    share,
)
from news.report.lines.reading import CAPTION, LONG, could_be_heading, is_prose
from news.report.lines.spoken.speech import is_speech
from news.report.parts import Picture, Verdict
from news.report.readings.reading import Evidence, LineAs, Reading, text_as
from news.report.source_text import SourceText

NO_NAME = "No line names its picture."
NO_CREDIT = "It has no credit. A photo can't go live without one."
NO_CAPTION = "No caption was found."
CREDIT_ALONE = "Only the credit of a picture stands here: it became an empty frame."
IS_NAME = "It was taken for the name of the picture below it. Is it a subhead?"
IS_CAPTION = "It was taken for the caption of the picture whose credit stands below it. Is it a subhead?"
MAY_BE_NAME = "Is it a subhead, or the name of the picture below it?"
MAY_BE_CAPTION = "Is it the caption of the picture whose credit stands below it?"
NAME, NUMBER, CAPTION_LINE, BOTH, CREDIT = (
    "a picture's name",
    "a picture's name and number",
    "a caption",
    "a caption and its credit",
    "a credit",
)
SURE_CAPTION = 160  # characters: a longer one may well be a paragraph


@dataclass(frozen=True)
class Caption:
    """A caption with its credit, on one line or on two."""

    text: str
    holder: str
    photographer: str
    lines: tuple[int, ...]


def pictures(text: SourceText) -> Iterator[Reading]:
    for index, line in text.brief():
        if picture := picture_line(line):
            yield from _named(text, index, picture)
            continue
        if text.stands_apart(index) or byline_of(line) or is_date_line(line):
            continue
        named = list(_named_by_a_file(text, index))
        yield from named
        if any(reading.part for reading in named) and credited(line):
            continue  # a name that ends in a credit as the caption below it does
        if caption := _caption_at(text, index):
            doubt = NO_NAME if len(caption.lines) == 1 else IS_CAPTION
            yield _reading(Picture(), (), caption, _of_caption(text, caption), doubt)
        if (found := credited(line)) and not found.caption:
            yield _credit_alone(index, found)


def _caption_at(text: SourceText, index: int | None) -> Caption | None:
    """The caption that begins on this line, if a credit ends it here or stands alone on the next one."""
    if index is None or index >= len(text) or not text.is_brief(index) or picture_line(text.text(index)):
        return None
    line = text.text(index)
    if is_date_line(line) or byline_of(line):
        return None
    if found := credited(line):
        return Caption(found.caption, found.holder, found.photographer, (index,)) if found.caption else None
    after = index + 1
    if after == len(text) or len(line) > CAPTION or is_bullet(line) or patterns.HASHTAG_LINE.fullmatch(line):
        return None
    credit = credited(text.text(after))
    if credit is None or credit.caption or is_speech(line):
        return None
    return Caption(line, credit.holder, credit.photographer, (index, after))


def _of_caption(text: SourceText, caption: Caption) -> int:
    """The evidence for a caption that no line names: sure where its credit ends it, not where that stands below it."""
    if len(caption.lines) == 1:
        return Evidence.CERTAIN - 2
    first, second = caption.lines
    alone = text.run(first) != text.run(second)
    goes_on = second + 1 < len(text) and text.run(second + 1) == text.run(second)
    if first < text.lead and (alone or goes_on) and not text.text(first).endswith(patterns.FULL_STOPS):
        return Evidence.LITTLE  # the title, above the lead's picture
    if first == text.lead or (alone and is_prose(text.text(first))):
        return Evidence.FAIR  # a paragraph, and below it a picture
    return Evidence.GOOD + 5 if alone else Evidence.STRONG - 2


def _credit_alone(index: int, found: Credited) -> Reading:
    """A credit without a caption still opens a frame, which waits for its file."""
    picture = Picture(credit=found.holder, photographer=found.photographer)
    return Reading((LineAs(index, Verdict.FACT, CREDIT, CREDIT_ALONE),), Evidence.GOOD + 5, part=picture)


def _reading(picture: Picture, names: tuple[LineAs, ...], caption: Caption, evidence: int, doubt: str = "") -> Reading:
    picture = replace(picture, caption=caption.text, credit=caption.holder, photographer=caption.photographer)
    first, *rest = caption.lines
    lines = [LineAs(first, Verdict.FACT, CAPTION_LINE if rest else BOTH, doubt)]
    lines += [LineAs(line, Verdict.FACT, CREDIT) for line in rest]
    return Reading((*names, *lines), evidence, part=picture, otherwise=MAY_BE_CAPTION if rest else "")


def _named(text: SourceText, index: int, picture: Picture) -> Iterator[Reading]:
    """A line that names a picture, and its caption: the next line, or at the top the one after the lead."""
    name = LineAs(index, Verdict.FACT, NUMBER if picture.agency_id else NAME)
    yield Reading((replace(name, doubt=NO_CAPTION),), Evidence.STRONG, part=picture)
    first = text.next(index)
    if first is None:
        return
    if caption := _caption_at(text, first):
        yield _reading(picture, (name,), caption, Evidence.CERTAIN)
        return
    second = text.next(first)
    if first == text.lead and (later := _caption_at(text, second)):
        yield _reading(picture, (name,), later, Evidence.CERTAIN)
    elif _may_be_caption(text, first, second, picture):
        caption_line = LineAs(first, Verdict.FACT, CAPTION_LINE, NO_CREDIT)
        yield Reading((name, caption_line), Evidence.STRONG + 2, part=replace(picture, caption=text.text(first)))
    above = _caption_at(text, index - 1) if index else None
    if above and len(above.lines) == 1 and not _is_named(text, index - 1):
        lines = (LineAs(index - 1, Verdict.FACT, BOTH), name)
        both = replace(picture, caption=above.text, credit=above.holder, photographer=above.photographer)
        yield Reading(lines, Evidence.CERTAIN - 1, part=both)


def _is_named(text: SourceText, index: int) -> bool:
    return index > 0 and picture_line(text.text(index - 1)) is not None


def _may_be_caption(text: SourceText, index: int, after: int | None, picture: Picture) -> bool:
    """A line after a picture's number that has no credit: short, no speech, no paragraph of the body.

    In doubt it is none: words that might be the body's stay in the body.
    """
    line = text.text(index)
    if len(line) > CAPTION or line[0] in patterns.OPENING or picture_line(line) or is_bullet(line):
        return False
    seen_prose = text.lead < index
    if not seen_prose and not _lead_follows(text, after):
        return False  # it is the only candidate for the lead, or a heading follows it as it follows a lead
    if patterns.NAME_WITH_COUNTRY.fullmatch(line):
        return True
    if line.endswith((":", ",", ";")):
        return False
    ends = line.endswith((".", "!", "…"))
    if share(picture.name, line) > 0 and len(line) <= SURE_CAPTION:
        return not (ends and seen_prose) or bool(patterns.WHOLE_NAME.match(line) or "(" in line)
    return not seen_prose and len(line) < LONG and (ends or len(line.split()) > 6)


def _lead_follows(text: SourceText, index: int | None) -> bool:
    """Whether a paragraph comes next, if only after some more pictures."""
    for _ in range(8):
        if index is None or not (picture_line(text.text(index)) or _caption_at(text, index)):
            break
        index = text.next(index)
    return index is not None and is_prose(text.text(index))


def _named_by_a_file(text: SourceText, index: int) -> Iterator[Reading]:
    """A line without a number that names the picture whose caption follows it."""
    line, after = text.text(index), text.next(index)
    if after is None or len(line) > CAPTION or is_numbered(line) or place_and_date(line, text.known)[0]:
        return
    own = patterns.COPY.sub("", line)
    caption = _caption_at(text, after)
    if caption is None:
        yield from _without_credit(text, index, after)
        return
    if own_credit := credited(own):
        # Swings at the oval 2021©ISU(2), then the caption once more with its credit
        if share(own_credit.caption or own, caption.text) < 0.75 and own == line:
            return
    elif own == line and _caption_at(text, index):
        return  # a caption whose credit stands alone below it
    elif not names_picture(line, caption.text, _between_headings(text, index, caption.lines[-1] + 1)):
        begins = not index or text.run(index - 1) != text.run(index) or is_prose(text.text(index - 1))
        if begins and could_be_heading(line) and is_name_like(line, but=1) and not names_nothing_but_races(line):
            yield text_as([index], "a subhead", Evidence.GOOD, doubt=MAY_BE_NAME)
        return
    sure = share(line, caption.text) >= 0.5 or has_marks_of_a_file(line)
    name = LineAs(index, Verdict.FACT, NAME, "" if sure else IS_NAME)
    yield _reading(Picture(name=line), (name,), caption, Evidence.CERTAIN)


def _between_headings(text: SourceText, index: int, after: int) -> bool:
    """Whether a heading stands right above the line, or right below the caption that follows it."""

    def is_heading(line: int) -> bool:
        if not 0 <= line < len(text) or patterns.HASHTAG_LINE.fullmatch(text.text(line)):
            return False
        said = text.text(line)
        return could_be_heading(said) and not is_prose(said) and not picture_line(said) and credited(said) is None

    return is_heading(index - 1) or (is_heading(after) and not _caption_at(text, after + 1))


def _without_credit(text: SourceText, index: int, after: int) -> Iterator[Reading]:
    """A file's name, and below it the same names with a country in brackets: a picture, though it has no credit."""
    name, caption = text.text(index), text.text(after)
    looks = is_name_like(name) and ":" not in name and not names_nothing_but_races(name)
    if any(patterns.SCHEDULE_LINE.match(line) or patterns.CUP_LINK.match(line) for line in (name, caption)):
        return
    has_marks = has_marks_of_a_file(name)
    if not looks or not (has_marks or len(name.split()) == 1) or len(caption) > LONG + 60 or is_numbered(caption):
        return
    if caption[0] in patterns.OPENING or is_bullet(caption) or picture_line(caption):
        return
    shared = share(name, caption)
    ends = caption.endswith((".", "!", "?", "…", ":", ";", ","))
    if shared < 0.5 or (ends and not has_marks) or after + 1 >= len(text):
        return
    lines = (LineAs(index, Verdict.FACT, NAME, IS_NAME), LineAs(after, Verdict.FACT, CAPTION_LINE, NO_CREDIT))
    evidence = Evidence.FAIR if is_prose(caption) else Evidence.GOOD + 5
    yield Reading(lines, evidence, part=Picture(name=name, caption=caption))
