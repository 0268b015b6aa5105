import datetime
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from events.models import Country, Event, Race, Session
from isuwc.files.tables.tabular import DataError
from isuwc.history.acting import Way, acting
from standings.corrections.deeds import Verdict, carry_out
from standings.corrections.withdrawn import withdraw
from standings.models import (
    Competitor,
    Cup,
    CupScale,
    NoteMeaning,
    PublishedStanding,
    Result,
    Scale,
    Standing,
)
from standings.seasons import season_data
from standings.seasons.reading import DATA, read_season, shipped_seasons
from standings.seasons.season_data import load_results
from tests.factories import events
from tests.factories import standings as factories

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def season():
    return factories.calendar(2025)


@pytest.fixture
def files(tmp_path):
    """A copy of the data that a test may spoil: `files("2025-26/results.csv", "old", "new")`."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)

    def spoil(name, old, new):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return spoil


def counts(loaded):
    return {kind: str(count) for kind, count in loaded.items()}


def test_load_creates_all_and_a_second_load_changes_nothing(season):
    assert counts(load_results("2025-26")) == {
        "competitors": "377 created, 0 updated, 0 unchanged",
        "sessions": "23 created, 0 updated, 0 unchanged",
        "races": "117 created, 0 updated, 0 unchanged",
        "results": "2549 created, 0 updated, 0 unchanged",
        "notes": "13 created, 0 updated, 0 unchanged",
        "scales": "10 created, 0 updated, 0 unchanged",
        "cups": "14 created, 0 updated, 0 unchanged",
        "published standings": "26 created, 0 updated, 0 unchanged",
    }
    assert counts(load_results("2025-26")) == {
        "competitors": "0 created, 0 updated, 377 unchanged",
        "sessions": "0 created, 0 updated, 23 unchanged",
        "races": "0 created, 0 updated, 117 unchanged",
        "results": "0 created, 0 updated, 2549 unchanged",
        "notes": "0 created, 0 updated, 13 unchanged",
        "scales": "0 created, 0 updated, 10 unchanged",
        "cups": "0 created, 0 updated, 14 unchanged",
        "published standings": "0 created, 0 updated, 26 unchanged",
    }


def test_load_puts_right_what_differs_and_removes_what_the_files_do_not_hold(season):
    """As where the files of an earlier release were loaded."""
    load_results("2025-26")
    race = Race.objects.get(event__number=1, slug="women-500m-1")
    with acting(Way.IMPORT, "Season data: results of 2025-26"):
        race.results.filter(rank=1).update(hundredths=1)
        factories.result(race, factories.skater("Nobody Known"))
        first, second = race.event.races.all()[:2]
        race.event.races.filter(pk=first.pk).update(number=2)
        race.event.races.filter(pk=second.pk).update(number=1)
        timed = race.session
        timed.starts_at += datetime.timedelta(minutes=1)
        timed.save()
    kept = []
    loaded = counts(load_results("2025-26", report=kept.append))
    assert loaded["results"] == "0 created, 1 updated, 2548 unchanged, 1 removed"
    assert loaded["races"] == "0 created, 2 updated, 115 unchanged"
    assert race.results.get(rank=1).time_text == "36.48"
    assert list(race.event.races.all()[:2]) == [first, second]
    assert loaded["sessions"] == "0 created, 1 updated, 22 unchanged"
    assert race.event.sessions.get(pk=timed.pk).revision == 2  # one for each time that it moved
    assert kept == []


def everything():
    models = (Competitor, Session, Race, Result, NoteMeaning, Scale, Cup, CupScale, PublishedStanding)
    return [list(model._base_manager.order_by("pk").values()) for model in models]


def test_nothing_that_staff_corrected_is_changed_doubled_or_brought_back_and_it_is_said(season):
    load_results("2025-26")
    women = Race.objects.select_related("event__season").get(event__number=1, slug="women-500m-1")
    winner = women.results.get(rank=1).competitor
    carry_out(women, Verdict(winner.pk, why="Decision of the referee"))
    men = Race.objects.select_related("event__season").get(event__number=1, slug="men-500m-1")
    withdraw(men, "cancelled", "Fog")
    skater = Competitor.objects.get(slug="jutta-leerdam")
    skater.name = "Jutta Paul"
    skater.save()
    session = Session.objects.get(event__number=2, number=1)
    session.starts_at = session.event.venue.at(session.date, datetime.time(13))
    session.save()
    cup = Cup.objects.get(category="women", slug="500m")
    cup.note = "As staff have it."
    cup.save()
    PublishedStanding.objects.filter(cup__category="women", cup__slug="team-pursuit").delete()
    CupScale.objects.filter(cup=cup, division="B").delete()
    Event.objects.filter(number=5, season=season).update(programme_source="The organiser’s sheet")
    before = everything()
    kept = []
    loaded = counts(load_results("2025-26", report=kept.append))
    assert Event.objects.get(number=5, season=season).programme_source == "The organiser’s sheet"
    assert len([each for each in kept if "The organiser’s sheet → " in each]) == 1
    assert everything() == before
    assert {each.split(",")[0] for each in loaded.values()} == {"0 created"}
    assert not [each for each in loaded.values() if "removed" in each]
    assert any(
        each.startswith("Jutta Paul: stays as it was edited here; in the files it differs: name: ") for each in kept
    )
    assert [each for each in kept if each.startswith("1st 500m")] == [
        "1st 500m Women, World Cup 1, Salt Lake City 2025/26: the result stays as it was edited here; in the files it "
        "differs in 20 lines: Femke Kok, Erin Jackson, Yukino Yoshida, Kaja Ziomek-Nogal, Jutta Paul and 15 more.",
        "1st 500m Men, World Cup 1, Salt Lake City 2025/26: the result stays as it was edited here; in the files it "
        "differs in 20 lines: Jordan Stolz, Damian Żurek, Tingyu Gao, Wataru Morishige, Bjørn Magnussen and 15 more.",
    ]
    assert len([each for each in kept if each.endswith(": was removed here; it isn’t added again.")]) >= 2


def test_command_says_what_stays(season, capsys):
    load_results("2025-26")
    Cup.objects.filter(category="women", slug="500m").update(note="As staff have it.")
    call_command("load_results", "2025-26", verbosity=0)
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .startswith(
            "500m Women 2025/26: stays as it was edited here; in the files it differs: note: As staff have it. → none."
        )
    )


def test_dry_run_says_what_it_would_do_and_keeps_nothing(season):
    assert counts(load_results("2025-26", dry_run=True))["results"] == "2549 created, 0 updated, 0 unchanged"
    assert (Result.objects.count(), Race.objects.count(), Standing.objects.count()) == (0, 0, 0)


def test_progress_names_each_step(season):
    done = []
    load_results("2025-26", progress=done.append)
    assert tuple(done) == season_data.STEPS


def test_names_are_in_letters_of_people():
    names = {f"{row.given_name} {row.family_name}" for row in read_season("2025-26").competitors if row.given_name}
    assert names >= {
        "Antoinette Rijpma-de Jong",
        "Brooklyn McDougall",
        "Dai Dai N'tab",
        "Jenning de Boo",
        "Jéssica Carolina Santos Rodrigues",
        "Sanne in 't Hof",
        "Valérie Maltais",
        "Ying-Chu Chen",
    }
    assert [name for name in names if name.isupper() or name.split()[-1].isupper()] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "2025-26/results.csv",
            "1,1,1,1,nadezhda-morozova,KAZ,OK,3:58.03",
            "1,1,1,1,nadezhda-morozova,KAZ,OK,3:58.3",
            "2025-26/results.csv, row 2, column time: “3:58.3” is not a time such as 36.48 or 1:15.60.",
        ),
        (
            "2025-26/results.csv",
            "1,1,1,1,nadezhda-morozova",
            "1,1,1,1,nadeshda-morozova",
            "2025-26/results.csv, row 2, column competitor: 'nadeshda-morozova' is not in competitors.csv",
        ),
        (
            "2025-26/results.csv",
            "1,1,2,2,marina-zueva",
            "1,1,2,3,marina-zueva",
            "2025-26/results.csv, row 3, column rank: 3 on line 2 is neither its own nor a shared rank",
        ),
        (
            "2025-26/results.csv",
            "1,1,2,2,marina-zueva",
            "1,1,2,2,nadezhda-morozova",
            "2025-26/results.csv, row 3, column competitor: a second time",
        ),
        (
            "2025-26/results.csv",
            "1,1,2,2,marina-zueva",
            "1,1,2,2,jordan-stolz",
            "2025-26/results.csv, row 3, column competitor: in a race of the women",
        ),
        (
            "2025-26/races.csv",
            "1,1,1,2025-11-14,09:36",
            "1,1,1,2025-11-14,25:36",
            "2025-26/races.csv, row 2, column started_local: hour must be in 0..23",
        ),
        (
            "cup_scales.csv",
            "Team Pursuit: Division B",
            "Team Pursuit: B",
            "data/cup_scales.csv, row 43, column scale: 'Team Pursuit: B' is not a scale of this season",
        ),
    ],
)
def test_wrong_cell_is_named_and_nothing_is_read(files, name, old, new, message):
    folder = files(name, old, new)
    with pytest.raises(DataError) as error:
        read_season("2025-26", folder)
    assert str(error.value) == message


def test_row_of_another_length_is_an_error(files):
    folder = files("scales.csv", "certain,", "certain,one,more,")
    with pytest.raises(DataError, match=r"data/scales.csv, row 2, column source: 8 cells, but the header has 6"):
        read_season("2025-26", folder)


def test_event_that_the_calendar_does_not_have_stops_the_load_and_writes_nothing(season):
    season.events.filter(number__gt=2).delete()
    with pytest.raises(
        DataError, match=r"2025-26/races.csv, row 58, column event: the calendar of 2025/26 has no such"
    ):
        load_results("2025-26")
    assert (Competitor.objects.count(), Race.objects.count()) == (0, 0)


def test_number_of_a_race_that_the_files_do_not_have_stops_the_load(season):
    event = season.events.get(number=1)
    events.race(event=event, distance="team-sprint", number=3)
    with pytest.raises(DataError, match=r"races\.csv, row 4, column number: 3 is that of Team Sprint Women, which is"):
        load_results("2025-26", dry_run=True)
    assert [str(race) for race in Race.objects.all()] == ["Team Sprint Women"]


def test_dry_run_is_refused_by_what_would_stop_the_load(season):
    """What the database checks at commit, too, to which a dry run doesn't come."""
    event = season.events.get(number=1)
    session = events.session(event=event, number=99, starts_at=event.venue.at(event.start_date, datetime.time(0)))
    Session.objects.filter(pk=session.pk).update(ends_at=event.venue.at(event.start_date, datetime.time(23, 59)))
    with pytest.raises(IntegrityError, match="sessions_of_event_do_not_overlap"), transaction.atomic():
        load_results("2025-26", dry_run=True)


def test_country_that_is_not_known_stops_the_load():
    made = events.season(2025)
    Country.objects.filter(noc="CAN").delete()
    with pytest.raises(DataError, match=r"competitors.csv, row 2, column noc: 'CAN' is not the code of a country"):
        load_results(made.slug)


def test_command_says_that_the_season_is_not_in_the_database():
    with pytest.raises(CommandError) as refused:
        call_command("load_results", "2025-26", verbosity=0)
    assert str(refused.value) == (
        "The database has no season 2025-26. `load_calendar` brings in the calendar that is shipped; then repeat this."
    )


def test_shipped_seasons_are_those_with_files(tmp_path):
    (tmp_path / "2013-14").mkdir()
    assert shipped_seasons(tmp_path) == []
    (tmp_path / "2013-14" / "races.csv").touch()
    assert shipped_seasons(tmp_path) == ["2013-14"]
    assert shipped_seasons() == ["2022-23", "2025-26"]
