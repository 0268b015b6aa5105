"""The matrix of answers: what a cell says, what is looked for, where a click leads, what it costs."""

import datetime
from html import unescape

import pytest
from django.utils import timezone

from events.broadcast.answers.matrix import Age, MatrixFilter, age_of, filtered, season_matrix, tallies
from events.models import CountryGroup, Listing, Showing
from tests.factories import events as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db

MATRIX = "/admin/events/listing/matrix/"
ON = datetime.date(2025, 11, 1)


@pytest.fixture
def season(client):
    """Signed in as broadcast staff; a season of two events with two sessions each, a stream, and a broadcaster."""
    sign_in(client, "Broadcast")
    season = factories.season()
    for number in (1, 2):
        event = factories.event(season=season, number=number)
        for _ in range(2):
            factories.session(event=event)
    factories.stream(season=season, checked_on=ON)
    factories.broadcaster("Example TV")
    return season


def listing(noc="NOR", **values):
    return factories.listing(country=factories.country(noc), **values)


def row(season, noc="NOR", on=ON):
    return next(row for row in season_matrix(season, on).rows if row.country.noc == noc)


def cells(season, noc="NOR", on=ON):
    return row(season, noc, on).cells


def shown(client, **asked):
    return [row.country.noc for row in client.get(MATRIX, asked).context["rows"]]


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.FRESH), (30, Age.FRESH), (31, Age.AGEING), (180, Age.AGEING), (181, Age.OLD), (None, Age.NEVER)],
)
def test_age_of_a_check_goes_by_steps(days, age):
    checked_on = None if days is None else ON - datetime.timedelta(days=days)
    assert age_of(checked_on, ON) is age
    assert age.is_stale == (days is None or days > 180)


def test_cell_says_answer_age_and_days(season):
    listing(timing="delayed", checked_on=ON - datetime.timedelta(days=31))
    listing("SWE", timing="highlights", is_exclusive=True, checked_on=ON - datetime.timedelta(days=1))
    assert [(cell.kind, cell.said, cell.age, cell.checked) for cell in cells(season)] == [
        ("delayed", "Example TV", Age.AGEING, "31 days")
    ] * 2
    assert [(cell.kind, cell.said, cell.checked) for cell in cells(season, "SWE")] == [
        ("nobody", "Nobody", "1 day")
    ] * 2
    assert [(cell.kind, cell.said, cell.age, cell.deciding) for cell in cells(season, "FIN")] == [
        ("stream", "ISU stream (no listing)", Age.FRESH, ())
    ] * 2


def test_cell_names_three_broadcasters_and_counts_the_others(season):
    for number in range(5):
        listing(broadcaster=factories.broadcaster(f"Example {number}"), checked_on=ON)
    assert cells(season)[0].said == "Example 0, Example 1, Example 2 and 2 more"


def test_conflict_marks_the_cells_where_two_rights_meet(season):
    first, _ = season.events.all()
    listing(is_exclusive=True)
    listing("SWE", is_exclusive=True)
    other = listing(broadcaster=factories.broadcaster("Example Two"))
    other.events.set([first])
    what = "Example TV holds exclusive rights, but Example Two shows it too."
    assert [cell.conflicts for cell in cells(season)] == [(what,), ()]
    assert [cell.conflicts for cell in cells(season, "SWE")] == [(), ()]
    assert cells(season)[0].words.splitlines()[-1] == what


def test_session_with_an_answer_of_its_own_marks_the_cell(season):
    right = listing()
    first, _ = season.events.all()
    Showing.objects.create(listing=right, session=first.sessions.first(), is_shown=False)
    assert [cell.is_uniform for cell in cells(season)] == [False, True]
    assert "Sessions differ." in cells(season)[0].words


def test_click_leads_to_what_decides(client, season):
    only = listing(timing="highlights", is_exclusive=True)
    one, two = listing("SWE"), listing("SWE", broadcaster=factories.broadcaster("Example Two"))
    unused = listing("DEN", is_exclusive=True)
    for event in season.events.all():
        for session in event.sessions.all():
            Showing.objects.create(listing=unused, session=session, is_shown=False)
    assert {noc: cells(season, noc)[0].deciding for noc in ("NOR", "SWE", "DEN", "FIN")} == {
        "NOR": (only.pk,),
        "SWE": (one.pk, two.pk),
        "DEN": (unused.pk,),
        "FIN": (),
    }
    page = unescape(client.get(MATRIX).text)
    for noc in ("NOR", "SWE", "DEN", "FIN"):
        assert page.count(f'href="2025-26/{noc}/1/"') == 1
    at = f"{MATRIX}2025-26/"
    assert client.get(f"{at}NOR/1/").url == f"{at}NOR/1/{only.pk}/"
    assert client.get(f"{at}DEN/1/").url == f"{at}DEN/1/{unused.pk}/"
    assert client.get(f"{at}FIN/1/").url == f"{at}FIN/1/add/"
    several = client.get(f"{at}SWE/1/").context["rows"]
    assert [(each, address) for each, address, _ in several] == [
        (one, f"{at}SWE/1/{one.pk}/"),
        (two, f"{at}SWE/1/{two.pk}/"),
    ]


