"""An event's page begins with who stood on the podium, race by race."""

import datetime
import re

import pytest

from events.models import Event, Race
from standings.pages.races.podiums import Podium
from tests.factories import events as calendar
from tests.factories import news, standings
from tests.markup import flat

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


def podiums(page):
    """The races that the page shows with a podium, by day of the month, with the lines of each."""
    return {
        day.date.day: {
            each.race.title: [f"{r.competitor} {figure}" for r, figure in each.lines] for each in day.podiums
        }
        for day in page.context["results"].days
    }


def headings(page):
    return re.findall(r'<h2 id="([^"]+)">', page.text)


def jumps(page):
    nav = page.text[page.text.index('class="jump-links') :]
    return re.findall(r'href="#([^"]+)"', nav[: nav.index("</nav>")])


def test_podiums_stand_by_day_in_the_order_of_the_programme_with_time_or_gap(client):
    event = calendar.event(start_date=DAY)
    sunday = calendar.session(event=event, number=2, date=DAY + datetime.timedelta(days=1))
    late = calendar.race(session=sunday, event=event, number=3, distance="1000")
    friday = calendar.session(event=event, number=1, date=DAY)
    second = calendar.race(session=friday, event=event, number=2, category="men")
    first = calendar.race(session=friday, event=event, number=1)
    for race, base in ((late, 7200), (second, 3400), (first, 3700)):
        for place in range(4):
            standings.result(race, standings.skater(f"Skater {base + place}"), hundredths=base + place * 20)
    page = client.get(event.get_absolute_url())
    assert list(podiums(page).items()) == [
        (14, {
            "500m Women": ["Skater 3700 37.00", "Skater 3701 +0.20", "Skater 3702 +0.40"],
            "500m Men": ["Skater 3400 34.00", "Skater 3401 +0.20", "Skater 3402 +0.40"],
        }),
        (15, {"1000m Women": ["Skater 7200 1:12.00", "Skater 7201 +0.20", "Skater 7202 +0.40"]}),
    ]  # fmt: skip
    assert [list(of_day) for of_day in podiums(page).values()] == [["500m Women", "500m Men"], ["1000m Women"]]
    for race in (first, second, late):
        assert f'<a href="{race.get_absolute_url()}">{race.title}</a></h4>' in page.text


def test_division_b_and_semi_finals_have_winners_below_the_podiums(client):
    event = calendar.event(start_date=DAY)
    in_b = calendar.race(event=event, number=1, division="B")
    semi = calendar.race(event=event, number=2, distance="mass-start", division="", phase="semi-final-1")
    final = calendar.race(event=event, number=3, distance="mass-start", division="", phase="final")
    for race in (in_b, semi, final):
        for _ in range(2):
            standings.result(race)
    results = client.get(event.get_absolute_url()).context["results"]
    assert [[each.race for each in day.podiums] for day in results.days] == [[final]]
    assert [(each.race, [result.rank for result in each.results]) for each in results.others] == [
        (in_b, [1]),
        (semi, [1]),
    ]
    assert results.title_of_others == "Who won in Division B and the semi-finals"


def test_shared_place_shows_both_and_a_mass_start_shows_times(client):
    event = calendar.event(start_date=DAY)
    sprint = calendar.race(event=event)
    for rank, time in ((1, 3700), (2, 3710), (2, 3710), (4, 3720)):
        standings.result(sprint, rank=rank, hundredths=time)
    mass = calendar.race(event=event, distance="mass-start", division="", phase="final")
    for rank, time in ((1, 50000), (2, 49990), (3, None)):
        standings.result(mass, rank=rank, hundredths=time)
    first, second = client.get(event.get_absolute_url()).context["results"].days[0].podiums
    assert [(result.rank, figure) for result, figure in first.lines] == [(1, "37.00"), (2, "+0.10"), (2, "+0.10")]
    assert [(result.rank, figure) for result, figure in second.lines] == [(1, "8:20.00"), (2, "8:19.90"), (3, "")]


