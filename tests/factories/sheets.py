"""Result sheets as PDF and CSV, laid out as timekeepers' programs lay them out; all names are made up.

The PDF is written by hand, since what matters is where words stand, and in what type.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

HEADS = {
    "time": [("Rnk", 37), ("Nr", 78), ("Name", 102), ("Ctry", 287), ("pair", 321), ("lane", 350), ("Time", 431),
             ("Behind", 471), ("Points", 529)],
    "team": [("Rnk", 39), ("Nr", 78), ("Name", 102), ("Race", 286), ("Straight", 327), ("Time", 422), ("Behind", 477),
             ("Points", 532)],
    "mass start": [("Rnk", 38), ("Nr", 81), ("Name", 106), ("Country", 239), ("Laps", 284), ("S1La", 316), ("S2", 349),
                   ("S3", 377), ("S4", 405), ("Total", 431), ("Time", 494), ("Points", 544)],
}  # fmt: skip
# Where the figures of a column end: they stand flush right below its head.
ENDS = {
    "time": [56, 88, None, 308, 338, 366, 454, 503, 558],
    "team": [55, 88, None, 305, 362, 443, 505, 558],
    "mass start": [57, 92, None, 269, 305, 329, 359, 387, 418, 450, 517, 574],
}
PITCH, TOP = 17, 240


@dataclass(frozen=True)
class Text:
    text: str
    x: float
    y: float
    size: float = 10
    flush_right: bool = False


@dataclass(frozen=True)
class Paper:
    """A sheet to be printed: rows hold a cell for each column of its kind; cells may be lists of lines."""

    rows: Sequence[Sequence[Any]]
    kind: str = "time"
    title: str = "12. RESULT 1st 500m Women"
    day: str = "Saturday, 15 November 2025"
    series: str = "ISU SPEED SKATING WORLD CUP #1"
    notes: dict[int, str] | None = None
    legend: Sequence[str] = ()
    extra: Sequence[Text] = ()

    def texts(self) -> Iterable[Text]:
        yield Text(self.series, 201, 140, 12)
        yield Text("Example Oval - Salt Lake City (Usa) / 14 - 16 Nov 2025", 161, 155)
        yield Text(self.title, 222, 175, 11.5)
        yield Text(self.day, 223, 190, 11.5)
        for head, x in HEADS[self.kind]:
            yield Text(head, x, 215, 9)
        if self.kind == "mass start":
            yield Text("ne", 320, 225, 9)
        for number, row in enumerate(self.rows):
            y = TOP + number * PITCH
            for cell, (_, x), end in zip(row, HEADS[self.kind], ENDS[self.kind], strict=True):
                for line, part in enumerate(cell if isinstance(cell, list) else [cell]):
                    if part not in ("", None):
                        yield Text(str(part), end or x, y + line * 12, flush_right=end is not None)
            if self.notes and number in self.notes:
                yield Text(self.notes[number], 200, y - 4, 6)
        bottom = TOP + len(self.rows) * PITCH
        yield Text("Referee: Example REFEREE (CAN) / Starter: Example STARTER (KOR)", 28, bottom)
        yield Text("Start", 34, bottom + 40)
        yield Text("13:05", 102, bottom + 40)
        yield Text("End", 34, bottom + 52)
        yield Text("2:10 PM", 102, bottom + 52)
        for number, words in enumerate(self.legend):
            yield Text(words, 28, bottom + 80 + 16 * number, 6)
        yield from self.extra

    def pdf(self) -> bytes:
        return pdf(list(self.texts()))

    def but(self, **values: Any) -> "Paper":
        return replace(self, **values)


def pdf(*pages: Sequence[Text]) -> bytes:
    """Pages of words in Helvetica, whatever letters they have."""
    letters = sorted({c for page in pages for text in page for c in text.text if ord(c) > 126})
    codes = {letter: 128 + n for n, letter in enumerate(letters)}
    names = " ".join(f"/uni{ord(letter):04X}" for letter in letters)
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        f"/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [128 {names}] >> /ToUnicode 4 0 R >>"
    )
    maps = "".join(f"<{code:02X}> <{ord(letter):04X}>\n" for letter, code in codes.items())
    ascii_map = "".join(f"<{code:02X}> <{code:04X}>\n" for code in range(32, 127))
    count = len(codes) + 95
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{count} beginbfchar\n{ascii_map}{maps}endbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.encode(),
        _stream(cmap.encode()),
    ]
    for n, page in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {6 + 2 * n} 0 R >>".encode()
        )
        objects.append(_stream(b"\n".join(_shown(text, codes) for text in page)))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _shown(text: Text, codes: dict[str, int]) -> bytes:
    raw = "".join(f"{codes.get(c, ord(c)):02X}" for c in text.text)
    # Helvetica's figures are all 0.556 wide; capitals are nearly 0.7, which is near enough to stand below a head.
    wide = sum(0.7 if c.isupper() else 0.278 if c in " .:()'" else 0.556 for c in text.text) * text.size
    x = text.x - wide if text.flush_right else text.x
    return f"BT /F1 {text.size} Tf {x:.2f} {842 - text.y:.2f} Td <{raw}> Tj ET".encode()


WOMEN_500 = Paper(
    [
        [1, 296, "Anna EXAMPLE", "NED", 3, "In", "37.05", "", 60],
        [2, 318, "Zofia ŻÓŁĆ-PRÓBNA", "POL", 2, ["Ou", "t"], "37.28(1)", "+0.23", 54],
        [2, 329, "Erin SAMPLE", "USA", 2, "In", "37.28(1)", "+0.23", 54],
        [4, 301, ["Maria Carolina", "DOS SANTOS MUESTRA"], "POR", 1, "Out", "38.01", "+0.96", 43],
        ["", 302, "Ingrid PRØVE", "NOR", 1, "In", "DQ", "", ""],
    ],
    notes={4: "T10"},
)

MASS_START_MEN = Paper(
    [
        [1, 116, "Jan VOORBEELD", "NED", 16, "", "", 3, 60, 63, "7:39.20", 60],
        [2, 22, "Jake SPECIMEN", "CAN", 16, 1, 2, "", 40, 43, "7:40.17", "(N)54"],
        [3, 161, "Ion EXEMPLU", "ROU", 11, 3, "", "", "", 0, "6:09.18", 48],
        [4, 74, "Dario DI PROVA", "ITA", 16, "", "", "", "", 0, "DQ", 0],
    ],
    kind="mass start",
    title="28. RESULT Mass Start Men",
    day="Sunday, 16 November 2025",
    notes={3: "T25"},
)

TEAM_PURSUIT_WOMEN = Paper(
    [
        [1, 39, "JAPAN", 4, "Crossing", "2:52.13", "", 60],
        [2, 45, "UNITED STATES OF AMERICA", 3, "Finish", "2:54.01", "+1.88", 54],
        [3, 42, "REPUBLIC OF KOREA", 4, "Finish", "DNF", "", 48],
    ],
    kind="team",
    title="23. RESULT Team Pursuit Women",
    day="Sunday, 16 November 2025",
)


def table(rows: Iterable[dict[str, Any]], delimiter: str = ",") -> bytes:
    rows = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def table_row(**values: Any) -> dict[str, Any]:
    """A row of the first 500m women of World Cup 1 of 2025/26."""
    row = {"date": "2025-11-15", "event": 1, "category": "women", "distance": 500, "ordinal": 1, "rank": 1}
    return {**row, "name": "Anna EXAMPLE", "noc": "NED", "time": "37.05", **values}
