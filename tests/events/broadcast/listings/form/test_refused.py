"""The form of a listing with its single sessions: what it refuses in words, what it warns of, what it costs."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from events.models import CountryGroup, Listing, Showing, Stream
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

ADD = "/admin/events/listing/add/"
DAY = datetime.date(2025, 12, 5)
UTC = datetime.UTC


@pytest.fixture
def season(client):
    """Signed in as broadcast staff; an event in Norway and one in Calgary, which has two sessions."""
    sign_in(client, "Broadcast")
    season = factories.season()
    factories.event(season=season, number=1)
    oval = factories.venue("Calgary", country=factories.country("CAN"), time_zone="America/Edmonton")
    event = factories.event(season=season, number=2, venue=oval, start_date=DAY)
    factories.session(event=event, starts_at=datetime.datetime(2025, 12, 5, 22, 30, tzinfo=UTC))
    factories.session(event=event, date=DAY + datetime.timedelta(days=1), name="Division B")
    factories.broadcaster("Example TV")
    return season


@pytest.fixture
def event(season):
    return season.events.get(number=2)


def posted(of, showings=(), stored=0, **values):
    """The form as a browser sends it: Example TV live in Norway for the season, unless told otherwise."""
    fields = {
        "broadcaster": factories.Broadcaster.objects.get(name="Example TV").pk,
        "country": "NOR",
        "series": of.series_id,
        "season": of.pk,
        "platform": "tv",
        "timing": "live",
        "source": "A contract",
        "showings-TOTAL_FORMS": len(showings),
        "showings-INITIAL_FORMS": stored,
        **values,
    }
    for number, showing in enumerate(showings):
        fields |= {f"showings-{number}-{field}": value for field, value in showing.items()}
    return {field: value for field, value in fields.items() if value is not None}


def post(client, address, values, **options):
    """Send it, and let the rules that the database checks at commit have their say at once."""
    response = client.post(address, values, **options)
    connection.check_constraints()
    return response


def complaints(response):
    """All errors of the page, those of its rows too."""
    assert response.status_code == 200
    admin_form = response.context["adminform"]
    formset = response.context["inline_admin_formsets"][0].formset
    rows = [error for form in formset.forms for errors in form.errors.values() for error in errors]
    form = [error for errors in admin_form.form.errors.values() for error in errors]
    return [*form, *rows, *formset.non_form_errors()]


def said(response):
    return [str(message) for message in response.context["messages"]]


# What is refused in words


@pytest.mark.parametrize(
    ("field", "said"),
    [("events", "is not of the listing's season"), ("except_countries", "can't be excepted")],
)
def test_rules_at_commit_are_asked_by_these_tests(season, field, said):
    """The same as the form refuses, written past it."""
    listing = factories.listing(season=season)
    other = factories.event(season=factories.season(2026), number=1)
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        getattr(listing, field).set([other.pk if field == "events" else "SWE"])
        connection.check_constraints()


def test_exceptions_of_countries_are_for_a_group_alone(client, season):
    response = post(client, ADD, posted(season, except_countries=["SWE"]))
    assert complaints(response) == ["Only a group of countries has exceptions; this listing is for one."]
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set(["NOR", factories.country("SWE").pk])
    post(client, ADD, posted(season, country=None, group=group.pk, except_countries=["SWE", "SWE"]))
    assert list(Listing.objects.get().except_countries.values_list("pk", flat=True)) == ["SWE"]


def test_group_can_not_become_a_country_while_it_has_exceptions(client, season):
    group = CountryGroup.objects.create(name="Nordic")
    listing = factories.listing(group=group, season=season)
    listing.except_countries.set(["SWE"])
    address = f"/admin/events/listing/{listing.pk}/change/"
    response = post(client, address, posted(season, except_countries=["SWE"]))
    assert complaints(response) == ["Only a group of countries has exceptions; this listing is for one."]
    assert post(client, address, posted(season)).status_code == 302
    listing.refresh_from_db()
    assert (listing.country_id, listing.group_id, listing.except_countries.count()) == ("NOR", None, 0)


@pytest.mark.parametrize("field", ["events", "except_events"])
def test_events_are_of_the_listing_s_season(client, season, field):
    other = factories.event(season=factories.season(2026), number=1)
    response = post(client, ADD, posted(season, **{field: [other.pk]}))
    assert complaints(response) == ["Not of the listing’s season 2025/26: World Cup 1, Stavanger 2026/27."]
    assert post(client, ADD, posted(season, season=None, **{field: [other.pk]})).status_code == 302
    listing = Listing.objects.get()
    response = post(client, f"/admin/events/listing/{listing.pk}/change/", posted(season, **{field: [other.pk]}))
    assert complaints(response) == ["Not of the listing’s season 2025/26: World Cup 1, Stavanger 2026/27."]
    listing.refresh_from_db()
    assert listing.season is None


def test_events_are_of_the_listing_s_series(client, season, event):
    series = factories.series(slug="other", name="Other series")
    response = post(client, ADD, posted(season, series=series.pk, season=None, events=[event.pk]))
    assert complaints(response) == ["Not of the listing’s series: World Cup 2, Calgary 2025/26."]
    response = post(client, ADD, posted(season, series=series.pk))
    assert complaints(response) == ["The season belongs to another series."]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"country": None}, "A listing is for a country or for a group of countries."),
        ({"starts_on": "2025-12-02", "ends_on": "2025-12-01"}, "The last day is before the first."),
        ({"checked_on": "2999-01-01"}, "This day is still to come."),
        ({"link": "https://example.org/", "link_failed_on": "2999-01-01"}, "This day is still to come."),
        ({"timing": "never"}, "Select a valid choice. never is not one of the available choices."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"source": ""}, "This field is required."),
        ({"series": ""}, "This field is required."),
    ],
)
def test_what_the_database_refuses_is_said_in_words(client, season, values, said):
    assert complaints(post(client, ADD, posted(season, **values))) == [said]
    assert not Listing.objects.exists()


def test_country_and_group_at_once_are_refused(client, season):
    group = CountryGroup.objects.create(name="Nordic")
    response = post(client, ADD, posted(season, group=group.pk))
    assert complaints(response) == ["A listing is for a country or for a group of countries."]


def test_event_can_not_be_named_and_excepted(client, season, event):
    response = post(client, ADD, posted(season, events=[event.pk], except_events=[event.pk]))
    assert complaints(response) == ["Both named and excepted: World Cup 2, Calgary 2025/26."]


def test_new_link_is_not_the_one_that_failed(client, season):
    listing = factories.listing(season=season, link="https://nos.nl/", link_failed_on=datetime.date(2025, 11, 1))
    address = f"/admin/events/listing/{listing.pk}/change/"
    post(client, address, posted(season, link="https://nos.nl/", link_failed_on="2025-11-01"))
    listing.refresh_from_db()
    assert listing.link_failed_on == datetime.date(2025, 11, 1)
    post(client, address, posted(season, link="https://nos.nl/live", link_failed_on="2025-11-01"))
    listing.refresh_from_db()
    assert (listing.link, listing.link_failed_on) == ("https://nos.nl/live", None)


# Single sessions


def choices(response):
    """Of an empty row, by the event that heads them."""
    field = response.context["inline_admin_formsets"][0].formset.empty_form.fields["session"]
    return {head: [label for _, label in options] for head, options in field.choices if head}


def test_sessions_to_choose_from_are_those_of_the_season_by_name_and_local_time(client, season, event):
    factories.session(event=factories.event(season=factories.season(2026), number=1))
    calgary = {
        "World Cup 2, Calgary 2025/26": [
            "World Cup 2 Calgary, Session 1, Fri 5 Dec 15:30 venue time",
            "World Cup 2 Calgary, Session 2, Division B, Sat 6 Dec, no time yet",
        ]
    }
    assert choices(client.get(ADD, {"season": season.pk})) == calgary
    factories.session(event=season.events.get(number=1))
    listing = factories.listing(season=season)
    address = f"/admin/events/listing/{listing.pk}/change/"
    assert list(choices(client.get(address))) == ["World Cup 1, Stavanger 2025/26", "World Cup 2, Calgary 2025/26"]
    listing.events.set([event])
    assert choices(client.get(address)) == calgary


def test_listing_of_every_season_offers_what_is_to_come_and_what_it_holds(client, season, event):
    today = timezone.localdate()
    year = today.year if today.month > 6 else today.year - 1
    coming = factories.event(season=factories.season(year), number=7, start_date=today, end_date=today)
    factories.session(event=coming, date=today)
    listing = factories.listing()
    address = f"/admin/events/listing/{listing.pk}/change/"
    assert set(choices(client.get(address))) == {str(each) for each in coming.season.events.filter(sessions__gt=0)}
    Showing.objects.create(listing=listing, session=event.sessions.first())
    assert str(event) in choices(client.get(address))


def test_time_is_typed_by_the_venue_s_clocks_and_comes_back_so(client, season, event):
    first, second = event.sessions.all()
    rows = [
        {"session": first.pk, "is_shown": "on", "starts_at": "2025-12-05T16:00", "channel": "Example 2"},
        {"session": second.pk},
    ]
    assert post(client, ADD, posted(season, rows)).status_code == 302
    shown, left_out = Showing.objects.order_by("session")
    assert (shown.starts_at, shown.channel) == (datetime.datetime(2025, 12, 5, 23, 0, tzinfo=UTC), "Example 2")
    assert (left_out.is_shown, left_out.starts_at) == (False, None)
    page = client.get(f"/admin/events/listing/{shown.listing_id}/change/")
    assert 'type="datetime-local" name="showings-0-starts_at" value="2025-12-05T16:00"' in flat(page.text)


def change(listing, *rows):
    """What a browser sends of a stored listing whose rows nobody has touched but for what is given."""
    stored = list(listing.showings.order_by("session"))
    base = [
        {
            "id": each.pk,
            "listing": listing.pk,
            "session": each.session_id,
            "is_shown": "on" if each.is_shown else None,
            "starts_at": each.starts_at.astimezone(each.session.event.venue.zone).strftime("%Y-%m-%dT%H:%M")
            if each.starts_at
            else "",
        }
        for each in stored
    ]
    for row, values in zip(base, rows, strict=False):
        row.update(values)
    kept = [{field: value for field, value in row.items() if value is not None} for row in [*base, *rows[len(base) :]]]
    return kept, len(stored)


def test_untouched_time_stays_to_the_second(client, season, event):
    listing = factories.listing(season=season)
    moment = datetime.datetime(2025, 12, 5, 23, 0, 30, tzinfo=UTC)
    showing = Showing.objects.create(listing=listing, session=event.sessions.first(), starts_at=moment)
    address = f"/admin/events/listing/{listing.pk}/change/"
    rows, stored = change(listing, {"channel": "Example 2"})
    assert post(client, address, posted(season, rows, stored)).status_code == 302
    showing.refresh_from_db()
    assert (showing.starts_at, showing.channel) == (moment, "Example 2")


def test_time_that_the_clocks_skip_and_a_day_far_away_are_refused(client, season):
    spring = factories.event(season=season, number=3, start_date=datetime.date(2026, 3, 28))  # in Norway
    session = factories.session(event=spring, date=datetime.date(2026, 3, 28))
    for typed, said in (
        ("2026-03-29T02:30", "Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30."),
        ("2026-03-26T12:00", "The session is on 28 March 2026."),
        ("2026-04-12T12:00", "The session is on 28 March 2026."),
        ("29 March", "Enter a valid date/time."),
    ):
        rows = [{"session": session.pk, "is_shown": "on", "starts_at": typed, "timing": "delayed"}]
        assert complaints(post(client, ADD, posted(season, rows))) == [said]
    rows = [{"session": session.pk, "is_shown": "on", "starts_at": "2026-03-29T03:30", "timing": "delayed"}]
    done = post(client, ADD, posted(season, rows), follow=True)
    assert [str(each) for each in done.context["messages"]][:1] == [
        "World Cup 3 Stavanger, Session 1, Sat 28 Mar, no time yet: the broadcast begins on another day, "
        "Sunday 29 March 2026 at 03:30 venue time."
    ]
    assert Showing.objects.get().starts_at == datetime.datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


RULE = "from two hours before the session until it is over, Fri 5 December 13:30 to Fri 5 December 18:30, and not on"


@pytest.mark.parametrize(
    ("typed", "timing", "complaint"),
    [
        ("2025-12-05T13:30", "", ""),
        ("2025-12-05T13:29", "", f"A live broadcast can begin {RULE} Fri 5 December 13:29."),
        ("2025-12-05T18:30", "live", f"A live broadcast can begin {RULE} Fri 5 December 18:30."),
        ("2025-12-06T00:30", "delayed", ""),
        (
            "2025-12-05T00:30",
            "delayed",
            "A delayed broadcast can't begin before the session, Fri 5 December 15:30, "
            "and not on Fri 5 December 00:30.",
        ),
    ],
)
def test_broadcast_begins_around_its_session_if_live_and_not_before_it_otherwise(
    client, season, event, typed, timing, complaint
):
    session = event.sessions.exclude(starts_at=None).get()
    rows = [{"session": session.pk, "is_shown": "on", "starts_at": typed, "timing": timing}]
    answer = post(client, ADD, posted(season, rows))
    assert (answer.status_code, Showing.objects.count()) == ((200, 0) if complaint else (302, 1))
    assert (complaints(answer) if complaint else []) == ([complaint] if complaint else [])


def test_time_that_no_longer_fits_may_stay_but_not_in_another_way(client, season, event):
    """The session was moved since. Changing the whole listing to live is a change of its sessions too."""
    listing = factories.listing(season=season, timing="delayed")
    session = event.sessions.exclude(starts_at=None).get()
    early = datetime.datetime(2025, 12, 5, 12, 0, tzinfo=UTC)
    showing = Showing.objects.create(listing=listing, session=session, starts_at=early)
    row = {
        "id": showing.pk,
        "listing": listing.pk,
        "session": session.pk,
        "is_shown": "on",
        "starts_at": "2025-12-05T05:00",
    }
    address = f"/admin/events/listing/{listing.pk}/change/"
    kept = post(client, address, posted(season, [{**row, "note": "x"}], stored=1, timing="delayed"))
    assert (kept.status_code, Showing.objects.get().starts_at, Showing.objects.get().note) == (302, early, "x")
    live = post(client, address, posted(season, [{**row, "note": "x"}], stored=1, timing="live"))
    assert complaints(live) == [f"A live broadcast can begin {RULE} Fri 5 December 05:00."]


def test_change_of_a_row_whose_session_was_moved_confirms_no_time_that_can_t_be(client, season, event):
    """A typing error is mended in the note: saved, it would say the time anew."""
    listing = factories.listing(season=season, timing="delayed")
    session = event.sessions.exclude(starts_at=None).get()
    at = session.starts_at + datetime.timedelta(hours=1)
    showing = Showing.objects.create(listing=listing, session=session, starts_at=at, note="Ful")
    event.sessions.filter(pk=session.pk).update(starts_at=at + datetime.timedelta(hours=1))
    row = {
        "id": showing.pk, "listing": listing.pk, "session": session.pk, "is_shown": "on",
        "starts_at": "2025-12-05T16:30", "note": "Ful",
    }  # fmt: skip
    address = f"/admin/events/listing/{listing.pk}/change/"
    untouched = post(client, address, posted(season, [row], stored=1, timing="delayed", channel="Two"))
    assert (untouched.status_code, Showing.objects.unconfirmed().count()) == (302, 1)
    mended = {**row, "note": "Full"}
    assert complaints(post(client, address, posted(season, [mended], stored=1, timing="delayed"))) == [
        "A delayed broadcast can't begin before the session, Fri 5 December 17:30, and not on Fri 5 December 16:30."
    ]
    fits = {**mended, "starts_at": "2025-12-05T17:30"}
    assert post(client, address, posted(season, [fits], stored=1, timing="delayed")).status_code == 302
    assert not Showing.objects.unconfirmed().exists()


@pytest.mark.parametrize(
    "outside",
    [
        {"season": None, "season_of": 2026},
        {"starts_on": "2025-12-06"},
        {"ends_on": "2025-12-04"},
        {"except_held_in": ["CAN"]},
        {"events": "other"},
        {"except_events": "own"},
    ],
    ids=["season", "begins after it", "ends before it", "held there", "other event", "excepted"],
)
def test_session_outside_what_the_listing_covers_is_refused(client, season, event, outside):
    session, other = event.sessions.first(), season.events.get(number=1)
    values = dict(outside)
    if year := values.pop("season_of", None):
        values["season"] = factories.season(year).pk
    for field, of in (("events", other), ("except_events", event)):
        if field in values:
            values[field] = [of.pk]
    response = post(client, ADD, posted(season, [{"session": session.pk}], **values))
    assert complaints(response) == [
        "The listing does not cover World Cup 2 Calgary, Session 1, Fri 5 Dec 15:30 venue time."
    ]
    assert not Listing.objects.exists()


def test_session_on_the_first_and_on_the_last_day_is_covered(client, season, event):
    rows = [{"session": event.sessions.first().pk}]
    assert post(client, ADD, posted(season, rows, starts_on=DAY, ends_on=DAY)).status_code == 302
    assert Showing.objects.count() == 1


def test_session_twice_and_a_time_of_one_that_is_left_out_are_refused(client, season, event):
    row = {"session": event.sessions.first().pk}
    assert "A session is listed twice." in complaints(post(client, ADD, posted(season, [row, row])))
    late = {**row, "starts_at": "2025-12-05T16:00"}
    said = "A session that is left out has neither time nor channel."
    assert complaints(post(client, ADD, posted(season, [late]))) == [said]
    for rubbish in ("x", "0", "99999999999999999999"):
        said = complaints(post(client, ADD, posted(season, [{"session": rubbish}])))
        assert said == ["This session is not one that can be chosen."]


def test_stored_row_keeps_its_session_and_one_that_was_added_meanwhile_is_told(client, season, event):
    listing = factories.listing(season=season)
    address = f"/admin/events/listing/{listing.pk}/change/"
    first, second = event.sessions.all()
    kept = Showing.objects.create(listing=listing, session=first)
    rows, stored = change(listing, {"session": second.pk})
    assert post(client, address, posted(season, rows, stored)).status_code == 302
    kept.refresh_from_db()
    assert kept.session == first
    rows.append({"session": second.pk})
    assert post(client, address, posted(season, rows, stored)).status_code == 302
    again = post(client, address, posted(season, rows, stored))  # the button was pressed twice
    assert complaints(again) == ["This session is already listed."]
    assert listing.showings.count() == 2


def test_row_gives_way_to_a_new_one_of_its_session(client, season, event):
    listing = factories.listing(season=season)
    session = event.sessions.first()
    Showing.objects.create(listing=listing, session=session, is_shown=False)
    rows, stored = change(listing, {"DELETE": "on"}, {"session": session.pk, "is_shown": "on"})
    response = post(client, f"/admin/events/listing/{listing.pk}/change/", posted(season, rows, stored))
    assert response.status_code == 302
    assert [each.is_shown for each in listing.showings.all()] == [True]


@pytest.mark.parametrize("rows", [1, 12])
def test_form_costs_the_same_queries_whatever_its_rows(client, season, event, django_assert_num_queries, rows):
    listing = factories.listing(season=season)
    for _ in range(rows):
        Showing.objects.create(listing=listing, session=factories.session(event=event))
    client.get(ADD)  # content types are remembered
    with django_assert_num_queries(19):
        page = client.get(f"/admin/events/listing/{listing.pk}/change/")
    assert page.text.count('type="datetime-local"') == rows + 1  # and an empty one to add


# What is warned of


def test_saved_listing_s_contradictions_are_told_and_hold_nothing_back(client, season):
    other = factories.listing(season=season, broadcaster=factories.broadcaster("Example Two"))
    factories.listing(
        season=season, broadcaster=factories.broadcaster("Example Three"), country=factories.country("SWE")
    )
    response = post(client, ADD, posted(season, is_exclusive="on"), follow=True)
    assert Listing.objects.filter(is_exclusive=True).count() == 1
    assert said(response)[0] == (
        "Example TV holds the rights alone, and yet Example Two shows it. In Norway. "
        f'<a href="/admin/events/listing/{other.pk}/change/">The other listing, no. {other.pk}</a>'
    )
    assert [message.level_tag for message in response.context["messages"]] == ["warning", "success"]


def test_listing_without_contradictions_is_saved_without_a_word_of_them(client, season):
    factories.listing(season=season, broadcaster=factories.broadcaster("Example Two"))
    response = post(client, ADD, posted(season), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["success"]


def test_many_contradictions_are_counted(client, season):
    for number in range(7):
        factories.listing(season=None, broadcaster=factories.broadcaster(f"Example {number}"))
    response = post(client, ADD, posted(season, season=None, is_exclusive="on"), follow=True)
    levels = [message.level_tag for message in response.context["messages"]]
    assert levels == ["warning"] * 6 + ["success"]
    assert "It contradicts 2 more listings: the broadcast desk has all." in said(response)


# The stream


def test_stream_has_a_form_of_its_own(client, season):
    values = {"season": season.pk, "name": "Example stream", "link": "www.example.org/live", "source": "A page"}
    assert post(client, "/admin/events/stream/add/", values).status_code == 302
    stream = Stream.objects.get()
    assert stream.link == "https://www.example.org/live"
    address = f"/admin/events/stream/{stream.pk}/change/"
    post(client, address, {**values, "checked_on": "2025-11-01"})
    stream.refresh_from_db()
    assert stream.checked_on == datetime.date(2025, 11, 1)
    response = post(client, address, {**values, "checked_on": "2999-01-01"})
    assert response.context["adminform"].form.errors == {"checked_on": ["This day is still to come."]}
    response = post(client, "/admin/events/stream/add/", values)
    assert response.context["adminform"].form.errors == {"season": ["ISU stream with this Season already exists."]}