def test_podium_without_the_winner_s_time_gives_the_times_it_knows():
    race = calendar.race(event=calendar.event(start_date=DAY))
    lines = [standings.result(race, hundredths=time) for time in (None, 3710)]
    assert [figure for _, figure in Podium(race, lines).lines] == ["", "37.10"]
    assert [figure for _, figure in Podium(race, lines[1:]).lines] == ["37.10"]


@pytest.mark.parametrize(
    ("state", "chips"),
    [("official", []), ("unofficial", ["Unofficial result"]), ("partial", ["Partial result"])],
)
def test_result_that_is_not_official_says_so_as_its_race_s_page_does(client, state, chips):
    race = calendar.race(event=calendar.event(start_date=DAY), result_state=state)
    standings.result(race)
    for address in (race.event.get_absolute_url(), race.get_absolute_url()):
        assert re.findall(r'<span class="chip">(.*?)</span>', client.get(address).text) == chips, address


def test_race_whose_result_counts_for_nothing_or_names_nobody_has_no_podium(client):
    event = calendar.event(start_date=DAY)
    known, partial, _, open_ = (
        calendar.race(event=event, number=n, ordinal=n, result_state="abandoned" if n == 3 else "none")
        for n in (1, 2, 3, 4)
    )
    standings.result(known)
    standings.result(partial, rank=5)
    standings.result(open_)
    Race.objects.filter(pk=partial.pk).update(result_state="partial")
    Race.objects.filter(pk=open_.pk).update(result_state="none")  # lines of which nobody has said that they count
    page = client.get(event.get_absolute_url())
    results = page.context["results"]
    assert [[each.race for each in day.podiums] for day in results.days] == [[known]]
    assert results.unknown == 2  # what was abandoned is not waited for
    text = flat(page.text)
    assert "The podiums of 2 more races in the" in text
    assert re.findall(r'<span class="session-race-outcome">(.*?)</span>', text) == [
        "Result", "Result", "Abandoned", "Result not in",
    ]  # fmt: skip


def test_event_that_is_not_over_waits_for_its_other_podiums(client, monkeypatch):
    event = calendar.event(start_date=DAY)
    standings.result(calendar.race(event=event, number=1, ordinal=1))
    calendar.race(event=event, number=2, ordinal=2)
    noon = datetime.datetime(2025, 11, 15, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    page = client.get(event.get_absolute_url())
    assert (page.context["results"].unknown, "Result not in" in page.text) == (0, False)
    assert "past-programme" not in page.text
    assert flat(page.text).count('<a class="button" href="#watch">How to watch</a>') == 1


def test_results_come_first_then_standings_and_jump_links_lead_to_what_is_there(client, season):
    event = Event.objects.get(season=season, number=1)
    news.edition(event=event)
    page = client.get(event.get_absolute_url())
    assert headings(page) == ["results", "standings", "programme", "watch", "stories"]
    assert jumps(page) == headings(page)
    assert 'href="#watch">How to watch' not in page.text
    assert '<details class="past-programme">' in page.text  # its results stand above
    kok = page.context["results"].days[1].podiums[0]
    assert (kok.race.title, [(str(r.competitor), figure) for r, figure in kok.lines][:1]) == (
        "1st 500m Women",
        [("Femke Kok", "36.48")],
    )


def test_event_that_is_over_without_results_says_so_and_has_no_section_of_them(client):
    event = calendar.event(start_date=DAY)
    calendar.race(event=event)
    page = client.get(event.get_absolute_url())
    assert headings(page) == jumps(page) == ["programme", "watch"]
    assert "Who won the races of this World Cup is not known here." in flat(page.text)
    assert bool(page.context["results"]) is False


def test_event_with_results_of_division_b_alone_unfolds_them(client):
    event = calendar.event(start_date=DAY)
    standings.result(calendar.race(event=event, division="B"))
    page = client.get(event.get_absolute_url())
    assert headings(page)[0] == "results"
    assert '<details class="other-winners" open>' in page.text
    assert page.context["results"].title_of_others == "Who won in Division B"