def test_filters_want_one_cell_that_has_it_all(client, season):
    today = timezone.localdate()
    first, second = season.events.all()
    fresh = listing(checked_on=today)
    fresh.events.set([first])
    old = listing(timing="delayed", broadcaster=factories.broadcaster("Example Two"), checked_on=None)
    old.events.set([second])
    listing("SWE", checked_on=today, is_exclusive=True)
    listing("SWE", broadcaster=factories.broadcaster("Example Three"), checked_on=today - datetime.timedelta(days=181))
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set(["NOR", "SWE", "DEN"])
    assert shown(client, answer="live") == ["NOR", "SWE"]
    assert shown(client, answer="delayed") == ["NOR"]
    assert shown(client, answer="live", age="fresh") == ["NOR"]
    assert shown(client, answer="live", age="never") == []
    assert shown(client, age="never") == ["NOR"]
    assert shown(client, answer="live", age="stale") == ["SWE"]
    assert shown(client, mark="conflict") == ["SWE"]
    assert shown(client, mark="uneven") == []
    assert shown(client, group=str(group.pk)) == ["DEN", "NOR", "SWE"]
    assert shown(client, group=str(group.pk), answer="live") == ["NOR", "SWE"]
    assert shown(client, broadcaster="Example Two") == ["NOR"]
    assert shown(client, country=" norw ") == ["NOR"]
    assert shown(client, country="swe") == ["SWE"]
    assert shown(client, country="NOR") == ["NOR"]
    assert shown(client, country="nor") == ["NFK", "MKD", "MNP", "NOR", "UMI"]
    assert shown(client, country="south korea") == ["KOR"]
    assert len(shown(client, answer="", age="")) == 206
    assert client.get(MATRIX).context["matrix"].broadcasters == ["Example Three", "Example TV", "Example Two"]


def test_legend_counts_the_cells_that_are_shown(client, season):
    listing(checked_on=timezone.localdate())
    context = client.get(MATRIX, {"country": "NOR"}).context
    assert context["kinds"] == [("live", "Live", 2), ("delayed", "Delayed, on demand", 0), ("stream", "ISU stream", 0),
                                ("nobody", "Nobody", 0)]  # fmt: skip
    assert [(age, count) for age, _, count in context["ages"]] == [
        ("fresh", 2),
        ("ageing", 0),
        ("old", 0),
        ("never", 0),
    ]
    assert sum(tallies(season_matrix(season, ON).rows)[kind] for kind in ("live", "stream")) == 500  # with territories


def test_every_filter_of_the_page_is_kept_by_a_cell_or_a_country(season):
    listing(checked_on=ON)
    rows = season_matrix(season, ON).rows
    assert [
        each.country.noc for each in filtered(rows, MatrixFilter(kind="live", age="fresh", nocs={"NOR", "SWE"}))
    ] == ["NOR"]
    assert filtered(rows, MatrixFilter(kind="live", nocs={"SWE"})) == []


def test_season_is_the_one_of_the_event_that_comes_next(client, season):
    today = timezone.localdate()
    far = factories.season(today.year + 3)
    factories.event(season=far, start_date=datetime.date(today.year + 3, 11, 14))
    near = factories.season(today.year if today.month > 6 else today.year - 1)
    factories.event(season=near, number=9, start_date=today)
    assert client.get(MATRIX).context["season"] == near
    assert client.get(MATRIX, {"season": far.slug}).context["season"] == far
    assert client.get(MATRIX, {"season": "1999-00"}).status_code == 404


@pytest.mark.parametrize("listings", [1, 40])
def test_page_costs_the_same_queries_whatever_its_size(client, season, django_assert_num_queries, listings):
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set(["NOR", "SWE", "DEN"])
    for number in range(listings):
        made = factories.listing(group=group, broadcaster=factories.broadcaster(f"Example {number}"), is_exclusive=True)
        Showing.objects.create(listing=made, session=season.events.first().sessions.first())
    assert Listing.objects.count() == listings
    with django_assert_num_queries(5):  # events, sessions, countries, listings, showings
        season_matrix(season, ON)
    # session, user, permissions twice; seasons, nearest event, groups, their countries
    with django_assert_num_queries(13):
        client.get(MATRIX)


def test_empty_site_says_what_its_matrix_needs(client, season):
    season.stream.delete()
    season.events.all().delete()
    page = client.get(MATRIX)
    assert page.status_code == 200
    assert 'class="matrix"' not in page.text
