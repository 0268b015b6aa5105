"""Tables of listings in layouts of others: matched, read, and what is said of them."""

import datetime

import pytest

from events.broadcast.listings.apply import LISTINGS
from events.models import CountryGroup, Event, Listing, Showing
from isuwc.files.tables.books import read_book, sheet_of_text
from isuwc.tables.handed_in import Choices, hand_in
from isuwc.tables.plans import apply
from tests.factories import broadcasters_tables as tables
from tests.factories import events as factories

NOVEMBER = datetime.date(2025, 11, 1)


@pytest.fixture
def season(db):
    """Three events, the last one the Final, and the one broadcaster."""
    factories.broadcaster("Example Sport")
    season = factories.season()
    for number, city in ((1, "Stavanger"), (2, "Inzell"), (3, "Heerenveen")):
        venue = factories.venue(name=f"{city} Oval", city=city)
        factories.event(season=season, number=number, is_final=number == 3, venue=venue)
    return season


def read(table, file="example.xlsx", **choices):
    sheets = [sheet_of_text(table)] if isinstance(table, str) else read_book(table)
    return hand_in(LISTINGS, sheets, file, Choices(**choices))


def said(handed_in):
    """Territory and what changes, without what is alike in all rows."""
    assert [str(error) for error in handed_in.plan.errors] == []
    return [
        (change.title, [words for words in change.words if not words.startswith(("source", "season"))])
        for change in handed_in.plan.changes
    ]


def matched(handed_in):
    return {handed_in.title(at): name for at, name in handed_in.matching.columns.items()}


def test_titles_are_passed_over_merged_cells_filled_and_the_title_says_broadcaster_and_season(season):
    found = read(tables.with_merged_title())
    assert found.problems == []
    assert found.proposal.passed_over == (
        "row 1: Example Sport – ISU Speed Skating World Cup 2025/26",
        "row 2: Status: 3 November 2025 · confidential",
    )
    assert found.matching.constants == {
        "broadcaster": "Example Sport", "season": "2025-26", "source": "Table handed in: example.xlsx",
    }  # fmt: skip
    assert matched(found) == {
        "Territory": "country", "Event": "events", "Dates": "dates", "Rights": "rights", "Live / Delay": "timing",
        "VOD": "", "Exclusivity": "exclusive", "URL": "link",
    }  # fmt: skip
    assert (found.untaken, len(found.translated.notes)) == (["VOD"], 1)
    assert "Row 8 was passed over" in found.translated.notes[0]
    norway = ["starts_on: 2025-11-14", "ends_on: 2025-11-16", "platform: tv", "link: https://www.example.org/no"]
    both = [
        "starts_on: 2025-11-14", "ends_on: 2025-11-23", "platform: stream", "link: https://example.org/all",
        "timing: live", "exclusive: yes", "events: 1 2",
    ]  # fmt: skip
    assert said(found) == [
        ("Example Sport, NOR", [*norway, "timing: live", "access: paid", "exclusive: no", "events: 1"]),
        (
            "Example Sport, NOR",
            [
                "starts_on: 2025-11-21",
                "ends_on: 2025-11-23",
                *norway[2:],
                "timing: delayed",
                "exclusive: no",
                "events: 2",
            ],
        ),
        ("Example Sport, NED", both),
        ("Example Sport, GBR", both),
    ]


def test_sheet_with_the_table_is_proposed_and_another_can_be_chosen(season):
    found = read(tables.with_several_sheets(), constants={"broadcaster": "example-sport"})
    assert ([sheet.name for sheet in found.sheets], found.sheet.name) == (
        ["Deckblatt", "Rechte 2025-26", "Kontakt"], "Rechte 2025-26",
    )  # fmt: skip
    assert [(title, words[0], words[-1]) for title, words in said(found)] == [
        ("Example Sport, GER", "starts_on: 2025-11-14", "events: 1"),
        ("Example Sport, AUT", "starts_on: 2025-11-14", "events: 1"),
        ("Example Sport, SUI", "starts_on: 2025-11-21", "events: 2"),
    ]
    other = read(tables.with_several_sheets(), sheet="Kontakt")
    assert (other.sheet.name, other.plan, other.problems[0][:24]) == ("Kontakt", None, "None of its columns is k")


def test_french_columns_months_and_places_are_read(season):
    found = read(tables.in_french(), constants={"season": "2025/26"})
    assert found.proposal.matching.constants["broadcaster"] == "Example Sport"
    assert [(title, words[0], words[3]) for title, words in said(found)] == [
        ("Example Sport, FRA", "starts_on: 2025-11-14", "platform: tv (not said, so as usual)"),
        ("Example Sport, BEL", "starts_on: 2025-11-14", "platform: tv (not said, so as usual)"),
        ("Example Sport, SUI", "starts_on: 2025-11-21", "platform: tv (not said, so as usual)"),
    ]


