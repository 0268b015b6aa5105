"""Listings by the table: in, compared, out again."""

import datetime
import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from events.broadcast.listings.apply import listing_rows, plan
from events.broadcast.listings.rows import TABLE
from events.models import CountryGroup, Listing, Showing
from isuwc.files.tables.books import TableError
from isuwc.files.tables.spreadsheets import as_csv, as_xlsx, read_table
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.tables.plans import apply
from tests.events.broadcast.listings.tables import planned, table
from tests.factories import events as factories


@pytest.fixture
def world(db):
    factories.broadcaster("Example TV")
    season = factories.season()
    for number in (1, 2):
        factories.event(season=season, number=number)
    return season


def everything(season) -> bytes:
    """A row with every cell filled, and one with the fewest."""
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set([factories.country("NOR"), factories.country("SWE")])
    full = {
        "country": "", "group": "Nordic", "except_countries": "SWE", "season": "2025-26", "events": "1 2",
        "except_events": "2", "except_held_in": "NED USA", "starts_on": "2025-11-01", "ends_on": "2026-03-31",
        "channel": "Example 1", "platform": "both", "link": "https://example.org/live",
        "app_link": "https://example.org/app", "programme_link": "https://example.org/tv", "geo_blocked": "yes",
        "timing": '"Highlights, delayed,on demand"', "competitors": "women", "only_sessions": "yes",
        "access": "paid", "language": "Norwegian", "exclusive": "yes", "note": "=1+1", "checked_on": "2025-11-02",
        "example": "yes",
    }  # fmt: skip
    return table(full, {"broadcaster": "Example TV"})


def test_table_makes_listings_and_changes_nothing_a_second_time(world):
    data = everything(world)
    first = planned(data)
    assert (first.created, first.changed, first.unchanged, first.errors) == (2, 0, 0, ())
    apply(first)
    full, least = Listing.objects.order_by("pk")
    assert (str(full.group), [c.pk for c in full.except_countries.all()]) == ("Nordic", ["SWE"])
    assert [event.number for event in full.events.all()] == [1, 2]
    assert [event.number for event in full.except_events.all()] == [2]
    assert sorted(country.pk for country in full.except_held_in.all()) == ["NED", "USA"]
    assert (full.timing, full.access, full.platform, full.is_exclusive, full.ends_on) == (
        "delayed", "paid", "both", True, datetime.date(2026, 3, 31),
    )  # fmt: skip
    assert (full.also, full.competitors, full.only_sessions, full.is_geo_blocked) == (
        ["on demand", "highlights"], "women", True, True,
    )  # fmt: skip
    assert (full.app_link, full.programme_link) == ("https://example.org/app", "https://example.org/tv")
    assert (least.also, least.competitors, least.only_sessions, least.is_geo_blocked) == ([], "", False, False)
    assert (least.country_id, least.timing, least.platform, least.is_exclusive) == ("NOR", "live", "tv", False)
    again = planned(data)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)


def test_change_is_shown_with_before_and_after(world):
    apply(planned(table({"access": "free"})))
    change = planned(table({"access": "paid", "exclusive": "yes", "except_held_in": "NED"})).changes[0]
    assert (change.title, change.words) == (
        "Example TV, NOR",
        ("access: free → paid", "exclusive: no → yes", "except_held_in: none → NED"),
    )
    apply(planned(table({"access": "paid", "exclusive": "yes", "except_held_in": "NED"})))
    listing = Listing.objects.get()
    assert (listing.access, listing.is_exclusive, [c.pk for c in listing.except_held_in.all()]) == (
        "paid",
        True,
        ["NED"],
    )


