"""A part of a listing is made a listing of its own, and every answer stays as it was."""

import datetime

import pytest

from events.broadcast.answers import watch
from events.broadcast.changing.foreseen import in_short
from events.broadcast.changing.splitting import NothingLeftError, split_off
from events.models import Country, CountryGroup, Event, Listing, Showing
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    season = factories.season()
    factories.stream(season=season)
    for number in (1, 2, 3):
        event = factories.event(
            season=season, number=number, start_date=datetime.date(2025, 11, 7) + number * datetime.timedelta(7)
        )
        for day in event.days():
            factories.session(event=event, date=day, starts_at=event.venue.at(day, datetime.time(16)))
    return season


def listing(season, *nocs: str, **values) -> Listing:
    group = CountryGroup.objects.create(name="the Nordic countries")
    group.countries.set(nocs)
    found = factories.listing(group=group, is_exclusive=True, **{"season": season, **values})
    for number, event in enumerate(season.events.all()):
        session = event.sessions.order_by("date")[number % 3]
        starts_at = session.starts_at + datetime.timedelta(hours=1)
        Showing.objects.create(listing=found, session=session, timing="delayed", starts_at=starts_at)
    return found


def scopes(season):
    """A listing of each scope that has an event besides the second."""
    whole = listing(season, "NOR", "SWE", "FIN", "DEN")
    whole.except_countries.set(["DEN"])
    return whole


def answers():
    """What fans read in each country of each session, but for the reason: it may name a narrower scope."""
    events = Event.objects.with_place().with_stream().order_by("start_date")
    rows = watch.by_country_and_event(Country.objects.filter(noc__in=["NOR", "SWE", "FIN", "DEN", "ITA"]), events)
    return {
        (row[0].country.noc, each.event.number): [
            (in_short(answer), [(str(right.shown_at), right.time_doubt) for right in answer.shown_by])
            for answer in (each.answer, *(answer for _, answer in each.coverage.sessions_and_days))
        ]
        for row in rows
        for each in row
    }


@pytest.mark.parametrize("scope", ["season", "series", "events", "except"])
@pytest.mark.parametrize("part", ["country", "event"])
def test_answers_stay_as_they_were(season, scope, part):
    whole = scopes(season)
    first, second, third = season.events.order_by("number")
    if scope == "series":
        Listing.objects.filter(pk=whole.pk).update(season=None)
    if scope == "events":
        whole.events.set([first, second])
        whole.showings.filter(session__event=third).delete()
    if scope == "except":
        whole.except_events.set([first])
        whole.showings.filter(session__event=first).delete()
    moved = second.sessions.order_by("date")[1]  # its showing is unconfirmed from now on
    moved.starts_at += datetime.timedelta(minutes=30)
    moved.save()
    whole = Listing.objects.get(pk=whole.pk)
    before, showings = answers(), Showing.objects.count()
    assert len({str(each) for each in before.values()}) > 3
    own = split_off(whole, **({"country": Country.objects.get(noc="NOR")} if part == "country" else {"event": second}))
    assert answers() == before
    assert Listing.objects.count() == 2 and own.is_exclusive
    assert Showing.objects.unconfirmed().count() == (2 if part == "country" else 1)
    assert Showing.objects.count() == (showings if part == "event" else 2 * showings)


def test_what_is_all_of_it_is_not_split(season):
    alone = factories.listing(season=season)
    with pytest.raises(NothingLeftError):
        split_off(alone, country=alone.country)
    one_left = listing(season, "NOR", "SWE")
    one_left.except_countries.set(["SWE"])
    with pytest.raises(NothingLeftError):
        split_off(one_left, country=Country.objects.get(noc="NOR"))
    first = season.events.get(number=1)
    alone.events.set([first])
    with pytest.raises(NothingLeftError):
        split_off(alone, event=first)
    assert Listing.objects.count() == 2


def test_part_that_it_is_not_for_is_refused(season):
    whole = scopes(season)
    second = season.events.get(number=2)
    whole.except_events.set([second])
    with pytest.raises(ValueError, match="not for"):
        split_off(whole, event=second)
    for noc in ("DEN", "ITA"):
        with pytest.raises(ValueError, match="not for"):
            split_off(whole, country=Country.objects.get(noc=noc))
    with pytest.raises(ValueError, match="A country or an event"):
        split_off(whole)


def answers_in(noc: str):
    """What fans read of the first event in a country or territory, with what of it is assumed."""
    events = Event.objects.with_place().with_stream().order_by("start_date")
    found = watch.by_event(Country.objects.select_related("follows").get(noc=noc), events)[0]
    answer = found.answer
    return in_short(answer), [right.broadcaster for right in answer.shown_by], found.assumption


@pytest.mark.parametrize(
    ("nocs", "excepted"),
    [(["FRA", "GER"], ["REU"]), (["FRA", "GER", "REU"], []), (["FRA", "GER", "REU"], ["REU"]), (["FRA", "GER"], [])],
)
@pytest.mark.parametrize("part", ["FRA", "GER"])
def test_territories_keep_their_answers(season, nocs, excepted, part):
    whole = listing(season, *nocs)
    whole.except_countries.set(excepted)
    before = {noc: answers_in(noc) for noc in ("FRA", "GER", "REU", "GLP")}
    own = split_off(whole, country=Country.objects.get(noc=part))
    assert {noc: answers_in(noc) for noc in before} == before
    is_named = part == "FRA" and "REU" in nocs + excepted
    assert [each.noc for each in own.except_countries.all()] == (["REU"] if is_named else [])


def test_only_event_so_far_is_split_off_what_is_for_the_season(season):
    first, second, third = season.events.order_by("number")
    whole = factories.listing(season=season)
    whole.except_events.set([second, third])
    own = split_off(whole, event=first)
    assert (list(own.events.all()), set(whole.except_events.all())) == ([first], {first, second, third})
