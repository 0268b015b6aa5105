"""Makes lines of HTML, whether a page, what Word or Google Docs save, or what mammoth makes of a .docx. Pure.

Python's own parser, which is lenient and reads a megabyte in a second, is enough for that: what matters are a few
dozen tags, and Word's lists, which are paragraphs whose style says that they are items, and of which level.
"""

import re
from html.parser import HTMLParser

from isuwc.files.documents.anchors import Anchors
from isuwc.files.documents.elements import Around, Attributes, Element, ListState, NameOfPicture, number
from isuwc.files.documents.lines import BREAK, Lines, Table, tidy
from isuwc.files.documents.lost import Lost, words_of
from isuwc.files.documents.numbering import MARKED
from isuwc.files.documents.players import PLAYERS, plays, video
from isuwc.files.documents.tags import BLOCKS, DROPPED, ENDED_BY, FURNITURE, STRUCTURE, UNCOUNTED, VOID

MOST_OPEN = 500  # elements in each other, beyond which none is remembered
MOST_SPAN = 100  # columns or rows of one cell

_WORD_LIST = re.compile(r"mso-list:\s?l(\d{1,4}) level(\d)")
_HIDDEN = re.compile(r"display:\s?none|mso-hide:\s?all|visibility:\s?hidden", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,7})[.)]")


