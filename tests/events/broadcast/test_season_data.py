import shutil

import pytest
from django.db.models import QuerySet

from events.broadcast.answers.rights import rights_of
from events.broadcast.listings.apply import plan
from events.broadcast.listings.rows import TABLE
from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import DATA, load_calendar
from events.models import Broadcaster, Listing, Season, Stream
from isuwc.files.tables.books import TableError
from isuwc.files.tables.spreadsheets import read_table
from isuwc.files.tables.tabular import Counts, DataError
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar(db):
    load_calendar()


def loaded() -> tuple[dict[str, tuple[int, int]], list[str]]:
    """How many of each kind were created and found, and what was reported."""
    reported: list[str] = []
    counts = load_broadcast(report=reported.append)
    return {kind: (count.created, count.unchanged) for kind, count in counts.items()}, reported


FOUND = {"broadcasters": (0, 8), "streams": (0, 2), "listings": (0, 11)}


def of_nos() -> QuerySet[Listing]:
    """Its listing of the series; that of 2025/26 is left out."""
    return Listing.objects.filter(broadcaster__slug="nos").exclude(season__slug="2025-26")


def test_broadcasters_streams_and_listings_are_loaded_and_a_second_time_change_nothing():
    assert loaded() == ({"broadcasters": (8, 0), "streams": (2, 0), "listings": (11, 0)}, [])
    assert loaded() == (FOUND, [])


def test_shipped_listings_are_a_table_that_staff_could_import():
    load_broadcast()
    planned = plan(read_table(TABLE, (DATA / "listings.csv").read_bytes(), "listings.csv"))
    assert (planned.changes, planned.unchanged, planned.errors) == ((), 11, ())


@pytest.mark.parametrize(
    ("edited", "differs"),
    [
        ({"channel": "NPO 1"}, "channel: NPO 1 → none"),  # part of what identifies a listing in a table
        ({"timing": "delayed"}, "timing: delayed → live"),
        ({"starts_on": "2022-10-01"}, "starts_on: 2022-10-01 → none"),
        ({"note": "", "access": "free"}, "access: free → none; note: none → Not the events held in the Netherlands"),
    ],
)
def test_listing_that_staff_have_edited_stays_and_is_neither_doubled_nor_silent(edited, differs):
    load_broadcast()
    of_nos().update(**edited)
    before = list(Listing.objects.order_by("pk").values())
    assert loaded() == (FOUND, [f"NOS, NED: stays as it is; in listings.csv it differs: {differs}."])
    assert list(Listing.objects.order_by("pk").values()) == before


def test_links_of_a_listing_that_staff_have_edited_stay():
    load_broadcast()
    nos = of_nos().get()
    nos.except_held_in.clear()
    assert loaded() == (
        FOUND,
        ["NOS, NED: stays as it is; in listings.csv it differs: except_held_in: none → NED."],
    )
    assert list(nos.except_held_in.all()) == []


def test_listings_that_staff_made_of_one_stay():
    load_broadcast()
    nos = of_nos().get()
    Listing.objects.filter(pk=nos.pk).update(channel="NPO 1")
    nos.pk, nos.channel = None, "NPO 3"
    nos.save()
    assert loaded() == (
        FOUND,
        ["NOS, NED: its 2 listings stay as they are; that of listings.csv is not among them."],
    )
    assert sorted(of_nos().values_list("channel", flat=True)) == [
        "NPO 1",
        "NPO 3",
    ]


GONE = "NOS, NED: was added before, and has been removed or moved since; it isn't added again."


def test_listing_that_staff_made_one_for_another_season_is_not_added_again():
    load_broadcast()
    of_nos().update(season=Season.objects.get(start_year=2022))
    assert loaded() == (FOUND, [GONE])
    assert list(of_nos().values_list("season__slug", flat=True)) == ["2022-23"]


def test_listing_that_staff_have_removed_is_not_added_again():
    load_broadcast()
    of_nos().delete()
    assert loaded() == (FOUND, [GONE])


