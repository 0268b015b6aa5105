"""Results after the fact: deeds, their page in the admin, and what readers see."""

from functools import partial

import pytest

from events.models import Race
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from standings.corrections.deeds import CantCorrectError, Verdict, carry_out, outlook, suggested_place
from standings.corrections.moving import Place
from standings.corrections.withdrawn import expect_again, withdraw
from standings.models import EarlierSkate, Result
from tests.factories.people import sign_in
from tests.factories.people import staff as person
from tests.isuwc.history.stage import next_transaction
from tests.markup import flat
from tests.standings.corrections import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def race(db):
    return Race.objects.select_related("event__season").get(pk=stage.world()[0].pk)


def address(race):
    return f"/admin/standings/racesheet/{race.pk}/after/"


def shown(client, race):
    return client.get(address(race)).context["shown"]


def said(response):
    return [str(message) for message in response.context["messages"]]


# Deeds


def test_winner_disqualified_moves_everybody_up_with_points_and_gaps(race):
    words = carry_out(race, Verdict(stage.who("Anna Aa"), why="Decision of the referee", note="T07"))
    assert stage.lines(race) == [
        ("Berta Be", 1, "OK"),
        ("Cato Ce", 1, "OK"),
        ("Dora De", 3, "OK"),
        ("Eva Ef", 4, "OK"),
        ("Anna Aa", None, "DQ"),
    ]
    assert words == ["Anna Aa: disqualified (before: place 1).", "4 others move up one place."]
    assert [each.behind for each in race.results.with_winning_time().order_by("line")] == ["", "", "+0.10", "+0.20", ""]
    assert stage.line(race, "Anna Aa").notes == "T07"
    assert stage.totals() == stage.expected()
    assert stage.totals()["Berta Be"] == 60 + 48
    correction = race.corrections.get()
    assert (correction.words, correction.why) == (words, "Decision of the referee")


def test_line_counts_again_at_the_place_of_its_time(race):
    who = stage.who("Berta Be")
    carry_out(race, Verdict(who))
    assert suggested_place(race, who) == Place(2, shared=True)
    carry_out(race, Verdict(who, Place(2, shared=True)))
    assert [(rank, status) for _, rank, status in stage.lines(race)] == [
        (1, "OK"),
        (2, "OK"),
        (2, "OK"),
        (4, "OK"),
        (5, "OK"),
    ]
    assert stage.totals() == stage.expected()


def test_verdicts_that_change_nothing_or_name_no_place_are_refused(race):
    anna = stage.who("Anna Aa")
    for verdict, why in (
        (Verdict(0), "no longer there"),
        (Verdict(anna, Place(1)), "counts already"),
    ):
        with pytest.raises(CantCorrectError, match=why):
            outlook(race, verdict)
    carry_out(race, Verdict(anna))
    with pytest.raises(CantCorrectError, match="disqualified already"):
        carry_out(race, Verdict(anna))
    with pytest.raises(CantCorrectError, match="from 1 to 5"):
        carry_out(race, Verdict(anna, Place(6)))
    assert race.corrections.count() == 1


def test_race_skated_again_keeps_its_first_skate_and_waits(race, client):
    kept = withdraw(race, "reskated", "The ice broke")
    race = Race.objects.get(pk=race.pk)
    assert (race.result_state, race.source, race.starts_at, race.results.count()) == ("none", "", None, 0)
    assert (kept.source, kept.words, len(kept.lines)) == ("The sheet", "The ice broke", 5)
    assert kept.lines[0] == {"rank": 1, "status": "OK", "name": "Anna Aa", "noc": "NED", "time": "37.00", "notes": ""}
    assert stage.totals() == stage.expected()
    page = flat(client.get(race.get_absolute_url()).text)
    assert "What was skated first does not count. The result of the next skate is not in here." in page
    assert "Skated again: The ice broke" in page and "37.00" in page
    with pytest.raises(CantCorrectError, match="no result that another skate could replace"):
        withdraw(race, "reskated")


