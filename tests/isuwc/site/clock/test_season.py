"""The states of a season, walked by the clock: each page is what it would have been with the results of then."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event, Race, Season
from events.models.programme import ResultState
from isuwc.clock.words import moment_of
from news.models import ResultBlock, StandingsBlock
from standings.models import Cup, PublishedStanding, Result, Score
from standings.scoring.recompute import recompute
from tests.factories import events as calendar
from tests.factories import news, people
from tests.markup import flat

pytestmark = pytest.mark.django_db

# 13:20 at World Cup 1: the women's 500m is over, the men's is on, the women's 1500m comes 20 minutes later
ON = "2025-11-15T20:20Z"
MOMENTS = {
    "before the season": "2025-09-01T12:00Z",
    "on a race day, during a session": ON,
    "between two events": "2025-11-18T12:00Z",
    "on a race day without times": "2025-11-22T18:00Z",
    "after the third event": "2025-12-10T12:00Z",
    "after the end": "2026-06-01T12:00Z",
}
EVENT = "/events/2025-26/1-salt-lake-city/"
CUPS = [f"/standings/2025-26/{cup}/" for cup in ("women/500m", "men/500m", "men/long-distances", "women/mass-start")]
PAGES = [
    "/",
    "/events/",
    "/events/2025-26/",
    EVENT,
    "/events/2025-26/2-calgary/",
    f"{EVENT}women-500m-1/",
    f"{EVENT}men-500m-1/",
    "/where-to-watch/",
    "/where-to-watch/nor/?season=2025-26",
    "/standings/",
    "/standings/2022-23/",
    *CUPS,
    *(f"{cup[:-1]}.{kind}" for cup in CUPS[1:3] for kind in ("csv", "json")),
    "/skaters/",
    "/skaters/femke-kok/",
    "/skaters/jordan-stolz/",
    "/skaters/femke-kok/against/jutta-leerdam/",
    "/skaters/team-can-women/",
    "/nations/",
    "/nations/usa/?season=2025-26",
    "/search/?q=kok",
    "/news/rss/",
    "/events/calendar.ics",
    "/events/2025-26/calendar.ics",
    "/where-to-watch/nor/calendar.ics",
    "/sitemap-results.xml",
]
BAR = re.compile(r'\s*<link rel="stylesheet" href="/static/isuwc/clock-bar\.css">.*?</aside>', re.DOTALL)


def forget(at):
    """The database as it would have been: nothing is known of races that were not over, nor of later events."""
    later = list(Race.objects.over_after(at).values_list("pk", flat=True))
    Result.objects.filter(race__in=later).delete()
    Race.objects.filter(pk__in=later).update(result_state=ResultState.NONE, source="")
    PublishedStanding.objects.exclude(event__in=Event.objects.past(at)).delete()


def a_story(season):
    """Of the summer before: its result, its cup and what follows it by itself are those of the moment."""
    event = season.events.get(number=1)
    article = news.article(title="What follows", event=event)
    race = event.races.get(slug="women-500m-1")
    ResultBlock(parent=article, race=race, region="body", ordering=10).save()
    cup = Cup.objects.get(season=season, category="women", slug="500m")
    StandingsBlock(parent=article, cup=cup, region="body", ordering=20).save()
    return news.edition(article, goes_live_at=datetime.datetime(2025, 8, 1, tzinfo=datetime.UTC))


def plain(page):
    return page.status_code, flat(BAR.sub("", page.text))


def as_then(client, monkeypatch, text, addresses):
    """The pages' status at the moment, each compared with that of a site which knows no more than was known then."""
    at = moment_of(text)
    people.sign_in(client, "Broadcast")
    client.get("/about/", {"at": text})
    shown = {address: plain(client.get(address)) for address in addresses}
    client.logout()
    client.cookies.clear()
    forget(at)
    for season in Season.objects.all():
        recompute(season)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    for address in addresses:
        assert (address, *shown[address]) == (address, *plain(client.get(address)))
    return {address: status for address, (status, _) in shown.items()}


