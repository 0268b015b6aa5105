"""A report with the anatomy of the newsroom's own: three photographs, two subheads, five quotes, six texts.

Its words say what was: the first World Cup of 2022/23. Nobody spoke the quotes, and they say so.
"""

import io
import itertools
from dataclasses import dataclass
from html import escape

from PIL import Image

from tests.browser.pictures import jpeg

TITLE = "Leerdam takes the 1000m and Blondin the mass start in Stavanger"
LEAD = "Jutta Leerdam (NED) won the 1000m and Ivanie Blondin (CAN) the mass start on the last day in Stavanger."
DATELINE = "Stavanger, Norway"
EVENT = ("WC1 2022/23", "World Cup 1, Stavanger 2022/23")  # what is typed of it, and what is found
_numbers = itertools.count(1250001001)


@dataclass(frozen=True)
class Text:
    words: str
    subhead: str = ""


@dataclass(frozen=True)
class Quote:
    words: str
    speaker: str  # as the skater is found
    found: str


@dataclass(frozen=True)
class Photo:
    caption: str
    alt: str


HERO = Photo("Jutta Leerdam on the last straight of the 1000m.", "A skater in orange leans into the last straight.")
LEERDAM = ("leerdam", "Leerdam, Jutta (NED)")
BLONDIN = ("blondin", "Blondin, Ivanie (CAN)")
BODY: list[Text | Quote | Photo] = [
    Text("Leerdam needed 1:15.60. Kim Min-sun (KOR) was second in 1:15.82.", "Three within a second"),
    Quote("“Example words, the first of five.”", *LEERDAM),
    Text("Miho Takagi (JPN), who had won the 1500m on Saturday, came third in 1:16.41."),
    Quote("“Example words, the second of five.”", *LEERDAM),
    Text("The mass start closed the weekend.", "Eight hundredths after sixteen laps"),
    Photo("Ivanie Blondin after the mass start.", "A skater in red raises an arm."),
    Quote("“Example words, the third of five.”", *BLONDIN),
    Text("Blondin crossed the line in 8:58.72, Marijke Groenewoud (NED) in 8:58.80."),
    Quote("“Example words, the fourth of five.”", *BLONDIN),
    Text("Irene Schouten (NED) was third in 8:59.05, and Laura Peveri (ITA) fourth."),
    Photo("The stands of the arena in Stavanger.", "People in the stands wave flags."),
    Quote("“Example words, the last of five.”", *BLONDIN),
    Text("The series went on in Heerenveen a week later."),
]
# What the site adds by itself, and a text that was written elsewhere has at its end
AFTERWARDS = [
    "World Cup Standings - Women",
    "Women 1000m",
    "Where to watch",
    "Broadcasters of many countries show the races.",
    "ISU World Cup Speed Skating events 2022/23:",
    "Nov 11 - 13, 2022  Stavanger /NOR\nNov 18 - 20, 2022  Heerenveen /NED",
]
# Of each photo in the body, the words of the block that it stands above
ABOVE = ["the third of five", "the last of five"]
PHOTOS = [HERO, *(part for part in BODY if isinstance(part, Photo))]

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="ISU">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


@dataclass(frozen=True)
class File:
    name: str
    content: bytes

    @property
    def upload(self) -> dict[str, object]:
        return {"name": self.name, "mimeType": "image/jpeg", "buffer": self.content}


def files() -> list[File]:
    """The photographs as an agency sends them: caption and credit holder stand in the file, what it shows does not."""
    made = []
    for photo in PHOTOS:
        held = io.BytesIO()
        Image.open(io.BytesIO(jpeg())).save(held, "JPEG", xmp=XMP.format(escape(photo.caption)).encode())
        made.append(File(f"stavanger-{next(_numbers)}.jpg", held.getvalue()))
    return made


def as_text(pictures: list[File], title: str = TITLE) -> str:
    """The report as it comes by mail, with the pictures' names above their captions."""
    names = iter(picture.name for picture in pictures)

    def picture(photo: Photo) -> str:
        return f"{next(names)}\n\n{photo.caption} © ISU"

    parts = [title, DATELINE, picture(HERO), LEAD]
    for part in BODY:
        parts += [picture(part)] if isinstance(part, Photo) else paragraphs([part])
    return "\n\n".join([*parts, *AFTERWARDS])


def paragraphs(parts: list[Text | Quote | Photo]) -> list[str]:
    """The words as one writes them on, each subhead a line; photos come by themselves."""
    found: list[str] = []
    for part in parts:
        match part:
            case Text():
                found += filter(None, [part.subhead, part.words])
            case Quote():
                surname, first = part.found.partition(" (")[0].split(", ")
                found.append(f"{part.words.removesuffix('.”')},” said {first} {surname}.")
    return found