@pytest.mark.parametrize(
    ("why", "state", "sentence"),
    [
        ("cancelled", "cancelled", "This race was cancelled. Fog."),
        ("abandoned", "abandoned", "This race was begun and abandoned; nothing of it counts. Fog."),
    ],
)
def test_race_of_which_nothing_counts_says_so_and_is_not_waited_for(race, client, why, state, sentence):
    withdraw(race, why, "Fog")
    race = Race.objects.get(pk=race.pk)
    assert (race.result_state, race.is_not_held, race.results.count()) == (state, True, 0)
    assert stage.totals() == stage.expected()
    assert sentence in flat(client.get(race.get_absolute_url()).text)
    with pytest.raises(CantCorrectError, match="is so already"):
        withdraw(race, why)
    expect_again(race)
    race.refresh_from_db()
    assert (race.result_state, race.source, race.earlier_skates.count()) == ("none", "", 1)
    with pytest.raises(CantCorrectError, match="neither cancelled nor abandoned"):
        expect_again(race)


def test_cancelled_race_without_a_result_keeps_no_skate(race):
    race.results.all().delete()
    Race.objects.filter(pk=race.pk).update(result_state="none")
    assert withdraw(race, "cancelled") is None
    assert EarlierSkate.objects.count() == 0


# In the admin


def test_disqualification_is_shown_before_it_is_carried_out(staff, race):
    who = stage.who("Anna Aa")
    page = staff.get(f"{address(race)}?line={who}")
    assert page.context["found"].words == ("Anna Aa: disqualified (before: place 1).", "4 others move up one place.")
    assert "Disqualify Anna Aa, move the others up" in page.text
    assert stage.lines(race)[0] == ("Anna Aa", 1, "OK")
    post = {"_carry_out": "1", "shown": page.context["shown"], "why": "Decision of the referee", "note": "T07"}
    response = staff.post(f"{address(race)}?line={who}", post, follow=True)
    assert said(response) == ["Anna Aa: done, with the standings. Readers are told so."]
    assert stage.lines(race)[-1] == ("Anna Aa", None, "DQ")
    entry = Entry.objects.latest("pk")
    assert (entry.person, entry.what) == ("results", f"Disqualification: {race.title}, {race.event}")


def test_place_of_a_line_that_counts_again_is_that_of_its_time_or_typed(staff, race):
    who = stage.who("Anna Aa")
    carry_out(race, Verdict(who))
    page = staff.get(f"{address(race)}?line={who}")
    assert page.context["form"]["rank"].value() == 1
    post = {"shown": page.context["shown"], "rank": 3}
    looked = staff.post(f"{address(race)}?line={who}", {**post, "_look": "1"})
    assert looked.context["found"].words == (
        "Anna Aa: place 3 (before: disqualified).",
        "2 others move down one place.",
    )
    wrong = staff.post(f"{address(race)}?line={who}", {**post, "_carry_out": "1", "rank": 9})
    assert wrong.context["problem"] == "The place is one from 1 to 5."
    empty = staff.post(f"{address(race)}?line={who}", {**post, "_carry_out": "1", "rank": ""})
    assert empty.context["form"].errors == {"rank": ["This field is required."]}
    staff.post(f"{address(race)}?line={who}", {**post, "_carry_out": "1"})
    assert stage.line(race, "Anna Aa").rank == 3


def test_result_that_changed_meanwhile_is_left_alone(staff, race):
    old = shown(staff, race)
    Result.objects.filter(race=race).update(bib=1, notes="F")
    changed = ["The result has changed since you looked; nothing was done. Look again: what you typed is still there."]
    response = staff.post(address(race), {"shown": old, "_withdraw": "1", "why": "cancelled", "words": "Fog"})
    assert (said(response), response.context["form"]["words"].value()) == (changed, "Fog")
    assert race.results.count() == 5
    line = f"{address(race)}?line={stage.who('Anna Aa')}"
    response = staff.post(line, {"shown": old, "_carry_out": "1", "why": "Decision of the referee"})
    assert (said(response), response.context["form"]["why"].value()) == (changed, "Decision of the referee")
    assert stage.line(race, "Anna Aa").rank == 1
    staff.post(line, {"shown": response.context["shown"], "_carry_out": "1", "why": "Decision of the referee"})
    assert stage.line(race, "Anna Aa").status == "DQ"


