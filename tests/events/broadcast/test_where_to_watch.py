"""The answers on rows of the database, and the pages that tell them."""

import datetime

import pytest

from events.broadcast.answers import watch
from events.broadcast.links.rounds import keep
from events.broadcast.links.trying import Finding, Tried
from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.coverage import AnswerKind
from events.models import (
    BroadcasterWas,
    Country,
    CountryGroup,
    Event,
    LinkWord,
    Listing,
    ListingsRevision,
    ListingWas,
    Season,
    Showing,
)
from events.models.planned import Plan
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


@pytest.fixture
def event():
    season = factories.season()
    factories.stream(season=season)
    found = factories.event(season=season, start_date=DAY)
    for day in found.days():
        factories.session(event=found, date=day)
    return found


def answer(noc, event):
    return watched(noc, event).answer


def watched(noc, event):
    loaded = Event.objects.with_place().with_stream().get(pk=event.pk)
    (found,) = watch.by_event(Country.objects.get(noc=noc), [loaded])
    (same,) = watch.by_country(loaded, [found.country])
    assert same.coverage == found.coverage
    return found


def group(name, *nocs):
    made = CountryGroup.objects.create(name=name)
    made.countries.set(nocs)
    return made


# Cases by name


def test_group_is_covered_but_for_its_exceptions(event):
    listing = factories.listing(group=group("the Nordic countries", "NOR", "SWE", "FIN"))
    listing.except_countries.set(["SWE"])
    assert [answer(noc, event).kind.value for noc in ("NOR", "FIN", "SWE", "ITA")] == [
        "broadcaster", "broadcaster", "stream", "stream",
    ]  # fmt: skip
    assert answer("SWE", event).reason == (
        "Example Sports had the rights to the series in the Nordic countries, but not here, "
        "which leaves the ISU stream."
    )


def test_excluded_event_is_named_in_the_reason(event):
    later = factories.event(season=event.season)
    listing = factories.listing(season=event.season)
    listing.except_events.set([event])
    assert answer("NOR", event).reason == (
        "Example Sports had the rights to the season 2025/26 except World Cup 1, which leaves the ISU stream."
    )
    assert answer("NOR", later).reason == "Example Sports had the rights to the season 2025/26 except World Cup 1."


def test_single_events_are_named_in_the_reason(event):
    final = factories.event(season=event.season, is_final=True)
    third = factories.event(season=event.season)
    listing = factories.listing(season=event.season)
    listing.events.set([event, final])
    assert answer("NOR", final).reason == "Example Sports had the rights to World Cup 1 and the World Cup Final."
    assert answer("NOR", third).kind is AnswerKind.STREAM


def test_right_that_expires_within_the_event_holds_to_the_end_of_its_day_at_the_venue(event):
    factories.listing(ends_on=DAY)
    found = watched("NOR", event)
    assert [each.answer.kind.value for each in found.sessions] == ["broadcaster", "stream", "stream"]
    assert [each.own is None for each in found.sessions] == [True, False, False]
    assert found.answer.reason == "Example Sports had the rights to the series. Some sessions differ."


def test_two_broadcasters_are_both_named(event):
    factories.listing(broadcaster=factories.broadcaster("Example Two"), timing=Listing.Timing.DELAYED)
    factories.listing(broadcaster=factories.broadcaster("Example One"))
    assert [right.broadcaster for right in answer("NOR", event).shown_by] == ["Example One", "Example Two"]


def test_highlights_alone_leave_the_stream_open(event):
    factories.listing(timing=Listing.Timing.HIGHLIGHTS)
    found = answer("NOR", event)
    assert (found.kind, [right.broadcaster for right in found.highlights]) == (AnswerKind.STREAM, ["Example Sports"])
    assert found.reason == "Example Sports is on record for highlights only, which leaves the ISU stream."


def test_exclusive_right_elsewhere_blocks_nothing_here(event):
    factories.listing(country=factories.country("SWE"), is_exclusive=True)
    assert answer("SWE", event).stream is None
    assert answer("NOR", event).is_stream


def test_session_has_the_broadcasters_own_time_and_those_that_it_leaves_out_are_streamed(event, client):
    first, second, _ = event.sessions.order_by("number")
    listing = factories.listing(channel="One")
    at = datetime.datetime(2025, 11, 14, 20, 30, tzinfo=datetime.UTC)
    Showing.objects.create(listing=listing, session=first, starts_at=at, timing="delayed", channel="Two")
    Showing.objects.create(listing=listing, session=second, is_shown=False)
    own = [each.own for each in watched("NOR", event).sessions]
    assert [(right.channel, right.timing, right.shown_at.at) for right in own[0].shown_by] == [("Two", "delayed", at)]
    assert (own[1].kind, own[2]) == (AnswerKind.STREAM, None)
    text = flat(client.get("/where-to-watch/nor/?season=2025-26").text)
    assert "Example Sports · Two · delayed from" in text
    assert "Fri 21:30</time> in Stavanger" in text
    assert "Example Sports is on record as not showing this session, which leaves the ISU stream." in text


