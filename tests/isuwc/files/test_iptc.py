import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from isuwc.files.pictures.iptc import PhotoMetadata, first_date, read_metadata
from tests.factories.images import jpeg_with_iptc, picture_file, xmp


def read(data: bytes) -> PhotoMetadata:
    with Image.open(io.BytesIO(data)) as image:
        return read_metadata(image)


AGENCY_FIELDS = {
    5: [b"1244721124"],
    25: [b"Speed Skating", b"Norway", b"Speed Skating"],
    40: [b"Editorial use only"],
    55: [b"20221113"],
    80: ["Zoë Łąńska".encode()],
    90: [b"Stavanger"],
    101: [b"Norway"],
    103: [b"775896589"],
    105: [b"Example Series - Day 3"],
    110: [b"Example Images"],
    116: [b"2022 Example Images"],
    120: ["A skater\r\nin Tomaszów".encode()],
}


def test_iptc_is_read_whole():
    assert read(jpeg_with_iptc(AGENCY_FIELDS)) == PhotoMetadata(
        headline="Example Series - Day 3",
        caption="A skater\nin Tomaszów",
        credit="Example Images",
        copyright="2022 Example Images",
        photographer="Zoë Łąńska",
        agency_id="1244721124",
        title="1244721124",
        city="Stavanger",
        country="Norway",
        usage_terms="Editorial use only",
        keywords=("Speed Skating", "Norway"),
        taken_on=datetime.date(2022, 11, 13),
    )


def test_iptc_without_a_charset_is_read_as_old_windows_tools_wrote_it():
    assert read(jpeg_with_iptc({90: ["Düsseldorf".encode("cp1252")]}, utf8=False)).city == "Düsseldorf"


XMP = xmp(
    attributes='photoshop:City="Hamar" photoshop:DateCreated="2025-12-12T17:05:00+01:00"'
    ' GettyImagesGIFT:AssetID="2250000001"',
    body="""
    <dc:title><rdf:Alt><rdf:li xml:lang="nl">Naam</rdf:li><rdf:li xml:lang="x-default">Name</rdf:li></rdf:Alt>
    </dc:title>
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">From XMP</rdf:li></rdf:Alt></dc:description>
    <dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li><rdf:li>Bo Example</rdf:li></rdf:Seq></dc:creator>
    <dc:subject><rdf:Bag><rdf:li>ice</rdf:li><rdf:li>oval</rdf:li></rdf:Bag></dc:subject>
    <photoshop:Headline>Head &amp; line</photoshop:Headline>
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial</rdf:li></rdf:Alt></xmpRights:UsageTerms>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>A skater in a bend</rdf:li></rdf:Alt>
    </Iptc4xmpCore:AltTextAccessibility>
    <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Example Skater</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
    """,
)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_is_read_from_each_format(kind):
    options = {} if kind == "PNG" else {"xmp": XMP}
    data = picture_file(kind, **options)
    if kind == "PNG":
        data = png_with_xmp(XMP)
    assert read(data) == PhotoMetadata(
        headline="Head & line",
        caption="From XMP",
        alt="A skater in a bend",
        photographer="Ann Example, Bo Example",
        agency_id="2250000001",
        title="Name",
        city="Hamar",
        usage_terms="Editorial",
        keywords=("ice", "oval"),
        people=("Example Skater",),
        taken_on=datetime.date(2025, 12, 12),
    )


def png_with_xmp(packet: bytes) -> bytes:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - only this format carries it as text

    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", packet.decode())
    return picture_file("PNG", pnginfo=text)


def test_xmp_wins_and_iptc_fills_what_it_leaves_out():
    metadata = read(jpeg_with_iptc(AGENCY_FIELDS, xmp=XMP))
    assert (metadata.city, metadata.caption, metadata.agency_id) == ("Hamar", "From XMP", "2250000001")
    assert (metadata.country, metadata.credit) == ("Norway", "Example Images")


def test_agency_id_is_the_picture_number_before_the_transmission_reference():
    assert read(jpeg_with_iptc({5: [b"A title"], 103: [b"EX-2022-17"]})).agency_id == "EX-2022-17"
    assert read(jpeg_with_iptc({5: [b"1244721124"], 103: [b"EX-2022-17"]})).agency_id == "1244721124"
    assert read(jpeg_with_iptc({5: [b"A title"]})).agency_id == ""


def test_exif_fills_what_iptc_and_xmp_leave_out():
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = "A caption", "Ann Example", "Example Images"
    assert read(picture_file(exif=exif)) == PhotoMetadata(
        caption="A caption", photographer="Ann Example", copyright="Example Images"
    )


def test_control_characters_are_dropped():
    assert read(jpeg_with_iptc({120: [b"A\x00 skater\x07  here"]})).caption == "A skater here"


def test_soft_returns_are_line_breaks_and_what_writing_needs_stays():
    caption = "Z\u0307urek wins.\x0bThe flag: \U0001f469\u200d\U0001f680\u2028می\u200cخواهم\u202e"
    assert read(jpeg_with_iptc({120: [caption.encode()]}, utf8=True)).caption == (
        "Żurek wins.\nThe flag: \U0001f469\u200d\U0001f680\nمی\u200cخواهم"
    )


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"<x:xmpmeta",
        b"\xff\xfe",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<?xml version="1.0" encoding="no-such"?><x/>',
    ],
)
def test_damaged_or_hostile_xmp_counts_as_absent(packet):
    assert read(picture_file(xmp=packet)) == PhotoMetadata()


@given(st.binary(max_size=300))
def test_rubbish_in_the_iptc_segment_never_costs_the_picture(rubbish):
    data = jpeg_with_iptc({120: [b"A caption"]})
    at = data.index(b"\x1c\x02\x78")
    damaged = data[:at] + rubbish[: len(b"\x1c\x02\x78A caption")] + data[at + len(rubbish[:12]) :]
    with Image.open(io.BytesIO(damaged)) as image:
        assert isinstance(read_metadata(image), PhotoMetadata)


def test_first_date_skips_what_is_no_day():
    assert first_date("", "20221399", "2022:11:13 17:05:00") == datetime.date(2022, 11, 13)
    assert first_date("yesterday") is None
