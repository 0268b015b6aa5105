"""Whole reports, each in a shape that newsrooms use. What each must become is written beside it, for people to read.

A `.txt` is the report; the `.expected` of the same name says what it was taken apart into, line by line. With
REWRITE_EXPECTED=1 the expectations are written anew: read the difference before you commit it.
"""

import datetime
import os
from pathlib import Path

import pytest

from news.report import (
    Bullets,
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
    parse,
)
from news.report.lines.known.names import KnownLeg, KnownNames

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reports"
FILES = sorted(FOLDER.glob("*.txt"))
KNOWN = KnownNames(
    cities=["Hamar", "Heerenveen", "Inzell", "Calgary", "Salt Lake City", "Tomaszów Mazowiecki"],
    countries=["Norway", "NOR", "Netherlands", "NED", "Germany", "GER", "Poland", "Canada", "USA", "Switzerland"],
    people=["Ada Example", "Berit Muster", "Cleo Przykład", "Emil Muster"],
    about=[
        "This is a series of races in the cold half of the year.",
        "The Series started when our parents were young.",
        "This is a series of races. The series started long ago, and who collects points in it collects friends.",
        "More information is on isu.org.",
    ],
    calendar=[
        KnownLeg("2025-26", city, countries, first, first + datetime.timedelta(days=2))
        for city, countries, first in [
            ("Salt Lake City", ("USA",), datetime.date(2025, 11, 14)),
            ("Hamar", ("Norway", "NOR"), datetime.date(2025, 12, 12)),
            ("Inzell", ("Germany", "GER"), datetime.date(2026, 1, 23)),
        ]
    ],
)


def outline(report: Report) -> str:
    """The report as a person would note it down."""
    head = [
        f"title: {report.title}",
        f"dateline: {report.dateline}",
        f"hashtags: {' '.join(report.hashtags)}",
        f"banner: {'yes' if report.has_banner else 'no'}",
        f"hero: {picture(report.hero) if report.hero else 'none'}",
        f"lead: {report.lead}",
    ]
    tail = [f"trailing: {' '.join(sorted(report.trailing))}", f"season: {report.season}"]
    left_out = [f"left out {line.number}: {line.what}" for line in report.lines if line.verdict is Verdict.LEFT_OUT]
    doubts = [f"doubt {line.number}: {line.doubt}" for line in report.doubts]
    head += [f"byline: {report.byline}"] if report.byline else []
    head += [f"dated: {report.dated}"] if report.dated else []
    return "\n".join([*head, *(said(part) for part in report.body), *tail, *left_out, *doubts]) + "\n"


def said(part: Part) -> str:
    match part:
        case Paragraph(text):
            return f"text: {text.replace(chr(10), ' / ')}"
        case Subhead(text):
            return f"subhead: {text}"
        case Bullets(items, levels, numbers):
            said = (
                f"{'-' * level} {item}".strip() for item, level in zip(items, levels or [0] * len(items), strict=True)
            )
            return f"{'numbered list' if numbers else 'list'}: {' | '.join(said)}"
        case Quote(paragraphs, speaker):
            return f"quote by {speaker or '?'}: {' / '.join(paragraphs)}"
        case Picture():
            return f"picture: {picture(part)}"
        case Table(rows):
            return f"table: {' / '.join(' | '.join(row) for row in rows)}"
        case StandingsLinks(category, cups):
            return f"standings {category or 'all'}: {' '.join(f'{link.category}/{link.cup}' for link in cups)}"
        case VideoLink(address):
            return f"video: {address}"


def picture(of: Picture) -> str:
    return f"{of.name} | {of.agency_id} | {of.caption} | {of.credit} | {of.photographer}"


def read(path: Path) -> Report:
    return parse(path.read_bytes().decode(), KNOWN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_report_becomes_what_is_written_beside_it(path):
    expected = path.with_suffix(".expected")
    if os.environ.get("REWRITE_EXPECTED"):
        expected.write_text(outline(read(path)))
    assert outline(read(path)) == expected.read_text()


def test_every_report_has_its_expectation():
    assert len(FILES) >= 21
    assert [path.stem for path in FILES] == [path.stem for path in sorted(FOLDER.glob("*.expected"))]
