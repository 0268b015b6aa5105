"""The numbers of a .docx: Word computes them from its lists when it shows the text, and mammoth begins each at 1. Pure.

They are written into the text, between two signs that no text has, where `markup` finds them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

BEGIN, END = "\ue010", "\ue011"
MARKED = re.compile(f"{BEGIN}([^{END}]{{1,60}}){END} ?")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = re.compile(r'<w:pStyle w:val="([^"<>]{1,200})"')
_NUM = re.compile(r'<w:numId w:val="(\d{1,9})"')
_LEVEL = re.compile(r'<w:ilvl w:val="(\d)"')
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Kind:
    """How the items of one level are numbered."""

    form: str = "decimal"
    text: str = "%1."  # %1 is the number of the first level
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    kinds: dict[str, dict[int, Kind]]  # by abstract list and level
    lists: dict[str, str]  # abstract lists by list
    restarts: dict[str, dict[int, int]]  # by list and level: the number that it begins with anew
    styles: dict[str, tuple[str, int]]  # abstract lists and levels by the paragraphs' style
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, xml: str) -> "Numbering":
        """Raises ParseError."""
        # In a process with limits, in which mammoth reads the same with the same parser
        root = ElementTree.fromstring(xml)  # noqa: S314
        kinds: dict[str, dict[int, Kind]] = {}
        links: dict[str, list[str]] = {}
        styles: dict[str, tuple[str, int]] = {}
        for abstract in root.iter(f"{_W}abstractNum"):
            name = abstract.get(f"{_W}abstractNumId", "")
            kinds[name] = {number: _kind(level, number) for number, level in _levels(abstract)}
            if (style := _value(abstract, "styleLink")) or (style := _value(abstract, "numStyleLink")):
                links.setdefault(style, []).append(name)
            styles |= {
                style: (name, number) for number, level in _levels(abstract) if (style := _value(level, "pStyle"))
            }
        for names in links.values():  # one that has levels stands for those that only name its style
            levels = next((kinds[name] for name in names if kinds[name]), {})
            kinds |= {name: levels for name in names if not kinds[name]}
        nums = {num.get(f"{_W}numId", ""): num for num in root.iter(f"{_W}num")}
        return cls(
            kinds,
            {name: _value(num, "abstractNumId") for name, num in nums.items()},
            {name: dict(_restarts(num)) for name, num in nums.items()},
            styles,
        )

    def written(self, xml: str) -> str:
        """The text of the document with the number of each paragraph that has one before its words."""
        pieces, at = [], 0
        while (start := xml.find("<w:pPr>", at)) >= 0 and (end := xml.find("</w:pPr>", start)) >= 0:
            change = xml.find("<w:pPrChange", start, end)
            if change >= 0:  # what was said of the paragraph before, in elements of the same names
                end = xml.find("</w:pPr>", max(end, xml.find("</w:pPrChange>", end)))
                if end < 0:
                    break
            end += len("</w:pPr>")
            number = self._next(xml[start : change if change >= 0 else end])
            mark = f'<w:r><w:t xml:space="preserve">{BEGIN}{number}{END}</w:t></w:r>' if number else ""
            pieces += [xml[at:end], mark]
            at = end
        return "".join([*pieces, xml[at:]])

    def _next(self, properties: str) -> str:
        """The number of the paragraph that has these properties, counted; "" for none."""
        style, num, level = (pattern.search(properties) for pattern in (_STYLE, _NUM, _LEVEL))
        abstract, depth = self.styles.get(style[1], ("", 0)) if style else ("", 0)
        if num:
            abstract, depth = self.lists.get(num[1], ""), int(level[1]) if level else 0
        kind = self.kinds.get(abstract, {}).get(depth)
        if kind is None or kind.form == "bullet":
            return ""
        counts = self.counts.setdefault(abstract, {})
        if num and depth in self.restarts.get(num[1], {}):
            counts[depth] = self.restarts[num[1]].pop(depth) - 1
        counts[depth] = counts.get(depth, kind.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return self._said(abstract, kind) if kind.form != "none" else ""

    def _said(self, abstract: str, kind: Kind) -> str:
        kinds, counts = self.kinds[abstract], self.counts[abstract]

        def number(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            of = kinds.get(level, Kind())
            return formed(counts.get(level, of.start), of.form)

        said = " ".join(_PLACE.sub(number, kind.text).split())[:50]
        return f"{said}." if said.isalnum() else said


def _levels(abstract: ElementTree.Element) -> Iterator[tuple[int, ElementTree.Element]]:
    for level in abstract.iter(f"{_W}lvl"):
        number = level.get(f"{_W}ilvl", "0")
        if number.isdigit():
            yield int(number), level


def _kind(level: ElementTree.Element, number: int) -> Kind:
    start = _value(level, "start")
    return Kind(
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText") or f"%{number + 1}.",
        int(start) if start.isdigit() and len(start) < 6 else 1,
    )


def _restarts(num: ElementTree.Element) -> Iterator[tuple[int, int]]:
    for override in num.iter(f"{_W}lvlOverride"):
        level, start = override.get(f"{_W}ilvl", ""), _value(override, "startOverride")
        if level.isdigit() and start.isdigit() and len(start) < 6:
            yield int(level), int(start)


def _value(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def formed(number: int, form: str) -> str:
    """The number as a list of this form has it: 3 as "c" by letters."""
    letters = form.removeprefix("lower").removeprefix("upper")
    said = str(number)
    if letters == "Letter" and 0 < number <= 26 * 3:
        said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)  # after z comes aa, then bb
    elif letters == "Roman" and 0 < number < 40:
        said = _roman(number)
    return said.upper() if form.startswith("upper") else said


def _roman(number: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (number // worth)
        number %= worth
    return said
