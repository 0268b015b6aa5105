"""What an article refers to is found as one types: by whom, by which words, in which order."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from news.admin.articles.form.lookups import KINDS, MOST
from tests.factories import events, standings
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def address(kind: str) -> str:
    return reverse("admin:news_article_find", args=[kind])


@pytest.fixture
def found(client):
    """The texts of what a journalist finds."""
    sign_in(client, "Journalist")

    def ask(kind: str, words: str) -> list[str]:
        return [each["text"] for each in client.get(address(kind), {"q": words}).json()["found"]]

    return ask


@pytest.fixture
def season():
    """Two World Cups of a season long past, one of them in Stavanger."""
    season = events.season(2019)
    for number, city in enumerate(["Stavanger", "Calgary"], start=1):
        event = events.event(
            season=season, number=number, venue=events.venue(city), start_date=datetime.date(2019, 11, number)
        )
        for category in ("women", "men"):
            events.race(event=event, distance="500", category=category)
            events.race(event=event, distance="1000", category=category)
    return season


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("jilek", ["Jílek, Metoděj (CZE)"]),
        ("metodej JÍLEK", ["Jílek, Metoděj (CZE)"]),
        ("ned", ["Kok, Femke (NED)", "Leerdam, Jutta (NED)"]),
        ("ned kok", ["Kok, Femke (NED)"]),
        ("kok cze", []),
        ("", ["Jílek, Metoděj (CZE)", "Kok, Femke (NED)", "Leerdam, Jutta (NED)"]),
    ],
)
def test_skaters_are_found_by_name_without_accents_and_by_noc(found, words, names):
    for name, noc in [("Femke Kok", "NED"), ("Jutta Leerdam", "NED"), ("Metoděj Jílek", "CZE")]:
        standings.skater(name, country=events.country(noc))
    standings.team("NED")
    assert found("competitor", words) == names


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (
            "1000 Stavanger",
            ["1000m Women, World Cup 1, Stavanger 2019/20", "1000m Men, World Cup 1, Stavanger 2019/20"],
        ),
        ("WC2 500m women", ["500m Women, World Cup 2, Calgary 2019/20"]),
        ("wc 2 men 1000", ["1000m Men, World Cup 2, Calgary 2019/20"]),
        ("WC3", []),
    ],
)
def test_races_are_found_by_distance_place_number_and_whom(found, season, words, titles):
    assert found("race", words) == titles


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("World Cup 2", ["World Cup 2, Calgary 2019/20"]),
        ("WC2", ["World Cup 2, Calgary 2019/20"]),
        ("calgary", ["World Cup 2, Calgary 2019/20"]),
        ("2019/20", ["World Cup 2, Calgary 2019/20", "World Cup 1, Stavanger 2019/20"]),
    ],
)
def test_events_are_found_by_number_and_place(found, season, words, titles):
    assert found("event", words) == titles


def test_cups_seasons_and_venues_are_found(found, season):
    for category in ("women", "men"):
        standings.cup(season=season, category=category, slug="500m", name="500m")
    assert found("cup", "500 men") == ["500m Men 2019/20"]
    assert found("cup", "500m 2019/20") == ["500m Women 2019/20", "500m Men 2019/20"]
    assert found("season", "2019/20") == ["2019/20"]
    assert found("venue", "calgary") == ["Calgary Oval, Calgary"]


def test_what_was_on_comes_first_then_what_is_next(found):
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for number, days in enumerate([-30, 40, -3, 20], start=1):
        start = today + datetime.timedelta(days=days)
        season = events.season(start.year if start.month > 6 else start.year - 1)
        events.event(season=season, number=number, start_date=start)
    assert [text.partition(",")[0] for text in found("event", "")] == [
        "World Cup 3", "World Cup 1", "World Cup 4", "World Cup 2",
    ]  # fmt: skip


def test_more_than_a_screenful_is_not_sent_but_said(client):
    sign_in(client, "Journalist")
    for number in range(MOST):
        standings.skater(f"Ada Example{chr(97 + number)}")
    assert client.get(address("competitor")).json()["more"] is False
    standings.skater("Zoe Example")
    answer = client.get(address("competitor"), {"q": "example"}).json()
    assert (len(answer["found"]), answer["more"]) == (MOST, True)


def test_skater_is_put_into_a_text_by_name_and_noc(client):
    sign_in(client, "Journalist")
    skater = standings.skater("Femke Kok", country=events.country("NED"))
    assert client.get(address("competitor"), {"q": "kok"}).json() == {
        "found": [{"key": skater.pk, "text": "Kok, Femke (NED)", "words": "Femke Kok (NED)"}],
        "more": False,
        "remark": "",
    }


def test_words_that_are_left_out_of_a_search_are_said(client):
    sign_in(client, "Journalist")
    remark = client.get(address("competitor"), {"q": "a " * 30}).json()["remark"]
    assert remark == f"The search was limited to the first words: “{' '.join('a' * 10)}”."


@pytest.mark.parametrize(("kind", "queries"), [(kind, 1) for kind in KINDS])
def test_search_is_one_query_however_much_it_finds(client, season, django_assert_num_queries, kind, queries):
    sign_in(client, "Journalist")
    for number in range(3):
        standings.skater(f"Ada Example{number}")
        standings.cup(season=season, slug=f"{number}m")
    client.get(address(kind))
    about_the_visitor = 4  # session, account, rights of both kinds
    with django_assert_num_queries(about_the_visitor + queries):
        assert client.get(address(kind), {"q": "a"}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("right", "status"), [("", 403), ("view", 200), ("change", 200), ("add", 403)])
def test_who_may_view_a_kind_of_row_finds_it_and_nobody_else(client, kind, right, status):
    user = User.objects.create(username="Ada", is_staff=True)
    options = KINDS[kind]._meta
    if right:
        user.user_permissions.add(
            Permission.objects.get(codename=f"{right}_{kind}", content_type__app_label=options.app_label)
        )
    client.force_login(user)
    assert client.get(address(kind)).status_code == status


def test_visitor_is_asked_to_sign_in_and_no_other_kind_is_found(client, admin_client):
    assert client.get(address("race")).status_code == 302
    assert admin_client.get(address("user")).status_code == 404