def test_id_names_the_listing_whatever_else_changes(world):
    apply(planned(table({})))
    pk = Listing.objects.get().pk
    apply(planned(table({"id": str(pk), "country": "SWE", "channel": "Example 2"})))
    assert list(Listing.objects.values_list("pk", "country", "channel")) == [(pk, "SWE", "Example 2")]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"broadcaster": "nobody"}, "column broadcaster: 'nobody' is not a broadcaster; add it first"),
        ({"broadcaster": ""}, "column broadcaster: empty"),
        ({"source": ""}, "column source: empty"),
        (
            {"country": "XYZ"},
            "column country: “XYZ” is no country or territory that is known here. Give its name, "
            "or a code such as NED.",
        ),
        ({"country": ""}, "column country: a listing is for a country or for a group of countries"),
        ({"group": "Nordic"}, "column group: 'Nordic' is not a group of countries"),
        ({"season": "2030-31"}, "column season: '2030-31' is not a season"),
        ({"events": "9", "season": "2025-26"}, "column events: '9' is not an event"),
        ({"events": "1"}, "column events: '1' is not an event: give its number, or without a season 2025-26/4"),
        ({"starts_on": "2026-01-02", "ends_on": "2026-01-01"}, "column ends_on: before starts_on"),
        ({"starts_on": "1.1.2026"}, "column starts_on:"),
        ({"timing": "sometimes"}, "column timing: 'sometimes' is not one of"),
        (
            {"timing": '"live, sometimes"'},
            "column timing: 'sometimes' is not one of live, delayed, on demand, highlights",
        ),
        ({"competitors": "boys"}, "column competitors: 'boys' is not one of empty, women, men"),
        ({"part": "x" * 81}, "column part: 81 characters, of which 80 fit"),
        ({"app_link": "javascript:alert(1)"}, "column app_link: 'javascript:alert(1)' is not an address"),
        ({"exclusive": "maybe"}, "column exclusive: 'maybe' is neither yes nor no"),
        ({"link": "javascript:alert(1)"}, "column link: 'javascript:alert(1)' is not an address"),
        ({"id": "999999"}, "column id: there is no listing 999999"),
        ({"channel": "x" * 81}, "column channel: 81 characters, of which 80 fit"),
    ],
)
def test_one_wrong_cell_is_named_and_stops_all(world, row, error):
    found = planned(table({"channel": "Right"}, row))
    assert [error in str(each) and "row 3, " in str(each) for each in found.errors] == [True]
    with pytest.raises(type(found.errors[0])):
        apply(found)
    assert not Listing.objects.exists()


def test_all_errors_are_named_at_once(world):
    found = planned(table({"timing": "x"}, {"country": "XYZ"}, {}))
    assert [error.args[0].split(":")[0] for error in found.errors] == [
        "listings.csv, row 2, column timing",
        "listings.csv, row 3, column country",
    ]


def test_every_wrong_cell_of_a_row_is_named(world):
    row = {"broadcaster": "x", "country": "XYZ", "timing": "x", "link": "x", "starts_on": "x", "exclusive": "?"}
    assert sorted(str(error).partition("column ")[2].partition(":")[0] for error in planned(table(row)).errors) == [
        "broadcaster", "country", "exclusive", "link", "starts_on", "timing",
    ]  # fmt: skip


def test_country_has_no_exceptions(world):
    (error,) = planned(table({"except_countries": "SWE"})).errors
    assert "column except_countries: exceptions are for a group" in str(error)


def test_table_is_applied_once_by_two_who_apply_it_at_once(world):
    first, second = planned(table({})), planned(table({}))
    apply(first)
    with pytest.raises(ChangedSinceError):
        apply(second)
    assert Listing.objects.count() == 1


def test_progress_is_told_as_it_goes(world):
    told = []
    apply(planned(table(*({"channel": f"Example {number}"} for number in range(600)))), told.append)
    assert told == [250, 250, 100]
    told.clear()
    apply(planned(table(*({"channel": f"Example {number}", "note": "x"} for number in range(300)))), told.append)
    assert told == [250, 50]
    assert Listing.objects.filter(note="x").count() == 300


