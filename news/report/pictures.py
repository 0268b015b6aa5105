"""Pictures: the line that names one, its caption and its credit, in whatever order and with whatever missing."""

from dataclasses import dataclass, replace

from news.report.lines import patterns
from news.report.lines.reading import (
    CAPTION,
    LONG,
    could_be_heading,
    credited,
    has_marks_of_a_file,
    is_bullet,
    is_name_like,
    is_prose,
    names_nothing_but_races,
    names_picture,
    picture_line,
    share,
)
from news.report.marked_text import MarkedText
from news.report.parts import Picture

NO_NAME = "No line names its picture."
NO_CREDIT = "It has no credit. A photo can't go live without one."
IS_NAME = "It was taken for the name of the picture below it. Is it a subhead?"
IS_HEADING = "It was taken for a subhead. Is it the name of the picture below it?"


@dataclass(frozen=True)
class Caption:
    """A caption with its credit, on one line or on two."""

    text: str
    holder: str
    photographer: str
    lines: tuple[int, ...]


def find_pictures(marked: MarkedText) -> None:
    seen_prose = False
    for index in range(len(marked.sources)):
        if index in marked.marks or not marked.is_brief(index):
            seen_prose = seen_prose or index not in marked.marks
            continue
        text = marked.text(index)
        if patterns.VIDEO.match(text):
            marked.videos[index] = text
            marked.mark_fact(index, "a video")
        elif picture := picture_line(text):
            _take_picture(marked, index, picture, seen_prose)
        elif _names_next(marked, index):
            continue
        elif caption := _caption_at(marked, index):
            _take_caption(marked, index, Picture(), caption, NO_NAME)
        elif is_prose(text):
            seen_prose = True


def _caption_at(marked: MarkedText, index: int) -> Caption | None:
    """The caption that begins on this line, if a credit ends it here or stands alone on the next one."""
    if not index < len(marked.sources) or index in marked.marks or not marked.is_brief(index):
        return None
    if picture_line(marked.text(index)):
        return None
    text = marked.text(index)
    if found := credited(text):
        return Caption(found.caption, found.holder, found.photographer, (index,)) if found.caption else None
    after = index + 1
    if after == len(marked.sources) or after in marked.marks or len(text) > CAPTION or is_bullet(text):
        return None
    credit = credited(marked.text(after))
    if credit is None or credit.caption:
        return None
    return Caption(text, credit.holder, credit.photographer, (index, after))


def _names_next(marked: MarkedText, index: int) -> bool:
    """Take a line that names the picture whose caption follows it."""
    text = marked.text(index)
    after = marked.next_free(index)
    if after is None or len(text) > CAPTION:
        return False
    own = patterns.COPY.sub("", text)
    caption = _caption_at(marked, after)
    if caption is None:
        return _names_next_without_credit(marked, index, after)
    if own_credit := credited(own):
        # Swings at the oval 2021©ISU(2), then the caption once more with its credit
        same = share(own_credit.caption or own, caption.text) >= 0.75 or own != text
        if not same:
            return False
    elif own == text and _caption_at(marked, index):
        return False  # a caption whose credit stands alone below it
    elif not names_picture(text, caption.text, _between_headings(marked, index, caption.lines[-1] + 1)):
        if could_be_heading(text) and is_name_like(text) and not names_nothing_but_races(text):
            marked.heading_doubts[index] = IS_HEADING
        return False
    sure = share(text, caption.text) >= 0.5 or has_marks_of_a_file(text)
    marked.mark_fact(index, "a picture's name", "" if sure else IS_NAME)
    _take_caption(marked, index, Picture(name=text), caption)
    return True


def _between_headings(marked: MarkedText, index: int, after: int) -> bool:
    """Whether a heading stands right above the line, or right below the caption that follows it."""

    def is_heading(line: int) -> bool:
        if not 0 <= line < len(marked.sources) or line in marked.marks:
            return False
        text = marked.text(line)
        return could_be_heading(text) and not is_prose(text) and not picture_line(text) and credited(text) is None

    return is_heading(index - 1) or (is_heading(after) and not _caption_at(marked, after + 1))