def test_race_is_cancelled_and_held_after_all_on_the_page(staff, race):
    none = staff.post(address(race), {"shown": shown(staff, race), "_withdraw": "1"})
    assert none.context["form"].errors == {"why": ["This field is required."]}
    post = {"shown": shown(staff, race), "_withdraw": "1", "why": "abandoned", "words": "Fog"}
    response = staff.post(address(race), post, follow=True)
    assert said(response) == [
        "Done; the standings are computed. Its 5 lines count no longer and stay readable on the race’s page."
    ]
    response = staff.post(address(race), {"shown": shown(staff, race), "_expect": "1"}, follow=True)
    assert said(response) == ["The race’s result is waited for again; the standings are computed."]


@pytest.mark.parametrize("role", ["Journalist", "Broadcast"])
def test_page_is_for_results_staff(client, race, role):
    sign_in(client, role)
    assert client.get(address(race)).status_code == 403


def test_line_that_is_none_is_not_found(staff, race):
    for odd in ("0", "x", "9" * 30, "²"):
        assert staff.get(address(race), {"line": odd}).status_code == 404


@pytest.mark.parametrize(
    ("deed", "words", "why"),
    [
        (
            lambda race: carry_out(race, Verdict(stage.who("Anna Aa"), why="Decision of the referee")),
            ["Anna Aa: disqualified (before: place 1).", "4 others move up one place."],
            "Decision of the referee",
        ),
        (partial(withdraw, why="cancelled", words="Fog"), ["The race was marked as cancelled."], "Fog"),
        (partial(withdraw, why="reskated"), ["The race was to be skated again."], ""),
    ],
)
def test_results_staff_take_a_deed_back_and_readers_are_told(race, deed, words, why):
    before, totals = stage.lines(race), stage.totals()
    next_transaction()
    deed(race)
    take_back(Entry.objects.latest("pk"), person("Results"))
    assert (stage.lines(race), stage.totals()) == (before, totals)
    assert (race.corrections.in_force().count(), race.earlier_skates.count()) == (0, 0)
    told = race.corrections.get()
    assert (told.words, told.why, told.taken_back_at > told.made_at) == (words, why, True)
    assert Race.objects.get(pk=race.pk).result_state == "official"


def test_deed_taken_back_and_done_after_all_is_said_once(race):
    carry_out(race, Verdict(stage.who("Anna Aa")))
    after = stage.lines(race)
    correction = race.corrections.get()
    take_back(Entry.objects.latest("pk"), None)
    take_back(Entry.objects.latest("pk"), None)
    assert stage.lines(race) == after
    assert race.corrections.get() == correction


# For readers


def test_page_of_the_race_says_that_the_result_was_corrected_when_and_what(client, race):
    carry_out(race, Verdict(stage.who("Anna Aa"), why="Decision of the referee"))
    moment = race.corrections.get().made_at
    page = flat(client.get(race.get_absolute_url()).text)
    assert '<a class="chip" href="#corrections">Corrected</a>' in page
    assert f"{moment:%-d %B %Y, %H:%M} UTC." in page
    assert "Decision of the referee" in page
    assert "<li>Anna Aa: disqualified (before: place 1).</li>" in page
    assert "37.00" not in page  # the time of who is disqualified, which stays stored


def test_gap_is_never_negative(race):
    Result.objects.filter(race=race, rank=4).update(hundredths=3600)
    assert [each.behind for each in race.results.with_winning_time().order_by("line")] == [
        "",
        "+0.10",
        "+0.10",
        "",
        "+0.30",
    ]