def test_day_or_month_first_is_asked_and_never_guessed(season):
    said_of_all = {"broadcaster": "Example Sport", "source": "A mail"}
    asked = read(tables.with_slashes(), constants=said_of_all)
    assert asked.is_order_asked
    assert [(error.row, error.column) for error in asked.plan.errors] == [
        (2, "starts_on"), (2, "ends_on"), (3, "starts_on"), (3, "ends_on"),
    ]  # fmt: skip
    for is_day_first, span in ((True, ["2025-11-01", "2025-12-06"]), (False, ["2025-01-11", "2025-06-12"])):
        told = read(tables.with_slashes(), constants=said_of_all, day_first=is_day_first)
        assert told.plan.errors == ()
        assert [
            [change.after.starts_on.isoformat(), change.after.ends_on.isoformat()] for change in told.plan.changes
        ] == [span, span]
    proven = read(tables.with_slashes().replace(b"06/12/2025", b"18/12/2025"), constants=said_of_all)
    assert (proven.is_order_asked, proven.proof) == (False, "18/12/2025")
    assert [change.after.starts_on for change in proven.plan.changes] == [NOVEMBER, NOVEMBER]


def test_columns_without_a_known_name_are_proposed_by_what_is_in_them(season):
    found = read(
        tables.pasted(), "pasted", constants={"broadcaster": "Example Sport", "season": "25/26", "source": "x"}
    )
    assert matched(found) == {"Where": "country", "What": "events", "How": "timing", "Address": "link"}
    assert set(found.proposal.reasons.values()) == {"by what is in it"}
    assert [title for title, _ in said(found)] == ["Example Sport, SWE", "Example Sport, FIN"]
    first, final = (change.after.events for change in found.plan.changes)
    numbers = dict(Event.objects.values_list("pk", "number"))
    assert ([numbers[key] for key in first], [numbers[key] for key in final]) == ([1, 2], [3])


def test_what_was_decided_is_remembered_for_the_broadcaster(season):
    table = "Who gets it\tRemarks of ours\nNOR\tSign language\n"
    constants = {"broadcaster": "Example Sport", "season": "2025-26", "source": "A mail"}
    first = read(table, columns={0: "country", 1: "note"}, constants=constants)
    apply(first.plan)
    first.remember()
    again = read(table.replace("NOR", "SWE"))
    assert again.matching.constants == {
        "broadcaster": "Example Sport", "source": "Table handed in: example.xlsx",
    }  # fmt: skip
    assert matched(again) == {"Who gets it": "country", "Remarks of ours": "note"}
    assert again.proposal.reasons == {0: "as last time", 1: "as last time"}
    # Another broadcaster's table in the same layout: whose it is, is not guessed
    factories.broadcaster("Other Example")
    other = read(table, columns={0: "country", 1: ""}, constants={**constants, "broadcaster": "Other Example"})
    other.remember()
    assert "broadcaster" not in read(table).matching.constants
    named = read(f"Example Sport\n{table}")
    assert (named.matching.constants["broadcaster"], matched(named)["Remarks of ours"]) == ("Example Sport", "note")


def test_each_wrong_value_is_named_with_row_column_and_what_would_be_right(season):
    table = (
        "Territory;Event;From;Live;URL;Exclusive\n"
        "Atlantis;World Cup 9;yesterday;maybe;somewhere;perhaps\n"
        "Norway;Calgary;2025-11-14;live;example.org;yes\n"
    )
    found = read(table, constants={"broadcaster": "Nobody TV", "season": "2025-26", "source": "x"})
    assert [str(error) for error in found.plan.errors] == [
        "Broadcaster, for all rows: 'Nobody TV' is not a broadcaster; add it first, or write it as here: Example Sport",
        "example.xlsx, row 2, column Territory: “Atlantis” is no country or territory that is known here. Give its "
        "name, or a code such as NED.",
        "example.xlsx, row 2, column Event: 'World Cup 9': there is no World Cup 9, only 1, 2, 3",
        "example.xlsx, row 2, column From: 'yesterday' is not a date such as 2025-11-18, 18.11.2025 or 18 Nov 2025",
        "example.xlsx, row 2, column URL: 'somewhere' is not an address such as https://example.org/",
        "example.xlsx, row 2, column Live: 'maybe' is not live, delayed, on demand or highlights",
        "example.xlsx, row 2, column Exclusive: 'perhaps' is neither yes nor no",
        "example.xlsx, row 3, column Event: 'Calgary' is no event: give a number, such as World Cup 2, or the city",
    ]


@pytest.fixture
def listing(season):
    return factories.listing(
        broadcaster=factories.broadcaster("Full Example"), season=season, channel="Example 1", is_exclusive=True,
        link="https://example.org/", access="free", language="Norwegian", note="A note", ends_on=NOVEMBER,
    )  # fmt: skip


def test_column_left_out_leaves_what_is_stored_and_an_emptied_cell_empties_it(listing):
    found = read(f"id,channel,note\n{listing.pk},Example 2,\n")
    assert (found.plan.errors, [change.words for change in found.plan.changes]) == (
        (), [("channel: Example 1 → Example 2", "note: A note → none")],
    )  # fmt: skip
    assert {"exclusive", "link", "access", "ends_on", "broadcaster", "source"} < set(found.unsaid)
    apply(found.plan)
    kept = Listing.objects.get(pk=listing.pk)
    assert (kept.channel, kept.note, kept.is_exclusive, kept.link, kept.access, kept.ends_on) == (
        "Example 2", "", True, "https://example.org/", "free", NOVEMBER,
    )  # fmt: skip


