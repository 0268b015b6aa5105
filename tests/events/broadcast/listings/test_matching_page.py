"""The page on which a table in another layout is matched: what it shows, keeps, and applies."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from events.models import Listing
from isuwc.tables.models import Remembered
from tests.factories import broadcasters_tables as tables
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

IMPORT = "/admin/events/listing/import/"
LIST = "/admin/events/listing/"


@pytest.fixture
def season(client):
    sign_in(client, "Broadcast")
    factories.broadcaster("Example Sport")
    season = factories.season()
    for number in (1, 2):
        factories.event(season=season, number=number)
    return season


def upload(client, data: bytes, name: str = "example.xlsx", **post):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data), "_look": "1", **post})


def form(page, **changes):
    """What the page's form sends, as a browser would."""
    shown = page.context["matching"]
    sent = {
        "text": page.context["form"].initial["text"],
        "seen": shown.mark,
        "sheet_shown": shown.sheet.name,
        "file_name": shown.file,
        "sheets": shown.carried,
        "sheet": shown.sheet.name,
        "header": str(shown.matching.header),
        "header_shown": str(shown.matching.header),
        "dates": shown.order,
        **{f"match-{each.position}": each.taken for each in shown.columns},
        **{f"all-{each.column.name}": each.value for each in [*shown.constants, *shown.more_constants]},
    }
    if page.context["plan"]:
        sent["shown"] = page.context["plan"].fingerprint
    return {**sent, **changes}


def test_broadcasters_own_workbook_is_read_at_once_and_applied_as_shown(client, season):
    page = upload(client, tables.with_merged_title())
    assert (page.context["plan"].created, page.context["plan"].errors, Listing.objects.count()) == (4, (), 0)
    text = flat(page.text)
    assert "Passed over, above the table: row 1: Example Sport – ISU Speed Skating World Cup 2025/26; row 2" in text
    assert "Not taken: VOD." in text
    assert "<strong>Example Sport, NED</strong> <em>new:</em> season: 2025-26; starts_on: 2025-11-14;" in text
    done = client.post(IMPORT, form(page, _apply="1"), follow=True)
    assert [str(message) for message in done.context["messages"]] == ["Listings: 4 added, 0 changed, 0 unchanged."]
    assert sorted(Listing.objects.values_list("country", "is_exclusive")) == [
        ("GBR", True), ("NED", True), ("NOR", False), ("NOR", False),
    ]  # fmt: skip
    kept = Remembered.objects.get()
    assert (kept.kind, kept.of, kept.columns["territory"], kept.columns["vod"]) == (
        "listings", "Example Sport", "country", "",
    )  # fmt: skip


def test_second_table_in_the_layout_has_nothing_to_decide(client, season):
    page = upload(client, tables.with_merged_title())
    client.post(IMPORT, form(page, **{"match-7": "note", "_apply": "1"}))  # not as shown: nothing is applied
    assert Listing.objects.count() == 0
    page = client.post(IMPORT, form(page, **{"match-7": "note", "_look": "1"}))
    client.post(IMPORT, form(page, _apply="1"))
    again = upload(client, tables.with_merged_title(), "december.xlsx")
    assert (again.context["matching"].is_plain, again.context["matching"].how) == (True, "As last time.")
    assert (again.context["plan"].unchanged, again.context["plan"].changed) == (0, 4)  # the source names another file
    assert Listing.objects.filter(note__startswith="www").count() == 2


def test_what_was_said_of_one_season_is_asked_again(client, season):
    page = upload(client, b"Gebiet,Sendeart\nNorwegen,live\nSchweden,live\n", "a.csv")
    said = {
        "all-broadcaster": "Example Sport", "all-season": "2025/26", "all-events": "1", "all-starts_on": "2025-11-01",
        "all-ends_on": "2026-03-31", "all-exclusive": "yes", "all-access": "free",
    }  # fmt: skip
    page = client.post(IMPORT, form(page, **said, _look="1"))
    client.post(IMPORT, form(page, _apply="1"))
    assert set(Listing.objects.values_list("season__slug", "is_exclusive", "access")) == {("2025-26", True, "free")}
    again = upload(client, b"Gebiet,Sendeart\nPolen,live\nFinnland,live\n", "b.csv")
    matching = again.context["matching"]
    assert matching.matching.constants == {
        "broadcaster": "Example Sport", "access": "free", "source": "Table handed in: b.csv",
    }  # fmt: skip
    assert (matching.is_plain, [each.column.name for each in matching.constants if not each.value]) == (
        False, ["season"],
    )  # fmt: skip


