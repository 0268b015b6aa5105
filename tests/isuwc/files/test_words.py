"""The table of words: what a file says of itself, in which place and character set, and what is read or doubted."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from isuwc.files.pictures.camera_words import is_camera_word
from isuwc.files.pictures.iptc import PhotoMetadata, read_metadata
from isuwc.files.pictures.lettering import Read, mended, read_all
from tests.factories.images import jpeg_with_iptc, picture_file, xmp

WINDOWS, MAC, CENTRAL = (
    f"The file does not say its character set; read as {name}. Look at the letters."
    for name in ("Western European (Windows)", "Western European (Macintosh)", "Central European (Windows)")
)
TAGS = {"caption": 0x010E, "maker": 0x010F, "model": 0x0110, "photographer": 0x013B, "copyright": 0x8298}
DUPRE = "© Jérôme Dupré"


def read(data: bytes) -> PhotoMetadata:
    with Image.open(io.BytesIO(data)) as opened:
        return read_metadata(opened)


def with_exif(**texts: bytes) -> bytes:
    exif = Image.Exif()
    for name, text in texts.items():
        exif[
            {"caption": 0x010E, "maker": 0x010F, "model": 0x0110, "photographer": 0x013B, "copyright": 0x8298}[name]
        ] = text
    return picture_file(exif=exif)


# What stands in the file, of the field, what is read, and the doubt
TABLE = {
    "EXIF in UTF-8": (with_exif(copyright=DUPRE.encode()), "copyright", DUPRE, ""),
    "EXIF in Windows letters": (with_exif(copyright=DUPRE.encode("cp1252")), "copyright", DUPRE, WINDOWS),
    "EXIF, UTF-8 twice": (
        with_exif(copyright=DUPRE.encode().decode("cp1252").encode()),
        "copyright",
        DUPRE,
        "The file has torn letters, “Â© JÃ©rÃ´me DuprÃ©”, which were read as “© Jérôme Dupré”.",
    ),
    "EXIF, letters lost": (with_exif(photographer=b"J?r?me"), "photographer", "J?r?me", "Letters look torn."),
    "EXIF, an address": (with_exif(caption=b"https://x.org/a?b"), "caption", "https://x.org/a?b", ""),
    "IPTC, UTF-8 declared": (jpeg_with_iptc({80: ["Zoë Łąńska".encode()]}), "photographer", "Zoë Łąńska", ""),
    "IPTC, UTF-8 not declared": (
        jpeg_with_iptc({80: ["Zoë Łąńska".encode()]}, utf8=False),
        "photographer",
        "Zoë Łąńska",
        "",
    ),
    "IPTC, Windows": (
        jpeg_with_iptc({80: ["Bjørn Lærke".encode("cp1252")]}, utf8=False),
        "photographer",
        "Bjørn Lærke",
        WINDOWS,
    ),
    "IPTC, Windows although UTF-8 is declared": (
        jpeg_with_iptc({80: ["Bjørn Lærke".encode("cp1252")]}),
        "photographer",
        "Bjørn Lærke",
        WINDOWS,
    ),
    "IPTC, Macintosh": (
        jpeg_with_iptc({80: ["Jérôme Dupré".encode("mac_roman")]}, utf8=False),
        "photographer",
        "Jérôme Dupré",
        MAC,
    ),
    "IPTC, Macintosh, capitals and ß": (
        jpeg_with_iptc({120: ["Über den Straßen: Zürich, Lodz fehlt".encode("mac_roman")]}, utf8=False),
        "caption",
        "Über den Straßen: Zürich, Lodz fehlt",
        MAC,
    ),
    "IPTC, Polish": (
        jpeg_with_iptc({80: ["Łukasz Żąbek".encode("cp1250")]}, utf8=False),
        "photographer",
        "Łukasz Żąbek",
        CENTRAL,
    ),
    "IPTC, Latin-1 declared": (
        jpeg_with_iptc({80: ["Jérôme".encode("latin-1")]}, utf8=False, charset=b"\x1b.A"),
        "photographer",
        "Jérôme",
        "",
    ),
    "IPTC, Latin-2 declared": (
        jpeg_with_iptc({80: ["Dvořák".encode("iso8859-2")]}, utf8=False, charset=b"\x1b.B"),
        "photographer",
        "Dvořák",
        "",
    ),
    "XMP, torn": (
        picture_file(xmp=xmp("<dc:creator><rdf:Seq><rdf:li>JÃ©rÃ´me</rdf:li></rdf:Seq></dc:creator>")),
        "photographer",
        "Jérôme",
        "The file has torn letters, “JÃ©rÃ´me”, which were read as “Jérôme”.",
    ),
    "XMP, Japanese": (picture_file(xmp=xmp(attributes='photoshop:City="帯広"')), "city", "帯広", ""),
    "XMP sure, its copy in IPTC torn": (
        jpeg_with_iptc(
            {90: ["Düsseldorf".encode("cp1252")]}, utf8=False, xmp=xmp(attributes='photoshop:City="Düsseldorf"')
        ),
        "city",
        "Düsseldorf",
        "",
    ),
    "XMP torn, its copy in IPTC sure": (
        jpeg_with_iptc({90: ["Düsseldorf".encode()]}, xmp=xmp(attributes='photoshop:City="D?sseldorf"')),
        "city",
        "Düsseldorf",
        "",
    ),
    "XMP and IPTC of two minds": (
        jpeg_with_iptc({110: [b"ISU"]}, xmp=xmp(attributes='photoshop:Credit="Getty Images"')),
        "credit",
        "Getty Images",
        "The file says two things. Taken from XMP, but there is also: IPTC “ISU”.",
    ),
    "IPTC cut off at 32 letters": (
        jpeg_with_iptc(
            {110: [b"International Skating Union of th"]},
            xmp=xmp(attributes='photoshop:Credit="International Skating Union of the world"'),
        ),
        "credit",
        "International Skating Union of the world",
        "",
    ),
}


@pytest.mark.parametrize(("data", "field", "text", "doubt"), TABLE.values(), ids=TABLE.keys())
def test_words_are_those_that_were_written_or_doubted(data, field, text, doubt):
    metadata = read(data)
    assert (getattr(metadata, field), metadata.doubts_of(field)) == (text, [doubt] if doubt else [])


CAMERAS = [
    "OLYMPUS DIGITAL CAMERA         ",
    "SONY DSC",
    "DCIM",
    "DCIM\\100MEDIA\\DJI_0012.JPG",
    "KONICA MINOLTA DIGITAL CAMERA",
    "Adobe Photoshop CC 2019 (Windows)",
    "Adobe Photoshop",
    "Created with GIMP",
    "Processed with VSCO with a6 preset",
    "IMG_1234.JPG",
    "_DSC0042",
    "Exif_JPEG_PICTURE",
    "<Digimax S500 / Kenox S500>",
    "default",
    "photographer",
    "...",
    "Photo Mechanic 6.0",
    "Picasa",
    "Screenshot",
    "File written by Adobe Photoshop\u00a8 5.0",
]
WRITTEN = [
    "Olympus Hall in Munich",
    "A digital camera hangs above the ice",
    "Image of the day",
    "IMG",
    "Default judgement in Hamar",
    "Kodak Black visits Calgary",
    "Sony",
    "The photographer falls",
    "Camera crews on the ice",
    "1244721124",
    "Photoshop is not allowed here",
    "Made in Norway",
]


@pytest.mark.parametrize("text", CAMERAS)
def test_what_a_camera_writes_by_itself_is_no_caption(text):
    metadata = read(with_exif(caption=text.encode("latin-1")))
    assert (metadata.caption, metadata.left_out) == ("", (" ".join(text.split()),))


@pytest.mark.parametrize("text", WRITTEN)
def test_what_somebody_wrote_stays(text):
    assert read(with_exif(caption=text.encode())).caption == text
    assert not is_camera_word(text)


def test_the_camera_s_own_name_is_no_caption_and_the_next_place_is_asked():
    assert read(with_exif(caption=b"NIKON D5", model=b"NIKON D5", maker=b"NIKON")).caption == ""
    data = jpeg_with_iptc({120: [b"A skater"]}, xmp=xmp("<dc:description>OLYMPUS DIGITAL CAMERA</dc:description>"))
    assert (read(data).caption, read(data).doubts) == ("A skater", ())


LETTERS = st.text(st.characters(codec="cp1252", categories=("L", "N", "Zs")), min_size=1, max_size=40)


@given(LETTERS)
def test_utf8_read_as_windows_is_mended_and_what_is_right_stays(text):
    assert read_all([text.encode()])[0].text == mended(text).text
    torn = text.encode().decode("latin-1")
    assert mended(torn).text in {text, mended(text).text}


@given(st.lists(st.binary(max_size=60), max_size=6), st.sampled_from(["", "utf-8", "iso8859-2"]))
def test_any_bytes_are_read(values, encoding):
    found = read_all(values, encoding)
    assert [type(each) for each in found] == [Read] * len(values)
    assert all(
        each.remark or each.text == value.decode(encoding or "utf-8") for each, value in zip(found, values, strict=True)
    )


def test_metadata_with_doubts_come_whole_through_the_reader():
    metadata = read(TABLE["XMP and IPTC of two minds"][0])
    assert PhotoMetadata.from_json(metadata.as_json()) == metadata
    assert [field for field, _ in metadata.doubts] == ["credit"]
