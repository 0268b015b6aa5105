import shutil

import pytest

from events.calendar.season_data import DATA, load_calendar
from events.models import Country, Event, Season, Series, Venue
from isuwc.files.tables.tabular import DataError

pytestmark = pytest.mark.django_db


def test_every_country_of_today_is_there_with_its_codes():
    current = Country.objects.with_viewers()
    assert current.count() == 206
    assert current.filter(iso="").count() == 0
    assert [current.get(noc=noc).iso for noc in ("NED", "KOR", "TPE", "KOS", "GBR")] == ["NL", "KR", "TW", "XK", "GB"]
    assert set(Country.objects.filter(is_current=False).values_list("noc", flat=True)) >= {"AIN", "ROC", "URS", "GDR"}


def test_calendar_is_loaded_whole_and_a_second_time_changes_nothing():
    first, second = load_calendar(), load_calendar()
    assert {kind: count.created for kind, count in first.items()} == {
        "series": 1,
        "seasons": 2,
        "venues": 7,
        "events": 11,
    }
    assert [count.created for count in second.values()] == [0] * 4
    assert [str(event) for event in Event.objects.filter(season__start_year=2022)][0::5] == [
        "World Cup 1, Stavanger 2022/23",
        "World Cup Final, Tomaszów Mazowiecki 2022/23",
    ]


def test_what_staff_have_changed_stays_and_is_reported():
    load_calendar()
    Venue.objects.filter(slug="thialf").update(name="Thialf IJsstadion")
    reported: list[str] = []
    load_calendar(report=reported.append)
    assert Venue.objects.get(slug="thialf").name == "Thialf IJsstadion"
    assert reported == [
        "Thialf IJsstadion, Heerenveen: stays as it is; in venues.csv it differs: name: Thialf IJsstadion → Thialf."
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("venues.csv", "Europe/Oslo", "Europe/Atlantis", "row 2, column time_zone: Europe/Atlantis is not an IANA"),
        ("venues.csv", "NOR", "NRW", "row 2, column noc: 'NRW' is not a NOC"),
        ("events.csv", "2022-11-13", "2022-11-10", "row 2, column end_date: before start_date"),
        ("events.csv", "2022-11-11", "2022-13-11", "row 2, column start_date: "),
        ("events.csv", "2022-23,1", "2021-22,1", "row 2, column season: '2021-22' is not a season"),
        (
            "events.csv",
            "false,1-stavanger",
            "perhaps,1-stavanger",
            "row 2, column final: 'perhaps' is neither yes nor no",
        ),
    ],
)
def test_wrong_cell_stops_the_load_and_is_named(tmp_path, file, old, new, message):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_calendar(folder)
    assert (Series.objects.count(), Season.objects.count(), Event.objects.count()) == (0, 0, 0)