class Markup(HTMLParser):
    """Feed it HTML, close it, and `lines` has the text. `within` are the lines of its only article or main part."""

    def __init__(self, name_of_picture: NameOfPicture, keeps_tabs: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.name_of_picture = name_of_picture
        self.keeps_tabs = keeps_tabs
        self.lines = Lines()
        self.around = Around()
        self.open: list[Element] = []
        self.lists: list[ListState] = []
        self.tables: list[Table] = []
        self.pictures: list[str] = []  # inside a table, to be written below it
        self.buffer: list[str] = []
        self.mark: list[str] = []
        self.anchors = Anchors(self._lost)
        self.box: list[str] = []  # the words of an aside
        self.waits_for_source = False  # of a player
        self.prefix = ""
        self.group: object = None
        self.parts: dict[str, list[Lines]] = {"article": [], "main": []}

    # What the parser finds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in VOID:
            self._void(tag, found)
            return
        self._end_unclosed(tag)
        if tag in PLAYERS and not self._is_left_out:
            self._player(tag, found)
        part = None
        if tag in STRUCTURE and not self._is_left_out:
            self._begin(tag, found)
            part = self._part(tag)
        if len(self.open) < MOST_OPEN:
            style = found.get("style", "")
            hidden = "hidden" in found or bool(_HIDDEN.search(style))
            is_mark = "mso-list:ignore" in style.casefold().replace(" ", "")
            self.open.append(Element(tag, tag in DROPPED or hidden, self._is_furniture(tag), is_mark, part))
        if tag == "a" and not self._is_left_out:
            self.anchors.begin(found.get("href", ""), len(self.buffer))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and not any(each.tag == "p" for each in self.open):
            self._flush()
        if not any(each.tag == tag for each in self.open):
            if tag == "a":
                self.anchors.end(self.buffer)
            return
        while self.open:
            if self.open[-1].part is not None and not self._is_left_out:
                self._flush()
            ended = self.open.pop()
            if not self._is_left_out:
                self._end(ended.tag)
            if ended.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if any(each.is_dropped for each in self.open):
            if not any(each.tag in UNCOUNTED for each in self.open):
                self.around.words += data.split()
            return
        if any(each.is_furniture for each in self.open):
            self.around.words += data.split()
            if any(each.tag == "aside" for each in self.open):
                self.box.append(data)
        elif any(each.is_mark for each in self.open):
            self.mark.append(data)
        elif any(each.tag == "pre" for each in self.open):
            self.buffer.append(data.replace("\n", BREAK))
        else:
            self.buffer.append(data)

    def close(self) -> None:
        super().close()
        self._flush()
        while self.tables:
            self._end_table()

    # What it means

    @property
    def _is_left_out(self) -> bool:
        return any(each.is_dropped or each.is_furniture for each in self.open)

    def _is_furniture(self, tag: str) -> bool:
        """Whether it stands around the text; the foot of a quote or a picture says whose that is."""
        return tag in FURNITURE and not (
            tag == "footer" and any(each.tag in {"blockquote", "figure"} for each in self.open)
        )

    def _lost(self) -> list[Lost]:
        return [lines.lost for lines in self._targets()]

    def _player(self, tag: str, found: Attributes) -> None:
        address = plays(tag, found)
        self.waits_for_source = not address and tag in {"video", "audio"}
        if line := video(address):
            self._stand_alone(line)
        elif address:
            for lost in self._lost():
                lost.players.append(address)

    def _stand_alone(self, line: str) -> None:
        """A line for what stands between others; that of a table stands below it."""
        self._flush()
        if self.tables:
            self.pictures.append(line)
            return
        for lines in self._targets():
            lines.add(line)

    def _end_unclosed(self, tag: str) -> None:
        for ended, outside in ENDED_BY.get(tag, []):
            for each in reversed(self.open):
                if each.tag in ended:
                    self.handle_endtag(each.tag)
                    break
                if each.tag in outside:
                    break

    def _part(self, tag: str) -> Lines | None:
        if tag not in self.parts or len(self.open) >= MOST_OPEN or any(each.tag == tag for each in self.open):
            return None
        self.parts[tag].append(Lines())
        return self.parts[tag][-1]

    def _begin(self, tag: str, found: Attributes) -> None:
        is_joined = tag in BLOCKS and bool(self.lists) and not self.tables
        if is_joined:
            self.buffer.append(" ")  # the paragraphs of an item are one
            return
        self._flush()
        if tag in {"ul", "ol"}:
            self.lists.append(ListState.of(tag, found))
            self.group = self.group or object()
        elif tag == "li":
            self._begin_item(found)
        elif tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].begin_row()
        elif tag in {"td", "th"} and self.tables:
            spans = (max(1, min(MOST_SPAN, number(found.get(name, ""), 1))) for name in ("colspan", "rowspan"))
            self.tables[-1].begin_cell(*spans)
        elif word := _WORD_LIST.search(found.get("style", "")):
            self.group, self.prefix = ("word", word[1]), "  " * (int(word[2]) - 1)
            self.mark = []

    def _begin_item(self, found: Attributes) -> None:
        if not self.lists:
            self.prefix = "• "
            return
        self.prefix = "  " * (len(self.lists) - 1) + self.lists[-1].mark(found)

    def _end(self, tag: str) -> None:
        if tag == "a":
            self.anchors.end(self.buffer)
        elif tag == "aside" and self.box:
            for lost in self._lost():
                lost.boxes.append(words_of(" ".join(self.box)))
            self.box = []
        elif tag in PLAYERS:
            self.waits_for_source = False
        elif tag in BLOCKS and self.lists and not self.tables:
            self.buffer.append(" ")
        elif tag in BLOCKS or tag in {"li", "td", "th", "tr"}:
            self._flush()
        elif tag in {"ul", "ol"}:
            self._flush()
            if self.lists:
                self.lists.pop()
            if not self.lists:
                self.group = None
        elif tag == "table":
            self._flush()
            self._end_table()

    def _end_table(self) -> None:
        if not self.tables:
            return
        table = self.tables.pop()
        if self.tables:
            for row in table.filled:
                for cell in row:
                    for text in cell:
                        self.tables[-1].add(text)
            self.tables[-1].links += table.links
            return
        for lines in self._targets():
            table.write(lines)
            for name in self.pictures:
                lines.add(name)
        self.pictures = []

    def _void(self, tag: str, found: Attributes) -> None:
        if tag == "link" and found.get("rel", "").casefold() == "canonical":
            self.around.address = self.around.address or found.get("href", "")
            self.anchors.base = self.anchors.base or self.around.address
        elif tag == "base":
            self.anchors.base = found.get("href", "") or self.anchors.base
        elif tag == "source" and self.waits_for_source:
            self._player(tag, found)
        elif tag == "meta":
            name = (found.get("property") or found.get("name") or found.get("itemprop") or "").casefold()
            if name == "article:published_time" or name == "datepublished":
                self.around.published = self.around.published or found.get("content", "")
            elif name == "og:url":
                self.around.address = self.around.address or found.get("content", "")
                self.anchors.base = self.anchors.base or self.around.address
        elif self._is_left_out:
            return
        elif tag == "br":
            self.buffer.append(BREAK)
        elif tag == "hr":
            self._flush()
        elif tag == "img" and (name := self.name_of_picture(found)):
            self._stand_alone(name)
            self.anchors.hold_picture(name)
        elif tag in PLAYERS:
            self._player(tag, found)

    def _flush(self) -> None:
        """End the line that is being read."""
        self.anchors.end_line(self.buffer)
        text, links = tidy("".join(self.buffer), self.keeps_tabs), self.anchors.taken()
        self.buffer = []
        if not text:
            return
        prefix, group = self.prefix, self.group
        if found := MARKED.match(text):
            text = text[found.end() :]
            if not text:
                return
            text = text if self.lists else f"{found[1]} {text}"
            prefix = f"{prefix[: -len(prefix.lstrip())]}{found[1]} " if self.lists and prefix else prefix
        if isinstance(group, tuple):  # a paragraph of Word's that is an item
            mark = "".join(self.mark).split()
            prefix += f"{mark[0]} " if mark and _NUMBER.fullmatch(mark[0]) else "• "
            self.group = None
        elif not self.lists:
            group = None
        self.prefix, self.mark = "", []
        if self.lists or prefix:
            text = " ".join(text.split("\n"))
        if self.tables:
            self.tables[-1].add(prefix + text)
            self.tables[-1].links += links
            return
        for lines in self._targets():
            lines.add(text, prefix, group, links)

    def _targets(self) -> list[Lines]:
        """All lines, and those of the part of the page that is being read."""
        return [self.lines, *(each.part for each in self.open if each.part is not None)]

    @property
    def within(self) -> Lines | None:
        """The lines of the page's only article, or else of its main part; None without one."""
        for tag in ("article", "main"):
            if len(self.parts[tag]) == 1 and len(self.parts[tag][0].words) >= 20:
                return self.parts[tag][0]
        return None
