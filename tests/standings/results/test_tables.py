"""Results as a table in any layout: matched, and handed in as sheets that wait."""

import datetime

import pytest
from django.utils import timezone

from isuwc.files.tables.books import sheet_of_text
from isuwc.history.acting import Way
from isuwc.history.models import Entry
from isuwc.tables.handed_in import Choices, hand_in
from standings.models import SheetImport
from standings.results.apply import apply_sheets
from standings.results.desk.imports import latest_import
from standings.results.tables import RESULTS
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

TABLE = (
    "ISU World Cup Speed Skating;;;;\n"
    "1000m Women, Division B;;;;\n"
    "Saturday, 15 November 2025;;;;\n"
    ";;;;\n"
    "Rk;Skater;Nat;Result;Bahn\n"
    "1.;Anna EXAMPLE;Netherlands;1:15,60;i\n"
    "2.;Second SAMPLE;NOR;1:15,9;o\n"
    ";Third VOORBEELD;Holland;DNF;i\n"
)
PAGE = "/admin/standings/sheetimport/table/"


def read(text=TABLE, **choices):
    return hand_in(RESULTS, [sheet_of_text(text)], "pasted", Choices(**choices))


def test_list_under_its_titles_is_one_sheet():
    found = read()
    assert found.problems == []
    assert found.matching.constants == {"race_title": "1000m Women Division B", "date": "2025-11-15"}
    (change,) = found.plan.changes
    assert (change.title, change.words) == (
        "1000m Women Division B",
        (
            "2025-11-15", "3 lines", "1 Anna EXAMPLE (NED) 1:15.60", "2 Second SAMPLE (NOR) 1:15.90",
            "Third VOORBEELD (NED) DNF",
        ),
    )  # fmt: skip
    sheet = change.after
    assert (sheet.heading.date, sheet.heading.identity.title) == (datetime.date(2025, 11, 15), "1000m Women Division B")
    assert [(line.rank, line.noc, line.hundredths, line.status, line.lane) for line in sheet.lines] == [
        (1, "NED", 7560, "OK", "inner"), (2, "NOR", 7590, "OK", "outer"), (None, "NED", None, "DNF", "inner"),
    ]  # fmt: skip


def test_column_without_a_heading_is_not_taken_for_the_place():
    def columns(heading: str) -> list[str]:
        matching = read(f"{heading};Name;Nat;Result;Date\n1;Anna EXAMPLE;NED;37.05;2025-11-15").matching
        return [matching.columns[at] for at in range(5)]

    assert columns("#") == ["rank", "name", "noc", "time", "date"]
    assert columns("") == ["", "name", "noc", "time", "date"]


def test_wrong_cells_are_all_named_by_the_columns_of_the_table():
    found = read(TABLE.replace("1:15,60", "fast").replace("2.;", "second;").replace("Netherlands", "Atlantis"))
    assert [str(error) for error in found.plan.errors] == [
        "pasted, row 6, column Nat: “Atlantis” is no country or territory that is known here. Give its name, or a "
        "code such as NED.",
        "pasted, row 6, column Result: “fast” is not a time such as 36.48, 36,48 or 1:15.60.",
        "pasted, row 7, column Rk: 'second' is not a whole number from 1 to 999",
    ]


def test_table_is_handed_in_by_the_page_and_waits(client):
    sign_in(client, "Results")
    factories.event()
    page, answer = handed_in(client)
    assert "Sheets to hand in: 1 new" in flat(page.text)
    assert said(answer) == ["1 sheet handed in; see what would change."]
    assert answer.redirect_chain == [("/admin/standings/sheetimport/preview/", 302)]
    waiting = SheetImport.objects.get()
    assert (waiting.state, waiting.title, len(waiting.sheet.lines)) == ("waiting", "1000m Women Division B", 3)


def handed_in(client, text=TABLE):
    """The page of sheets that wait, after the table was looked at and handed in."""
    page = client.post(PAGE, {"text": text, "_look": "1"})
    sent = {
        "text": page.context["form"].initial["text"],
        "seen": page.context["matching"].mark,
        "shown": page.context["plan"].fingerprint,
        "all-race_title": "1000m Women Division B",
        "all-date": "2025-11-15",
        **{f"match-{each.position}": each.taken for each in page.context["matching"].columns},
        "_apply": "1",
    }
    return page, client.post(PAGE, sent, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_table_of_what_is_here_already_does_not_wait(client):
    sign_in(client, "Results")
    factories.event()
    handed_in(client)
    apply_sheets(list(SheetImport.objects.waiting()), new_names=True)
    shown, done = handed_in(client)
    (change,) = shown.context["plan"].changes
    assert change.words[-1] == "nothing new: all of it is here already"
    assert said(done) == ["Nothing new in 1 sheet, so nothing waits: 1000m Women Division B."]
    assert [each.state for each in SheetImport.objects.all()] == ["applied"]


def test_table_that_says_the_same_as_another_sheet_is_kept_as_set_aside(client):
    results = sign_in(client, "Results")
    factories.event()
    handed_in(client)
    apply_sheets(list(SheetImport.objects.waiting()), new_names=True)
    SheetImport.objects.update(digest="of another sheet")
    handed_in(client)
    kept = SheetImport.objects.order_by("pk").last()
    assert (kept.state, kept.decided_by, kept.handed_in_by) == ("set-aside", results, results)
    assert (kept.file_name, kept.sheet.is_table) == ("Table handed in", True)


def test_handing_in_is_a_form_in_the_history_and_no_import_to_be_taken_back(client):
    results = sign_in(client, "Results")
    factories.event()
    handed_in(client)
    entry = Entry.objects.filter(changes__table=SheetImport._meta.db_table).distinct().get()
    assert (entry.way, entry.what, entry.person_id) == (Way.FORM, "Hand in a table of results", results.pk)
    assert latest_import(results, timezone.now()) is None


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Broadcast"])
def test_others_may_not(client, role):
    sign_in(client, role)
    assert (client.get(PAGE).status_code, client.post(PAGE, {"text": TABLE}).status_code) == (403, 403)