def test_listing_that_staff_have_removed_with_its_broadcaster_is_not_added_again():
    load_broadcast()
    Listing.objects.filter(broadcaster__slug="nos").delete()
    Broadcaster.objects.filter(slug="nos").delete()
    assert loaded() == (FOUND | {"broadcasters": (1, 7)}, [GONE, GONE.replace("NED:", "NED, 2025-26:")])


def test_listing_that_only_staff_had_made_and_removed_is_added():
    factories.listing(country=factories.country("NED"), season=None, broadcaster=factories.broadcaster("NOS")).delete()
    assert loaded()[0] == {"broadcasters": (7, 1), "streams": (2, 0), "listings": (11, 0)}


def test_new_listing_of_the_files_is_added_beside_what_staff_have_edited(tmp_path):
    load_broadcast()
    of_nos().update(channel="NPO 1")
    new, old = "nos,NED,2022-23,,,,,tv,live,,Dutch,false,,A letter,,,false", "nos,NED,,,,2023-06-30,NED"
    folder = changed_data(tmp_path, "listings.csv", old, f"{new}\n{old}")
    assert load_broadcast(folder)["listings"] == Counts(created=1, unchanged=11)
    assert list(of_nos().order_by("pk").values_list("channel", "source")) == [
        ("NPO 1", "insidethegames.biz 1086445"),
        ("", "A letter"),
    ]


def test_broadcaster_and_stream_that_staff_have_edited_stay_and_are_reported():
    load_broadcast()
    Broadcaster.objects.filter(slug="vg").update(name="VG+")
    Stream.objects.filter(season__start_year=2025).update(note="Blocked nowhere")
    assert loaded() == (
        FOUND,
        [
            "VG+: stays as it is; in broadcasters.csv it differs: name: VG+ → VG.",
            "Skating ISU on YouTube 2025/26: stays as it is; in streams.csv it differs: note: Blocked nowhere → none.",
        ],
    )
    assert Broadcaster.objects.get(slug="vg").name == "VG+"


def test_nos_has_the_series_except_in_the_netherlands():
    load_broadcast()
    nos = rights_of(of_nos())[0]
    assert (nos.nocs, nos.except_held_in, nos.exceptions) == (
        {"NED"},
        {"NED"},
        "except events held in the Netherlands",
    )


def test_whatever_is_made_up_says_so():
    load_broadcast()
    made_up = Listing.objects.filter(is_example=True)
    assert made_up.count() == 5
    assert all(listing.broadcaster.is_example for listing in made_up)
    assert all(listing.broadcaster.name.startswith("Example ") for listing in made_up)


def changed_data(tmp_path, file: str, old: str, new: str):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("listings.csv", "nos,NED", "nob,NED", "listings.csv, row 2, column broadcaster: 'nob' is not a broadcaster;"),
        (
            "listings.csv",
            "nos,NED",
            "nos,NDE",
            "row 2, column country: “NDE” is no country or territory that is known here. "
            "Give its name, or a code such as NED.",
        ),
        ("listings.csv", "NED,tv", "NED,radio", "row 2, column platform: 'radio' is not one of tv, stream, both"),
        ("listings.csv", "vg,NOR,", "vg,NOR,2031-32", "row 5, column season: '2031-32' is not a season"),
        ("streams.csv", "2022-23", "2031-32", "row 2, column season: '2031-32' is not a season"),
        ("broadcasters.csv", "https://nos.nl/,false", "https://nos.nl/,no idea", "row 2, column example: 'no idea' is"),
    ],
)
def test_wrong_cell_stops_the_load_and_is_named(tmp_path, file, old, new, message):
    with pytest.raises(DataError, match=message):
        load_broadcast(changed_data(tmp_path, file, old, new))
    assert (Broadcaster.objects.count(), Stream.objects.count(), Listing.objects.count()) == (0, 0, 0)


def test_file_that_is_no_table_of_listings_says_why(tmp_path):
    folder = changed_data(tmp_path, "listings.csv", "broadcaster,country", "broadcaster,noc")
    with pytest.raises(TableError, match=r"Its header has unknown columns: noc\."):
        load_broadcast(folder)
    assert Broadcaster.objects.count() == 0