@pytest.mark.parametrize("text", MOMENTS.values(), ids=MOMENTS)
def test_every_page_is_as_if_nothing_later_were_known(client, season, monkeypatch, text):
    story = f"/news/2025/{a_story(season).slug}/"
    found = as_then(client, monkeypatch, text, [story, *PAGES])
    missing = {"/nations/usa/?season=2025-26"} if text == MOMENTS["before the season"] else set()
    assert {address for address, status in found.items() if status != 200} == missing


def test_result_counts_until_a_better_one_of_its_round_is_known(client, season, monkeypatch):
    """Whose place in Division B gives way to that in Division A, in the hours between the two."""
    beaten = Score.objects.filter(counts=False, result__race__slug="men-mass-start-b", result__race__event__number=1)
    skaters = [score.result.competitor.get_absolute_url() for score in beaten]
    races = [f"{EVENT}men-mass-start-b/", f"{EVENT}men-mass-start/", "/standings/2025-26/men/mass-start/"]
    assert len(skaters) > 0
    as_then(client, monkeypatch, "2025-11-16T22:00Z", [*skaters, *races])


@pytest.fixture
def staff(client, season):
    return people.sign_in(client, "Broadcast")


def winners(page):
    """Who has won the event's races so far, by title."""
    sessions = [session for day in page.context["schedule"].days for session in day.sessions]
    races = [race for session in sessions for race in session.races.all()]
    won = [(race.title, [row.competitor.name for row in race.first if row.rank == 1]) for race in races]
    return {title: names for title, names in won if names}


def test_before_the_season_home_looks_forward_and_back(client, staff):
    page = client.get("/", {"at": MOMENTS["before the season"]})
    home = page.context
    assert (str(home["event"]), "On now" in page.text) == ("World Cup 1, Salt Lake City 2025/26", False)
    # Of 2022/23 no standing can be computed, and its winners are those that were published
    assert (home["days_left"], home["cup_season"].name) == (74, "2022/23")
    assert home["headlines"].title == "Winners"
    seasons = client.get("/events/").context["seasons"]
    assert {event.result_count for event in seasons[0].events.all()} == {0}
    assert "Finished" not in client.get("/events/2025-26/").text
    cup = client.get("/standings/2025-26/men/500m/").context
    assert (cup["table"].rows, cup["table"].choices, cup["outlook"]) == ((), (), None)
    assert [each.season.name for each in client.get("/skaters/femke-kok/").context["seasons"]] == ["2022/23"]
    assert "/2025-26/" not in client.get("/sitemap-results.xml").text


def test_during_a_session_what_is_over_has_a_result_and_the_rest_is_to_come(client, staff):
    page = client.get("/", {"at": ON})
    home = page.context
    assert (page.text.count("On now"), home["day"].on.race.session.number, home["day"].next.race.slug) == (
        2,
        4,
        "women-1500m",
    )
    assert (home["cup_season"].name, home["season"].name) == ("2025/26", "2025/26")
    page = client.get(EVENT)
    assert list(winners(page).items())[-1] == ("1st 500m Women", ["Femke Kok"])
    assert len(winners(page)) == 11
    women, men = (client.get(f"{EVENT}{name}-500m-1/").context for name in ("women", "men"))
    assert (len(women["lines"]), women["podium"][0].competitor.name) == (20, "Femke Kok")
    assert (men["lines"], men["podium"], men["race"].result_state) == ([], [], "none")
    cup = client.get("/standings/2025-26/men/500m/").context["table"]
    assert ([race.slug for race in cup.races], cup.status.is_provisional) == (["men-500m-1-b"], True)
    assert client.get("/where-to-watch/").context["schedule"].on == [home["day"].on.race.session]
    assert 'data-shown-at="2025-11-15T20:20:00Z"' in client.get("/where-to-watch/").text


