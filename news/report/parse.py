"""From lines to parts: first what can be told for certain, wherever it stands; what is left is text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from news.report import patterns
from news.report.parts import (
    Bullets,
    Line,
    Paragraph,
    Part,
    Picture,
    Quote,
    Report,
    StandingsLinks,
    Subhead,
    Table,
    Verdict,
    VideoLink,
)
from news.report.reading import (
    CAPTION,
    Known,
    Source,
    could_be_heading,
    credited,
    dateline,
    is_bullet,
    is_open,
    is_prose,
    is_speech,
    names_picture,
    picture_line,
    read_lines,
    without_bullet,
)

HASHTAGS = 4


def parse(text: str, known: Known | None = None) -> Report:
    """Take a report's text apart. `known` names places and people; without it datelines are not recognised."""
    return _Parser(read_lines(text), known or Known()).report()


@dataclass
class _Mark:
    """What a line has been recognised as."""

    verdict: Verdict
    what: str
    doubt: str = ""


@dataclass
class _Parser:
    sources: list[Source]
    known: Known
    marks: dict[int, _Mark] = field(default_factory=dict)  # by index of the line
    pictures: dict[int, Picture] = field(default_factory=dict)  # by index of their first line
    standings: dict[int, str] = field(default_factory=dict)  # category, by index of the first line
    videos: dict[int, str] = field(default_factory=dict)
    hashtags: list[str] = field(default_factory=list)
    trailing: set[str] = field(default_factory=set)
    has_banner: bool = False
    season: str = ""
    title: str = ""
    dateline: str = ""

    def report(self) -> Report:
        self.find_hashtags_and_banner()
        self.find_boilerplate()
        self.find_pictures()
        lead = self.find_head()
        body = list(self.parts(lead))
        hero = next((self.pictures[index] for index in sorted(self.pictures) if not lead or index < lead[-1]), None)
        if hero is not None:
            body.remove(hero)
        return Report(
            title=self.title,
            lead="\n".join(self.text(index) for index in lead),
            dateline=self.dateline,
            hashtags=tuple(self.hashtags),
            hero=hero,
            body=tuple(body),
            has_banner=self.has_banner,
            trailing=frozenset(self.trailing),
            season=self.season,
            lines=tuple(self.log()),
        )

    # Lines

    def text(self, index: int) -> str:
        return self.sources[index].text

    def free(self, start: int = 0) -> Iterator[int]:
        """The lines that nothing has been made of yet."""
        return (index for index in range(start, len(self.sources)) if index not in self.marks)

    def mark(self, index: int, verdict: Verdict, what: str, doubt: str = "") -> None:
        self.marks[index] = _Mark(verdict, what, doubt)

    def leave_out(self, indexes: Iterable[int], what: str, doubt: str = "") -> None:
        for index in indexes:
            self.mark(index, Verdict.LEFT_OUT, what, doubt)

    def log(self) -> Iterator[Line]:
        for index, source in enumerate(self.sources):
            mark = self.marks[index]
            yield Line(source.number, source.text, mark.verdict, mark.what, mark.doubt)

    # Hashtags and banner: wherever they stand

    def find_hashtags_and_banner(self) -> None:
        for index, source in enumerate(self.sources):
            if patterns.HASHTAG_LINE.fullmatch(source.text):
                tags = list(dict.fromkeys([*self.hashtags, *patterns.HASHTAG.findall(source.text)]))
                if len(tags) <= HASHTAGS:
                    self.hashtags = tags
                    self.mark(index, Verdict.FACT, "hashtags")
            elif patterns.BANNER_LINE.match(source.text):
                self.has_banner = True
                self.mark(index, Verdict.LEFT_OUT, "the banner's place: banners stand on pages by themselves")

    # What the site makes from its data

    def find_boilerplate(self) -> None:
        for index in range(len(self.sources)):
            if index in self.marks:
                continue
            text = self.text(index)
            if patterns.STANDINGS_HEAD.match(text) or ("standings" in text.casefold() and could_be_heading(text)):
                self.find_standings(index)
            elif patterns.WATCH_HEAD.match(text):
                self.find_watch(index)
            elif patterns.ABOUT_HEAD.match(text):
                self.find_about(index)
            elif patterns.CALENDAR_HEAD.match(text):
                self.find_calendar(index)
            elif patterns.WATCH_SENTENCE.match(text):
                self.leave_out([index], "where to watch: the site says it")
                self.trailing.add("watch")
            elif patterns.POINTER.match(text):
                self.leave_out([index], "a pointer to a web page: the site has its own links")

    def following(self, index: int, belongs: Callable[[str], bool]) -> list[int]:
        """The lines right after this one, as long as they belong to it."""
        found = []
        for after in range(index + 1, len(self.sources)):
            if after in self.marks or not belongs(self.text(after)):
                break
            found.append(after)
        return found

    def find_standings(self, index: int) -> None:
        links = self.following(index, lambda text: bool(patterns.CUP_LINK.match(text)))
        heading = patterns.STANDINGS_HEAD.match(self.text(index))
        if len(links) < (1 if heading else 2):
            return
        categories = {_category(self.text(line)) for line in [index, *links]} - {""}
        self.leave_out([index, *links], "links to standings: the site makes them, complete")
        self.standings[index] = categories.pop() if len(categories) == 1 else ""
        self.trailing.add("standings")

    def find_watch(self, index: int) -> None:
        def belongs(text: str) -> bool:
            if patterns.WATCH_WORDS.search(text):
                return True
            timed = patterns.SCHEDULE_LINE.match(text) or patterns.CLOCK.search(text)
            return len(text) <= 120 and bool(timed) and not patterns.RACE_WORDS.search(text)

        lines = self.following(index, belongs)
        if not any(patterns.WATCH_WORDS.search(text) or patterns.CLOCK.search(text) for text in map(self.text, lines)):
            return
        self.leave_out([index, *lines], "where to watch: the site says it")
        for line in lines:
            if patterns.CLOCK.search(self.text(line)):
                self.marks[line].doubt = "It names a time: make sure that the event's programme has it."
        self.trailing.add("watch")

    def find_calendar(self, index: int) -> None:
        lines = self.following(index, self.is_calendar_line)
        if not lines:
            return
        heading = self.text(index)
        years = patterns.SEASON.search(heading)
        if years:
            self.season = f"{years[1]}-{years[2][-2:]}"
        doubt = ""
        if "short track" in heading.casefold():
            doubt = "It names another discipline; the site names the series' own."
        self.leave_out([index], "the season's calendar: the site makes it", doubt)
        self.leave_out(lines, "the season's calendar: the site makes it")
        self.trailing.add("calendar")

    def is_calendar_line(self, text: str) -> bool:
        """A span of days and a place, in either order: not a programme, whose lines name distances."""
        span = patterns.DATE_SPAN.search(text) or patterns.DATE_AT_END.search(text)
        if not span or len(text) > 120 or patterns.RACE_WORDS.search(text):
            return False
        rest = (text[: span.start()] + text[span.end() :]).strip(" ,:–-\t")
        words = [part.strip() for part in rest.replace("/", ",").replace("(", ",").split(",")]
        return bool(patterns.PLACE_OF_EVENT.search(rest)) or any(
            self.known.is_city(word) or self.known.is_country(word) for word in words
        )

    def find_about(self, index: int) -> None:
        lines = self.following(index, lambda text: bool(patterns.ABOUT_WORDS.search(text)))
        if not lines:
            return
        self.leave_out([index, *lines], "about the series: the site's own words stand for it")
        self.trailing.add("about")

    # Pictures

    def find_pictures(self) -> None:
        seen_prose = False
        for index in range(len(self.sources)):
            if index in self.marks:
                continue
            text = self.text(index)
            if patterns.VIDEO.match(text):
                self.videos[index] = text
                self.mark(index, Verdict.FACT, "a video")
            elif picture := picture_line(text):
                self.take_picture(index, picture, seen_prose)
            elif found := credited(text):
                if not found.caption:  # a credit without a caption before it says nothing
                    continue
                self.take_caption(index, Picture(), index, seen_prose)
            elif self.caption_follows(index) and names_picture(text, self.known, not seen_prose):
                self.mark(index, Verdict.FACT, "a picture's name")
                self.take_caption(index, Picture(name=text), self.next_free(index), seen_prose)
            elif is_prose(text):
                seen_prose = True

    def next_free(self, index: int) -> int:
        return next(self.free(index + 1), len(self.sources))

    def caption_follows(self, index: int) -> bool:
        after = self.next_free(index)
        if after == len(self.sources) or picture_line(self.text(after)):
            return False
        found = credited(self.text(after))
        return found is not None and bool(found.caption)

    def take_picture(self, index: int, picture: Picture, seen_prose: bool) -> None:
        """A line that names a picture, and its caption: the next line, or at the top the one after the lead."""
        self.mark(index, Verdict.FACT, "a picture's name and number" if picture.agency_id else "a picture's name")
        first = self.next_free(index)
        second = self.next_free(first) if first < len(self.sources) else first
        ours = [line for line in (first, second) if line < len(self.sources)]
        with_credit = [line for line in ours if (found := credited(self.text(line))) and found.caption]
        if with_credit and (with_credit[0] == first or (not seen_prose and is_prose(self.text(first)))):
            self.take_caption(index, picture, with_credit[0], seen_prose)
        elif (second in ours and self.is_only_credit(second)) or (
            first in ours and self.may_be_caption(first, seen_prose)
        ):
            self.take_caption(index, picture, first, seen_prose)
        else:
            self.pictures[index] = picture
            self.marks[index].doubt = "No caption was found."

    def is_only_credit(self, index: int) -> bool:
        found = credited(self.text(index))
        return found is not None and not found.caption

    def may_be_caption(self, index: int, seen_prose: bool) -> bool:
        """A line after a picture's name that has no credit: short, no speech, no heading of what follows."""
        text = self.text(index)
        if len(text) > CAPTION or text[0] in patterns.OPENING or picture_line(text) or is_bullet(text):
            return False
        if not seen_prose and not any(is_prose(self.text(later)) for later in self.free(index + 1)):
            return False  # it is the only candidate for the lead
        return text.endswith((".", "!", "…")) or len(text.split()) > 6

    def take_caption(self, index: int, picture: Picture, line: int, seen_prose: bool) -> None:
        text = self.text(line)
        found = credited(text)
        if found:
            self.pictures[index] = replace(
                picture, caption=found.caption, credit=found.holder, photographer=found.photographer
            )
            doubt = "" if picture.name or picture.agency_id else "No line names its picture."
            self.mark(line, Verdict.FACT, "a caption and its credit", doubt)
            return
        after = line + 1
        if after < len(self.sources) and after not in self.marks and self.is_only_credit(after):
            credit = credited(self.text(after))
            assert credit is not None  # noqa: S101 - is_only_credit has just said so
            self.pictures[index] = replace(
                picture, caption=text, credit=credit.holder, photographer=credit.photographer
            )
            self.mark(line, Verdict.FACT, "a caption")
            self.mark(after, Verdict.FACT, "a credit")
            return
        self.pictures[index] = replace(picture, caption=text)
        self.mark(line, Verdict.FACT, "a caption", "It has no credit. A photo can't go live without one.")

    # The head: title, dateline, lead

    def find_head(self) -> list[int]:
        """Mark what stands before the lead; return the lines of the lead."""
        free = list(self.free())
        lead = next((index for index in free if self.is_lead(index)), None)
        if lead is None:
            lead = next((index for index in free if not dateline(self.text(index), self.known)), None)
        before: list[int] = []
        for index in free:
            if lead is None or index < lead:
                self.find_head_line(index, before)
        found = [*before, lead] if lead is not None else before
        for index in before:
            self.mark(index, Verdict.TEXT, "the lead", "It stands before the lead: is it a title or a subtitle?")
        if lead is not None:
            self.mark(lead, Verdict.TEXT, "the lead")
        return found

    def is_lead(self, index: int) -> bool:
        text = self.text(index)
        return is_prose(text) and not dateline(text, self.known)

    def find_head_line(self, index: int, before: list[int]) -> None:
        text = self.text(index)
        if not self.dateline and dateline(text, self.known):
            self.dateline = text
            self.mark(index, Verdict.FACT, "the dateline")
        elif patterns.LONE_DATE.match(text):
            self.mark(index, Verdict.FACT, "a date", "Articles are dated by their publication.")
        elif not self.title and not before and len(text) <= 160 and not is_bullet(text):
            self.title = text
            self.mark(index, Verdict.FACT, "the title", "It has no mark of its own: is it the title?")
        else:
            before.append(index)

    # The body

    def parts(self, lead: list[int]) -> Iterator[Part]:
        """Everything after the lead, in its order."""
        last_text = max(self.free(), default=-1)
        for is_text, indexes in groupby(range(len(self.sources)), lambda index: index not in self.marks):
            group = list(indexes)
            if is_text:
                yield from self.text_parts(group)
                continue
            for index in group:
                if index in self.pictures:
                    yield self.pictures[index]
                elif index in self.videos:
                    yield VideoLink(self.videos[index])
                elif index in self.standings and index < last_text:
                    yield StandingsLinks(self.standings[index])

    def text_parts(self, indexes: list[int]) -> Iterator[Part]:
        """Lines of text without anything between them."""
        pending: list[str] = []  # paragraphs of speech that has not ended
        speaker = ""
        paragraphs = list(self.paragraphs(indexes))
        for position, (kind, text, lines) in enumerate(paragraphs):
            if kind == "paragraph" and text[0] in patterns.OPENING and (pending or is_speech(text)):
                doubt = ""
                if not pending:
                    speaker = self.speaker_of(paragraphs[position - 1][1] if position else "")
                    doubt = "" if speaker else "Who speaks? The text does not say for certain."
                pending.append(text)
                self.mark_text(lines, "a quote", doubt)
                if not is_open(text):
                    yield Quote(tuple(pending), speaker)
                    pending = []
                continue
            if pending:
                yield Quote(tuple(pending), speaker)
                pending = []
            if kind == "table":
                self.mark_text(lines, "a table")
                yield Table(tuple(tuple(cell.strip() for cell in row.split("\t")) for row in text.split("\n")))
            elif kind == "bullets":
                self.mark_text(lines, "a list")
                yield Bullets(tuple(text.split("\n")))
            elif self.is_subhead(paragraphs, position, indexes[-1]):
                self.mark_text(lines, "a subhead")
                yield Subhead(text)
            else:
                self.mark_text(lines, "text", self.doubt_of(lines[0]))
                yield Paragraph(text)
        if pending:
            yield Quote(tuple(pending), speaker)

    def mark_text(self, lines: Iterable[int], what: str, doubt: str = "") -> None:
        for line in lines:
            self.mark(line, Verdict.TEXT, what, doubt)

    def doubt_of(self, index: int) -> str:
        """Text below the parts that end a page may be something else."""
        above = [mark for line, mark in self.marks.items() if line < index]
        if any(mark.verdict is Verdict.LEFT_OUT and mark.what.startswith("about") for mark in above):
            return "It stands below the text about the series; it was kept as text."
        return ""

    def paragraphs(self, indexes: list[int]) -> Iterator[tuple[str, str, list[int]]]:
        """Kind, text and lines of each paragraph, list and table."""
        found = []
        for _, run in groupby(indexes, lambda index: self.sources[index].run):
            found += self.run_parts(list(run))
        for kind, group in groupby(found, lambda part: part[0]):
            if kind != "bullets":
                yield from group
                continue
            items = list(group)  # items of a list may have blank lines between them
            yield kind, "\n".join(text for _, text, _ in items), [line for _, _, lines in items for line in lines]

    def run_parts(self, run: list[int]) -> list[tuple[str, str, list[int]]]:
        """The parts of lines without a blank line between them."""
        texts = [self.text(index) for index in run]
        if len(run) > 1 and all("\t" in text for text in texts):
            return [("table", "\n".join(texts), run)]
        parts: list[tuple[str, str, list[int]]] = []
        for index, text in zip(run, texts, strict=True):
            if is_bullet(text):
                parts.append(("bullets", without_bullet(text), [index]))
            elif parts and parts[-1][0] == "paragraph" and self.goes_on(parts[-1], text):
                kind, before, lines = parts[-1]
                joint = " " if text[0].islower() and not before.endswith(patterns.SENTENCE_END) else "\n"
                parts[-1] = (kind, f"{before}{joint}{text}", [*lines, index])
            else:
                parts.append(("paragraph", text, [index]))
        return parts

    def goes_on(self, part: tuple[str, str, list[int]], text: str) -> bool:
        """Whether a line belongs to the paragraph above it: a broken sentence, or one of several short lines."""
        above = part[1].split("\n")[-1]
        if text[0].islower() and not above.endswith(patterns.SENTENCE_END):
            return True
        speech = text[0] in patterns.OPENING or above[0] in patterns.OPENING
        return not (speech or is_prose(above) or is_prose(text))

    def is_subhead(self, paragraphs: list[tuple[str, str, list[int]]], position: int, last: int) -> bool:
        """A short line without a full stop that a paragraph follows, if only after a picture."""
        text = paragraphs[position][1]
        if "\n" in text or not could_be_heading(text):
            return False
        if position + 1 < len(paragraphs):
            kind, after, _ = paragraphs[position + 1]
            return kind != "paragraph" or is_prose(after) or after[0] in patterns.OPENING or len(after) > len(text)
        return any(is_prose(self.text(index)) for index in self.free(last + 1))

    def speaker_of(self, before: str) -> str:
        """Who speaks: the one known person named by the sentence that ends in a colon before the quote."""
        if not before.rstrip().endswith(":"):
            return ""
        people = self.known.named_in(before)
        return people[0] if len(people) == 1 else ""


def _category(text: str) -> str:
    """women or men, where a line of standings says so."""
    found = patterns.STANDINGS_HEAD.match(text) or patterns.CUP_LINK.match(text)
    word = ((found["first"] or found["last"] or "") if found else "").casefold()
    return {"women": "women", "ladies": "women", "men": "men"}.get(word, "")