def _names_next_without_credit(marked: MarkedText, index: int, after: int) -> bool:
    """A file's name, and below it the same names with a country in brackets: a picture, though it has no credit."""
    name, text = marked.text(index), marked.text(after)
    looks = is_name_like(name) and ":" not in name and not names_nothing_but_races(name)
    if any(patterns.SCHEDULE_LINE.match(line) or patterns.CUP_LINK.match(line) for line in (name, text)):
        return False
    surely = looks and (has_marks_of_a_file(name) or len(name.split()) == 1)
    if (
        not surely
        or len(text) > LONG + 60
        or text[0] in patterns.OPENING
        or is_bullet(text)
        or not marked.is_brief(after)
    ):
        return False
    shared = share(name, text)
    ends = text.endswith((".", "!", "?", "…", ":", ";", ","))
    if picture_line(text) or shared < 0.5 or (ends and not (has_marks_of_a_file(name) and shared >= 0.5)):
        return False
    if after + 1 >= len(marked.sources):
        return False
    marked.mark_fact(index, "a picture's name", IS_NAME)
    marked.pictures[index] = Picture(name=name, caption=text)
    marked.mark_fact(after, "a caption", NO_CREDIT)
    return True


def _take_picture(marked: MarkedText, index: int, picture: Picture, seen_prose: bool) -> None:
    """A line that names a picture, and its caption: the next line, or at the top the one after the lead."""
    marked.mark_fact(index, "a picture's name and number" if picture.agency_id else "a picture's name")
    first = marked.next_free(index)
    if first is None:
        return _take_bare(marked, index, picture)
    second = marked.next_free(first)
    if caption := _caption_at(marked, first):
        return _take_caption(marked, index, picture, caption)
    later = _caption_at(marked, second) if second is not None else None
    if later and not seen_prose and is_prose(marked.text(first)):
        return _take_caption(marked, index, picture, later)
    if _may_be_caption(marked, first, second, picture, seen_prose):
        marked.pictures[index] = replace(picture, caption=marked.text(first))
        return marked.mark_fact(first, "a caption", NO_CREDIT)
    return _take_bare(marked, index, picture)


def _take_bare(marked: MarkedText, index: int, picture: Picture) -> None:
    """A picture whose caption does not follow it: it may stand right above, without a name so far."""
    above = marked.pictures.get(index - 1)
    if above and above.caption and not (above.name or above.agency_id):
        marked.pictures[index - 1] = replace(above, name=picture.name, agency_id=picture.agency_id)
        marked.marks[index - 1].doubt = ""
        return
    marked.pictures[index] = picture
    marked.marks[index].doubt = "No caption was found."


def _may_be_caption(marked: MarkedText, index: int, after: int | None, picture: Picture, seen_prose: bool) -> bool:
    """A line after a picture's number that has no credit: short, no speech, no paragraph of the body.

    In doubt it is none: words that might be the body's stay in the body.
    """
    text = marked.text(index)
    if len(text) > CAPTION or text[0] in patterns.OPENING or picture_line(text) or is_bullet(text):
        return False
    if not seen_prose and not _lead_follows(marked, after):
        return False  # it is the only candidate for the lead, or a heading follows it as it follows a lead
    if patterns.NAME_WITH_COUNTRY.fullmatch(text):
        return True
    if text.endswith((":", ",", ";")):
        return False
    ends = text.endswith((".", "!", "…"))
    if share(picture.name, text) > 0 and len(text) <= SURE_CAPTION:
        return not (ends and seen_prose) or bool(patterns.WHOLE_NAME.match(text) or "(" in text)
    return not seen_prose and len(text) < LONG and (ends or len(text.split()) > 6)


SURE_CAPTION = 160  # characters: a longer one may well be a paragraph


def _lead_follows(marked: MarkedText, index: int | None) -> bool:
    """Whether a paragraph comes next, if only after some more pictures."""
    for _ in range(8):
        if index is None or not (picture_line(marked.text(index)) or _caption_at(marked, index)):
            break
        index = marked.next_free(index)
    return index is not None and is_prose(marked.text(index))


def _take_caption(marked: MarkedText, index: int, picture: Picture, caption: Caption, doubt: str = "") -> None:
    marked.pictures[index] = replace(
        picture, caption=caption.text, credit=caption.holder, photographer=caption.photographer
    )
    if len(caption.lines) == 1:
        marked.mark_fact(caption.lines[0], "a caption and its credit", doubt)
        return
    marked.mark_fact(caption.lines[0], "a caption", doubt)
    marked.mark_fact(caption.lines[1], "a credit")