def test_race_to_come_says_so_and_one_under_way_has_no_result_yet(client, staff):
    client.get("/", {"at": ON})
    assert client.get(f"{EVENT}women-1500m/").context["absence"][0] == "To come"
    assert client.get(f"{EVENT}men-500m-1/").context["absence"] == (
        "No result yet",
        "The result of this race is not in here.",
    )


def test_between_events_standings_are_those_after_the_last_race(client, staff):
    home = client.get("/", {"at": MOMENTS["between two events"]}).context
    assert (str(home["event"]), home["days_left"]) == ("World Cup 2, Calgary 2025/26", 3)
    assert home["headlines"].title == "Who leads after World Cup 1 of 5"
    table = client.get("/standings/2025-26/women/500m/").context["table"]
    assert (table.after.number, table.is_newest, table.status.is_final) == (1, True, False)
    assert [(row.standing.competitor.name, row.standing.total) for row in table.rows[:1]] == [("Femke Kok", 120)]
    assert client.get("/standings/2025-26/women/500m/?after=2").context["table"].after.number == 1


def test_after_the_end_nothing_is_to_come(client, staff):
    home = client.get("/", {"at": MOMENTS["after the end"]}).context
    assert (home["event"], home["season"].name, home["cup_season"].name) == (None, "2025/26", "2025/26")
    assert "The season is over" in flat(client.get("/").text)
    assert client.get("/where-to-watch/").context["is_over"] is True


def over_at(race, at):
    return not Race.objects.over_after(at).filter(pk=race.pk).exists()


def test_race_is_over_by_the_best_time_that_is_known(db):
    noon = datetime.datetime(2025, 11, 14, 12, tzinfo=datetime.UTC)
    hour, second = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
    session = calendar.session(date=noon.date())
    first = calendar.race(session=session)
    second_race = calendar.race(session=session, distance="1000")

    def over():
        """When each is over, in hours after noon, to the second."""
        found = []
        for race in (first, second_race):
            hours = next(n for n in (0.5, 1, 2, 2.5, 3, 11) if over_at(race, noon + n * hour))
            assert not over_at(race, noon + hours * hour - second)
            found.append(hours)
        return found

    assert over() == [11, 11]  # midnight in Stavanger
    session.starts_at = noon
    session.save()
    assert over() == [3, 3]
    session.ends_at = noon + 2.5 * hour
    session.save()
    assert over() == [2.5, 2.5]
    first.starts_at = noon
    first.save()
    assert over() == [2.5, 2.5]
    second_race.starts_at = noon + 0.5 * hour
    second_race.save()
    assert over() == [0.5, 2.5]
    session.ends_at = None
    session.save()
    second_race.starts_at = noon + hour
    second_race.save()
    assert over() == [1, 2]  # a last race without an end is given an hour


def test_standing_never_counts_a_race_that_is_still_to_come(client, staff):
    """A race that was held after the next one of the programme: the later one's standing would count it."""
    moved = Race.objects.get(event__slug="1-salt-lake-city", event__season__slug="2025-26", slug="men-500m-1")
    moved.starts_at = datetime.datetime(2025, 11, 16, 22, 30, tzinfo=datetime.UTC)
    moved.save()
    table = client.get("/standings/2025-26/men/500m/", {"at": "2025-11-16T22:00Z"}).context["table"]
    assert [race.slug for race in table.races] == ["men-500m-1-b"]
    assert {race.slug for race in table.remaining} >= {"men-500m-1", "men-500m-2"}


@pytest.mark.parametrize(
    "address", ["/", EVENT, "/standings/2025-26/men/500m/", "/skaters/femke-kok/", "/where-to-watch/"]
)
def test_page_at_a_moment_has_eight_queries_more(client, staff, address):
    """As `test_asking` lists them; none more for each race, result or place."""
    counts = []
    for query in ({}, {"at": "2100-01-01"}):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address, query).status_code == 200
        counts.append(len(found))
    assert counts[1] == counts[0] + 8