def test_without_an_id_the_listing_is_found_by_what_the_table_says(listing):
    country = listing.country_id
    table = f"broadcaster,country,season,link\nFull Example,{country},2025/26,https://example.org/new\n"
    (change,) = read(table).plan.changes
    assert (change.key, change.words) == (listing.pk, ("link: https://example.org/ → https://example.org/new",))
    other = factories.listing(
        broadcaster=listing.broadcaster, season=listing.season, country=listing.country, channel="Example 9"
    )
    (error,) = read(table).plan.errors
    assert f"2 listings fit (numbers {listing.pk}, {other.pk}), as the table says nothing of part, events" in str(error)


def test_what_contradicts_is_said_as_the_form_says_it(listing):
    country = listing.country
    Listing.objects.update(ends_on=None)
    table = (
        "broadcaster,country,season,exclusive,source,link\n"
        f"Example Sport,{country.noc},2025-26,yes,x,https://example.org/1\n"
        "Example Sport,JPN,2025-26,yes,x,https://example.org/2\n"
        "Full Example,JPN,2025-26,yes,x,https://example.org/3\n"
    )
    factories.country("JPN", name="Japan")
    found = read(table)
    assert found.plan.errors == ()
    assert found.plan.remarks == (
        "Full Example and Example Sport both hold exclusive rights. "
        f"In {country.name}: row 2 and listing {listing.pk}.",
        "Example Sport and Full Example both hold exclusive rights. In Japan: row 3 and row 4.",
    )
    assert (
        read(table.replace("yes", "no")).plan.remarks[0].startswith("Full Example holds exclusive rights, but Example")
    )


def test_listings_of_single_sessions_contradict_a_row_only_where_they_have_one_in_common(season):
    event = season.events.first()
    first, second = (factories.session(event=event, date=event.start_date, number=number) for number in (1, 2))
    one, two = (
        factories.listing(
            broadcaster=factories.broadcaster(name), season=season, country=factories.country("JPN"),
            only_sessions=True, is_exclusive=name == "Two",
        )
        for name in ("One", "Two")
    )  # fmt: skip
    Showing.objects.create(listing=one, session=first)
    Showing.objects.create(listing=two, session=second)
    table = f"id,broadcaster,exclusive\n{one.pk},one,yes\n"
    assert read(table).plan.remarks == ()
    Showing.objects.create(listing=one, session=second)
    assert read(table).plan.remarks[0].startswith("One and Two both hold exclusive rights. In Japan: row 2 and")


def test_group_in_the_column_of_territories_is_a_group(season):
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set([factories.country("NOR"), factories.country("SWE")])
    table = 'Broadcaster,Territory,Season,Source\nExample Sport,"Nordic, Germany",2025/2026,x\n'
    titles = [change.title for change in read(table).plan.changes]
    assert titles == ["Example Sport, Nordic", "Example Sport, GER"]


def test_part_of_a_country_in_the_column_of_territories_is_the_part(season):
    table = (
        'Broadcaster,Territory,Season,Source\nExample Sport,"Germany, Switzerland (German-speaking part)",2025/2026,x\n'
    )
    changes = read(table).plan.changes
    assert [(change.after.country_id, change.after.part) for change in changes] == [
        ("GER", ""), ("SUI", "German-speaking part"),
    ]  # fmt: skip


def test_part_in_a_column_of_its_own_stays_beside_a_whole_country_and_not_beside_another(season):
    table = "Broadcaster,Territory,Sprachraum,Season,Source\nExample Sport,{},Romandy,2025/2026,x\n"
    (change,) = read(table.format("Switzerland")).plan.changes
    assert (change.after.country_id, change.after.part) == ("SUI", "Romandy")
    found = read(table.format("Switzerland (Ticino)"))
    assert [str(error) for error in found.plan.errors] == [
        "example.xlsx, row 2, column Sprachraum: two columns say something else: 'Ticino' and 'Romandy'"
    ]


def test_exceptions_are_whole_countries_alone(season):
    CountryGroup.objects.create(name="Nordic")
    table = "Broadcaster,Territory,Except,Season,Source\nExample Sport,Nordic,{},2025/2026,x\n"
    for cell, why in (
        ("Nordic", "“Nordic” is a group of countries: name its countries."),
        ("Norway (North)", "“Norway, North”: only a whole country can stand here, without a part of it."),
        ("Korea", "“Korea” may be Korea (KOR) or DPR Korea (PRK): write which."),
    ):
        (error,) = read(table.format(cell)).plan.errors
        assert str(error) == f"example.xlsx, row 2, column Except: {why}"


def test_own_export_is_read_without_a_question(listing):
    data = LISTINGS.rows()
    table = "\n".join([",".join(LISTINGS.table.columns), *(",".join(row) for row in data)])
    found = read(table)
    assert (found.proposal.is_ours, found.problems, found.plan.changes, found.plan.unchanged) == (True, [], (), 1)