def test_what_was_chosen_is_kept_and_another_header_is_matched_anew(client, season):
    page = upload(client, tables.with_merged_title())
    chosen = client.post(IMPORT, form(page, **{"match-7": "", "all-language": "Norwegian", "_look": "1"}))
    assert chosen.context["matching"].matching.columns[7] == ""
    assert chosen.context["matching"].matching.constants["language"] == "Norwegian"
    assert "language: Norwegian" in chosen.context["plan"].changes[0].words
    other = client.post(IMPORT, form(chosen, header="5", _look="1"))
    assert (other.context["matching"].matching.header, other.context["matching"].columns[0].title) == (5, "Norway")


def test_another_table_pasted_in_its_place_is_matched_anew(client, season):
    page = upload(client, tables.with_merged_title())
    sent = form(page, text="Land;Quelle;Sender\nNOR;A page;Example Sport\n", _look="1")
    other = client.post(IMPORT, sent)
    assert [each.taken for each in other.context["matching"].columns] == ["country", "source", "broadcaster"]
    assert (other.context["matching"].matching.header, other.context["matching"].matching.constants) == (1, {})
    assert (other.context["plan"].errors, other.context["plan"].created) == ((), 1)


def test_another_sheet_is_there_without_the_file(client, season):
    page = upload(client, tables.with_several_sheets())
    assert page.context["matching"].sheet.name == "Rechte 2025-26"
    cover = client.post(IMPORT, form(page, sheet="Kontakt", _look="1"))
    assert (cover.context["matching"].sheet.name, cover.context["form"].initial["text"]) == (
        "Kontakt", "Name,Telefon\nRedaktion,0123\n",
    )  # fmt: skip
    back = client.post(IMPORT, form(cover, sheet="Rechte 2025-26", _look="1"))
    assert [sheet.name for sheet in back.context["matching"].sheets] == ["Deckblatt", "Rechte 2025-26", "Kontakt"]
    assert back.context["matching"].text == page.context["matching"].text


def test_broken_parts_of_the_form_are_answered_in_words(client, season):
    page = upload(client, tables.with_several_sheets())
    sent = form(page, sheets="[1", _look="1")
    assert "The other sheets came in parts: choose the file again." in flat(client.post(IMPORT, sent).text)
    odd = form(page, **{"match-0": "nonsense", "match-999": "note", "header": "x", "dates": "never", "_look": "1"})
    assert client.post(IMPORT, odd).context["matching"].matching.columns[0] == "country"


def test_dates_are_asked_for_all_at_once(client, season):
    page = upload(client, tables.with_slashes(), "rights.csv")
    page = client.post(IMPORT, form(page, **{"all-broadcaster": "Example Sport", "_look": "1"}))
    assert len(page.context["plan"].errors) == 4
    assert "In dates such as 06/12/2025" in page.text
    page = client.post(IMPORT, form(page, dates="day", _look="1"))
    assert (page.context["plan"].errors, page.context["plan"].created) == ((), 2)


def test_page_says_which_columns_there_are_and_has_a_template(client, season):
    page = flat(client.get(IMPORT).text)
    assert (
        "<code>timing</code></th> <td>live, delayed, on demand or highlights; several as live, on demand</td> "
        "<td>live</td></tr>" in page
    )
    text = client.get(f"{IMPORT}?template=csv")
    assert text["Content-Disposition"] == 'attachment; filename="listings-template.csv"'
    header, example = csv.reader(io.StringIO(text.content.decode("utf-8-sig")))
    assert (header[0], example[0], example[2]) == ("id", "Example row: overwrite or delete it", "NOR")
    book = load_workbook(io.BytesIO(client.get(f"{IMPORT}?template=xlsx").content))
    assert [cell.value for cell in book.active[1]] == header
    assert client.get(f"{IMPORT}?template=pdf").status_code == 404
    again = upload(client, text.content, "template.csv")
    assert again.context["plan"].changes == ()
    assert "Row 2 is the example of the template: passed over." in again.text


def test_export_has_the_filter_and_search_of_the_list_and_the_list_says_so(client, season):
    for noc in ("NOR", "SWE", "JPN"):
        factories.listing(season=season, country=factories.country(noc), channel=f"Channel {noc}")
    shown = client.get(LIST, {"q": "Channel", "country__noc": "x"}, follow=True)
    page = client.get(LIST, {"q": "Channel SWE"})
    assert f'<a href="{LIST}export.csv?q=Channel+SWE">CSV of these 1</a>' in flat(page.text)
    assert f'<a href="{LIST}export.csv?">CSV</a>' in flat(client.get(LIST).text)
    file = client.get(f"{LIST}export.csv?q=Channel+SWE")
    assert file["Content-Disposition"] == 'attachment; filename="listings-filtered.csv"'
    assert [row[2] for row in csv.reader(io.StringIO(file.content.decode()))] == ["country", "SWE"]
    assert len(client.get(f"{LIST}export.csv").content.splitlines()) == 4
    odd = client.get(f"{LIST}export.csv?season__id__exact=x")
    assert (odd.status_code, odd["Location"], shown.status_code) == (302, f"{LIST}?e=1", 200)