def test_listing_that_is_shown_in_another_way_says_which_broadcasts_can_t_be_then(world):
    """Delayed from an hour before the session; one with a timing of its own stays as it is."""
    apply(planned(table({"timing": "live"})))
    start = datetime.datetime(2025, 11, 14, 18, 0, tzinfo=datetime.UTC)
    before = start - datetime.timedelta(hours=1)
    first, second = (factories.session(event=world.events.get(number=1), starts_at=start) for _ in range(2))
    listing = Listing.objects.get()
    Showing.objects.create(listing=listing, session=first, starts_at=before)
    Showing.objects.create(listing=listing, session=second, starts_at=before, timing="live")
    row = {"id": str(listing.pk), "timing": "delayed"}
    assert [str(error) for error in planned(table(row)).errors] == [
        "listings.csv, row 2, column timing: World Cup 1, Stavanger 2025/26, Session 1: a delayed broadcast can't "
        "begin before the session, Fri 14 November 19:00, so not on Fri 14 November 18:00"
    ]
    Showing.objects.filter(session=first).update(starts_at=start)
    fits = planned(table(row))
    assert fits.errors == ()
    Showing.objects.filter(session=first).update(starts_at=before)
    with pytest.raises(ChangedSinceError):
        apply(fits)
    Showing.objects.filter(session=first).update(starts_at=start)
    apply(planned(table(row)))
    assert Listing.objects.get().timing == "delayed"


def test_same_listing_twice_is_an_error(world):
    assert "column broadcaster: the same listing as row 2" in str(planned(table({}, {})).errors[0])
    apply(planned(table({})))
    pk = str(Listing.objects.get().pk)
    for again, column in (({"id": pk, "note": "x"}, "id"), ({"note": "x"}, "broadcaster")):
        found = planned(table({"id": pk}, again))
        assert [str(error) for error in found.errors] == [
            f"listings.csv, row 3, column {column}: the same listing as row 2"
        ]


@pytest.mark.parametrize("kind", [as_csv, as_xlsx])
def test_export_comes_back_without_a_change(world, kind):
    apply(planned(everything(world)))
    exported = kind(TABLE, listing_rows())
    back = plan(read_table(TABLE, exported, "listings"))
    assert (back.created, back.changed, back.unchanged, back.errors) == (0, 0, 2, ())


def test_formulas_are_inert_in_the_export(world):
    apply(planned(table({"note": "=cmd|' /C calc'!A0"})))
    assert b",=cmd" not in as_csv(TABLE, listing_rows())
    assert b"'=cmd|' /C calc'!A0" in as_csv(TABLE, listing_rows())
    with zipfile.ZipFile(io.BytesIO(as_xlsx(TABLE, listing_rows()))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_cells_pasted_from_a_spreadsheet_are_read(world, delimiter):
    assert planned(table({"channel": "Example 1"}, delimiter=delimiter)).created == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"name,source\n", "unknown columns: name"),
        (b"country,source\n", "no column broadcaster"),
    ],
)
def test_table_of_something_else_is_refused_with_the_reason(data, reason):
    with pytest.raises(TableError, match=reason):
        read_table(TABLE, data, "listings.csv")


@pytest.mark.parametrize("rows", [1, 30])
def test_plan_costs_the_same_queries_whatever_its_length(world, django_assert_num_queries, rows):
    data = table(*({"channel": f"Example {n}"} for n in range(rows)))
    apply(planned(data))
    with django_assert_num_queries(7):
        assert planned(data).unchanged == rows


def test_commands_bring_listings_in_and_out(world, tmp_path, capsys):
    source, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    source.write_bytes(table({"channel": "Example 1"}))
    call_command("import_listings", source, "--dry-run")
    assert not Listing.objects.exists()
    call_command("import_listings", source)
    new = (
        "Example TV, NOR: new: every season of the series; channel: Example 1; platform: tv (not said, so as usual); "
        "timing: live (not said, so as usual); exclusive: no (not said, so as usual); source: A made-up source"
    )
    assert capsys.readouterr().out.splitlines() == [
        new,
        "Listings: 1 created, 0 updated, 0 unchanged (not applied).",
        new,
        "Listings: 1 created, 0 updated, 0 unchanged.",
    ]
    call_command("export_listings", out)
    call_command("import_listings", out)
    assert capsys.readouterr().out.splitlines()[-1] == "Listings: 0 created, 0 updated, 1 unchanged."
    source.write_bytes(table({"timing": "x"}))
    with pytest.raises(CommandError, match="1 errors; nothing was changed"):
        call_command("import_listings", source)
    with pytest.raises(CommandError, match=r"must end with \.csv or \.xlsx"):
        call_command("export_listings", tmp_path / "out.pdf")
    assert set(TABLE.columns) >= {"id", "broadcaster"}