def test_link_that_no_longer_answers_gives_way_to_the_broadcasters_site(event):
    broadcaster = factories.broadcaster("Example One", website="https://example.org/")
    listing = factories.listing(broadcaster=broadcaster, link="https://example.org/live")
    assert answer("NOR", event).shown_by[0].link == "https://example.org/live"
    word = LinkWord.objects.create(address="https://example.org/live", failed_on=DAY)
    assert answer("NOR", event).shown_by[0].link == "https://example.org/"
    LinkWord.objects.create(address="https://example.org/", failed_on=DAY)
    assert answer("NOR", event).shown_by[0].link == ""
    session = event.sessions.first()
    Showing.objects.create(listing=listing, session=session, link="https://example.org/own")
    own = LinkWord.objects.create(address="https://example.org/own", answered_on=DAY)
    assert watched("NOR", event).coverage.of_session(session.pk).shown_by[0].link == "https://example.org/own"
    own.failed_on = DAY
    own.save()
    word.delete()
    assert watched("NOR", event).coverage.of_session(session.pk).shown_by[0].link == "https://example.org/live"


def test_streams_dead_link_leaves_its_name(event, client):
    event.season.stream.link = "https://www.isu.org/live"
    event.season.stream.save()
    pages = ("/where-to-watch/swe/?season=2025-26", "/where-to-watch/?event=" + event.watch_key)
    json, calendar = "/where-to-watch/swe.json?season=2025-26", "/where-to-watch/swe/calendar.ics"
    assert [client.get(page).text.count("https://www.isu.org/live") for page in pages] == [1, 1]
    LinkWord.objects.create(address="https://www.isu.org/live", failed_on=DAY)
    for page in (*pages, json, calendar):
        text = client.get(page).text
        assert "www.isu.org/live" not in text
        assert "Example stream" in text


def test_days_without_a_session_say_where_they_differ(event, client):
    event.sessions.filter(number__gt=1).delete()
    factories.listing(ends_on=DAY)
    days = [day for day, _ in watched("NOR", event).days]
    assert days == [DAY + datetime.timedelta(days=1), DAY + datetime.timedelta(days=2)]
    text = flat(client.get("/where-to-watch/nor/?season=2025-26").text)
    assert (
        text.count("Example Sports had the rights to the series until 14 November 2025, which leaves the ISU stream.")
        == 2
    )


def test_cancelled_session_does_not_make_the_event_s_answer(event):
    last = event.sessions.last()
    factories.listing(starts_on=last.date)
    assert answer("NOR", event).is_broadcaster
    last.plan = Plan.CANCELLED
    last.save()
    assert answer("NOR", event).is_stream


def test_event_that_is_over_is_told_as_over(event, client):
    text = flat(client.get("/where-to-watch/nor/?season=2025-26").text)
    assert "Who showed the events of 2025/26" in text
    assert "The event is over. On record for it:" in text
    assert "not yet published" not in text


def test_made_up_holder_of_rights_is_marked_where_nobody_shows_the_session(event, client):
    listing = factories.listing(is_exclusive=True, is_example=True)
    Showing.objects.create(listing=listing, session=event.sessions.first(), is_shown=False)
    text = flat(client.get("/where-to-watch/nor/?season=2025-26").text)
    said = (
        "Nobody: Example Sports held exclusive rights and is on record as not showing this session, so the stream was "
        "blocked."
    )
    assert f'{said} <span class="chip example">Example</span>' in text


# Both seasons


def test_every_country_has_one_answer_with_its_reason_for_every_event_of_both_seasons():
    load_calendar()
    load_broadcast()
    events = list(Event.objects.with_place().with_stream())
    countries = list(Country.objects.with_viewers())
    rows = watch.by_country_and_event(countries, events)
    told = [each.answer for row in rows for each in row]
    assert len(told) == 206 * 11
    assert {each.kind for each in told} == set(AnswerKind)
    assert [each for each in told if [each.is_broadcaster, each.is_stream, each.is_nobody].count(True) != 1] == []
    assert [each for each in told if not each.reason.endswith(".")] == []
    assert all(each.shown_by or each.stream for each in told if not each.is_nobody)


def test_dutch_fans_read_why_the_legs_at_home_are_streamed(client):
    load_calendar()
    load_broadcast()
    text = flat(client.get("/where-to-watch/ned/?season=2022-23").text)
    assert text.count("NOS had the rights to the series except events held in the Netherlands.") == 5
    assert (
        text.count(
            "NOS had the rights to the series except events held in the Netherlands, which leaves the ISU stream."
        )
        == 1
    )


# What changes answers sets a moment


def test_everything_that_answers_are_made_of_sets_the_moment_of_the_last_change(event):
    listing = factories.listing(group=group("Example group", "NOR"), country=None)
    session = event.sessions.first()

    def moved(change):
        ListingsRevision.objects.update(changed_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        change()
        return ListingsRevision.moment().year > 2020

    changes = [
        lambda: Listing.objects.update(note="x"),
        lambda: listing.events.add(event),
        lambda: listing.except_events.add(event),
        lambda: listing.except_countries.add("NOR"),
        lambda: listing.except_held_in.add("NOR"),
        lambda: Showing.objects.create(listing=listing, session=session),
        lambda: listing.broadcaster.save(),
        lambda: event.season.stream.save(),
        lambda: listing.group.countries.add("SWE"),
        lambda: LinkWord.objects.create(address="https://nos.nl/", failed_on=DAY),
        lambda: ListingWas.objects.create(listing=listing, was="https://nos.nl/", before=DAY),
        lambda: BroadcasterWas.objects.create(broadcaster=listing.broadcaster, what="name", was="NOS", before=DAY),
        lambda: listing.delete(),
    ]
    assert [moved(change) for change in changes] == [True] * len(changes)
    assert not moved(lambda: Season.objects.update(start_year=2025))
    assert not moved(lambda: keep("https://nos.nl/", Tried(Finding.FAILS, "page not found (404)")))  # the command's
