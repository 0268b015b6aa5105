"""Pictures of a report: their lines, captions and credits."""

import pytest

from news.report import (
    Paragraph,
    Picture,
)
from news.report.lines.credits import credited
from tests.news.report.texts import LEAD, PROSE, read


@pytest.mark.parametrize(
    ("line", "holder", "photographer"),
    [
        ("It was close. @ ISU", "ISU", ""),
        ("It was close. @ISU", "ISU", ""),
        ("It was close. ©ISU", "ISU", ""),
        ("It was close.©ISU", "ISU", ""),
        ("It was close@ISU", "ISU", ""),
        ("It was close. © International Skating Union (ISU)", "ISU", ""),
        ("It was close. 2019©International Skating Union (ISU)", "ISU", ""),
        ("It was close. 2019 © ISU", "ISU", ""),
        ("It was close. @OIS/Bob Example", "OIS", "Bob Example"),
        ("It was close. © Getty Images", "Getty Images", ""),
        ("It was close. @ Getty Images - ISU".replace(" - ISU", ""), "Getty Images", ""),
        ("It was close. (c) ISU", "ISU", ""),
        ("It was close. © Åse Eksempel", "Åse Eksempel", ""),
        ("It was close. Photo: Åse Eksempel", "Åse Eksempel", ""),
    ],
)
def test_credit_in_every_form(line, holder, photographer):
    found = credited(line)
    assert found is not None
    assert (found.holder, found.photographer) == (holder, photographer)
    assert found.caption in {"It was close.", "It was close"}


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on @isuspeedskating",
        "Write to press@example.org",
        "He said it @ the rink and left.",
        LEAD,
        "@ISU_Speed",
    ],
)
def test_what_is_no_credit(line):
    assert credited(line) is None


@pytest.mark.parametrize(
    ("line", "name", "number"),
    [
        ("Example 1250000001", "Example", "1250000001"),
        ("Ada Example 1250000001", "Ada Example", "1250000001"),
        ("GettyImages-1250000001", "GettyImages", "1250000001"),
        ("1250000001", "", "1250000001"),
        ("1250000001.jpg", "", "1250000001"),
        ("Example wins the second race of the day 1250000001", "Example wins the second race of the day", "1250000001"),
        ("Kimi G", "Kimi G", ""),
        ("IMG_1234.jpg", "IMG_1234", ""),
        ("Podium", "Podium", ""),
    ],
)
def test_picture_line_in_every_form(line, name, number):
    report = read(LEAD, PROSE, line, "It was close. @ ISU", PROSE)
    assert report.body == (Paragraph(PROSE), Picture(name, number, "It was close.", "ISU"), Paragraph(PROSE))


def test_caption_without_a_picture_line_is_a_picture():
    report = read(LEAD, "It was close. © ISU", PROSE)
    assert report.hero == Picture(caption="It was close.", credit="ISU")
    assert report.body == (Paragraph(PROSE),)
    assert [line.doubt for line in report.doubts] == ["No line names its picture."]


def test_caption_after_the_lead_belongs_to_the_picture_before_it():
    report = read("Example 1250000001", LEAD, "It was close. © ISU", PROSE)
    assert report.hero == Picture("Example", "1250000001", "It was close.", "ISU")
    assert (report.lead, report.body) == (LEAD, (Paragraph(PROSE),))


def test_caption_without_credit_is_a_caption_and_doubted():
    report = read("Example 1250000001", "Ada Example is close to the line.", LEAD, PROSE)
    assert report.hero == Picture("Example", "1250000001", "Ada Example is close to the line.")
    assert [line.doubt for line in report.doubts] == ["It has no credit. A photo can't go live without one."]


def test_credit_on_a_line_of_its_own_belongs_to_the_caption_above():
    report = read("Example 1250000001", "Ada Example is close to the line.", "© Getty Images", LEAD)
    assert report.hero == Picture("Example", "1250000001", "Ada Example is close to the line.", "Getty Images")
    assert report.lead == LEAD


def test_picture_without_caption_leaves_the_lead_alone():
    report = read("Example 1250000001", LEAD)
    assert (report.hero, report.lead) == (Picture("Example", "1250000001"), LEAD)
