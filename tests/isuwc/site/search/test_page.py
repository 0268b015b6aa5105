import datetime

import pytest

from events.models import Country
from tests.factories import events as calendar
from tests.factories import news, standings
from tests.isuwc.site.search.asking import addresses, answer, titles
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def things():
    return {
        "skater": standings.skater("Damian Żurek", category="men", country=calendar.country("POL")),
        "event": calendar.event(venue=calendar.venue(city="Tomaszów Mazowiecki")),
        "story": news.edition(title="Żurek flies in Tomaszów", lead="A long weekend for Poland."),
    }


@pytest.fixture
def world():
    """A small season: skaters whose names are alike, cups, events, broadcasters and stories."""
    season = calendar.season(2025)
    for name, noc in [
        ("Max Kokko", "FIN"), ("Femke Kok", "NED"), ("Jutta Leerdam", "NED"), ("Bart Swings", "BEL"),
        ("Jordan Stolz", "USA"), ("Damian Żurek", "POL"),
    ]:  # fmt: skip
        standings.skater(name, country=calendar.country(noc))
    for category in ("women", "men"):
        for position, (slug, name) in enumerate([("500m", "500m"), ("mass-start", "Mass Start")], 1):
            standings.cup(season=season, category=category, slug=slug, name=name, position=position, scales=())
    calendar.event(season=season, number=1, venue=calendar.venue(city="Tomaszów Mazowiecki", country_id="POL"))
    calendar.event(season=season, number=2, venue=calendar.venue(city="Heerenveen", country_id="NED"))
    nos = calendar.broadcaster("NOS")
    calendar.listing(broadcaster=nos, country=calendar.country("NED"), channel="NPO 1")
    calendar.listing(broadcaster=nos, country=calendar.country("BEL"))
    calendar.stream(season=season, name="Skating ISU on YouTube")
    news.edition(title="Kok and Leerdam of the Netherlands", lead="NOS and YouTube show the mass start, 500m women.")
    news.edition(title="Swings, Belgium and Żurek", lead="Standings after Tomaszów Mazowiecki.")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("zurek", ["Damian Żurek"]),
        ("tomaszow mazowiecki", ["Tomaszów Mazowiecki"]),
        ("leerdm", ["Jutta Leerdam"]),
        ("swings belgium", ["Bart Swings"]),
        ("swings belg", ["Bart Swings"]),
        ("swings belgië", ["Bart Swings"]),
        ("NOS", ["NOS"]),
        ("npo 1", ["NOS"]),
        ("youtube", ["Skating ISU on YouTube"]),
        ("women 500m", ["500m Women"]),
        ("500 m ladies", ["500m Women"]),
        ("mass start", ["Mass Start Women", "Mass Start Men"]),
        ("standings", ["Standings", "500m Women", "500m Men", "Mass Start Women", "Mass Start Men"]),
        ("ned", ["Netherlands"]),
        ("netherlands", ["Netherlands"]),
        ("niederlande", ["Netherlands"]),
        ("kok", ["Femke Kok", "Max Kokko"]),
        ("kok femke", ["Femke Kok"]),
        ("kokk", ["Max Kokko"]),
        ("stoltz", ["Jordan Stolz"]),
        ("swigns belgium", ["Bart Swings"]),
        ("heerenven", ["Heerenveen"]),
        ("netherlnds", ["Netherlands"]),
        ("world cup 2", ["Heerenveen"]),
        ("wc2 2025/26", ["Heerenveen"]),
    ],
)
def test_what_is_meant_stands_first(client, world, words, first):
    assert titles(client, words)[: len(first)] == first


def test_few_nearest_are_the_best_and_more_are_a_group(client, world):
    page = client.get("/search/?q=mass+start")
    assert ([hit.title for hit in page.context["answer"].best], page.context["answer"].heading) == (
        ["Mass Start Women", "Mass Start Men"],
        "Best matches",
    )
    for number in range(4):
        standings.skater(f"Anna Number{number}")
    found = client.get("/search/?q=anna").context["answer"]
    assert (found.best, [len(group.hits) for group in found.groups]) == ([], [4])


def test_whole_name_is_found_among_many_that_have_it_as_a_part(client):
    for number in range(70):
        standings.skater(f"Anna Aan{number}")
    standings.skater("Zoe An")
    assert titles(client, "an")[0] == "Zoe An"
    page = flat(client.get("/search/?q=an").text)
    assert "More skaters match. Add a word to narrow the search." in page


def test_skaters_of_the_newest_season_come_before_others_of_the_name(client):
    cup = standings.cup(scales=())
    for name in ("Anna Kim", "Min-Sun Kim", "Zoe Kim"):
        skater = standings.skater(name)
    standings.standing(cup=cup, competitor=skater, race=calendar.race())
    assert titles(client, "kim") == ["Zoe Kim", "Anna Kim", "Min-Sun Kim"]


def test_word_within_a_name_comes_after_one_that_begins_so(client):
    for name in ("Erik Lerdahl", "Anna Leerdam", "Berta Erda"):
        standings.skater(name)
    assert titles(client, "erda") == ["Berta Erda", "Anna Leerdam", "Erik Lerdahl"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("swings belgium", "Belgium"),
        ("holland", "also called Holland"),
        ("npo 1", "with the channel NPO 1"),
        ("rankings", "also called Rankings"),
    ],
)
def test_snippet_says_why_where_the_name_does_not(client, world, words, why):
    assert str(answer(client, words)[0].why) == why


def test_former_name_finds_a_skater_and_is_said(client):
    skater = standings.skater("Anna Neu")
    skater.name, skater.family_name = "Anna Alt", "Alt"
    skater.save()
    (hit,) = answer(client, "neu")
    assert (hit.address, hit.why) == (skater.get_absolute_url(), "formerly Anna Neu")


def test_typing_error_is_said_and_only_looked_for_where_nothing_is_called_so(client, world):
    page = flat(client.get("/search/?q=leerdm").text)
    assert "Nothing is called “leerdm”; this is close to it." in page
    assert "this is close to it" not in client.get("/search/?q=leerdam").text
    standings.skater("Anna Leerdm")
    assert titles(client, "leerdm", "SKATER") == ["Anna Leerdm"]


def test_nation_leads_to_its_skaters_and_to_where_to_watch(client):
    kok = standings.skater("Femke Kok", country=calendar.country("NED"))
    watch = ("Where to watch in the Netherlands", "/where-to-watch/ned/")
    (hit,) = answer(client, "holland")
    assert (hit.address, hit.note, hit.links) == ("/where-to-watch/ned/", "Where to watch", ())
    standings.result(calendar.race(), kok)
    (hit,) = [hit for hit in answer(client, "holland") if hit.kind.name == "NATION"]
    assert (hit.address, hit.note, hit.links) == ("/nations/ned/", "Skaters", (watch,))


@pytest.mark.parametrize(
    ("words", "noc"),
    [("NED", "NED"), ("ned", "NED"), ("turkiye", "TUR"), ("holland", "NED"), ("South Korea", "KOR"), ("Suisse", "SUI")],
)
def test_nations_are_found_by_any_name(client, words, noc):
    assert addresses(client, words)["NATION"][0] == Country.objects.get(noc=noc).get_absolute_url()


def test_broadcaster_leads_to_the_countries_where_it_is_listed(client, world):
    (hit,) = [hit for hit in answer(client, "nos") if hit.kind.name == "BROADCASTER"]
    assert hit.links == [("Belgium", "/where-to-watch/bel/"), ("the Netherlands", "/where-to-watch/ned/")]
    assert hit.note == "Shows races in"
    calendar.broadcaster("Nobody TV")
    (hit,) = answer(client, "nobody tv")
    assert (hit.address, hit.note, hit.links) == ("/where-to-watch/", "No listing of it is on record for now", [])


def test_broadcaster_of_a_season_says_so_and_earlier_seasons_are_not_said(client):
    nos = calendar.broadcaster("NOS", is_example=True)
    for year, noc in ((2024, "BEL"), (2025, "NED")):
        calendar.listing(broadcaster=nos, season=calendar.season(year), country=calendar.country(noc))
    calendar.listing(broadcaster=nos, country=calendar.country("GER"), ends_on=datetime.date(2020, 1, 1))
    (hit,) = answer(client, "nos")
    assert (hit.note, hit.why) == ("Shows 2025/26 in", "an invented example")
    assert hit.links == [("the Netherlands", "/where-to-watch/ned/?season=2025-26")]


def test_next_event_comes_before_those_that_are_over(client):
    venue, today = calendar.venue(city="Heerenveen"), datetime.date(2026, 2, 1)
    for year, number in ((2019, 1), (2024, 1), (2030, 1), (2029, 1)):
        calendar.event(
            season=calendar.season(year), number=number, venue=venue, start_date=today.replace(year=year + 1)
        )
    assert [year.split("/")[2] for year in addresses(client, "heerenveen")["EVENT"]] == [
        "2029-30", "2030-31", "2024-25", "2019-20",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["Żurek", "zurek", "ZUREK", "damian zurek"])
def test_skaters_are_found_without_accents_and_capitals(client, things, words):
    assert addresses(client, words)["SKATER"] == [things["skater"].get_absolute_url()]


@pytest.mark.parametrize("typed", ["Z\u0307urek", "Żu\u200brek", "\ufeffŻurek\x0b", "Żurek\u00ad"])
def test_words_are_found_however_their_letters_are_put_together(client, typed):
    skater = standings.skater("Damian Żurek", category="men")
    assert client.get("/search/", {"q": typed}).context["q"] == "Żurek"
    assert addresses(client, typed)["SKATER"] == [skater.get_absolute_url()]


def test_events_and_stories_are_found_by_their_place(client, things):
    found = addresses(client, "tomaszow")
    story = f"/news/{datetime.datetime.now(datetime.UTC).year}/{things['story'].slug}/"
    assert (found["EVENT"], found["STORY"]) == ([things["event"].get_absolute_url()], [story])


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "a", "%", "_", "'; drop table", "a" * 500, "żółć" * 50, "\\", "a\\' & b", "kok | !kok", "(((", ":*",
        "<->", "kok:*", "🙂🙂", '"kok', "500m & men", "- - -", "한국어", "ß" * 99, "NaN", "0",
    ],
)  # fmt: skip
def test_odd_questions_are_answered(client, world, words):
    assert client.get("/search/", {"q": words}).status_code == 200


def test_nul_is_refused(client):
    assert client.get("/search/", {"q": "\x00kok"}).status_code == 400


@pytest.mark.parametrize("words", ["a", "%", "🙂🙂", ":*", "- - -"])
def test_what_has_no_two_letters_is_asked_for_more(client, words):
    assert "Please type at least two letters or digits." in client.get("/search/", {"q": words}).text


@pytest.mark.parametrize(
    ("words", "title", "said"),
    [
        ("stolz", "Search: stolz, 1 found · World Cup Speed Skating", "<p>1 found.</p>"),
        ("qqqqqqqq", "Search: qqqqqqqq, nothing found · World Cup Speed Skating", "Nothing found"),
        ("a", "Search: a · World Cup Speed Skating", "at least two letters"),
        ("", "Search · World Cup Speed Skating", "<h1>Search</h1>"),
    ],
)
def test_title_says_how_much_was_found(client, world, words, title, said):
    text = client.get("/search/", {"q": words}).text
    assert flat(text.partition("<title>")[2].partition("</title>")[0]).strip() == title
    assert said in text


def test_question_of_too_many_words_is_limited_and_says_so(client):
    page = client.get("/search/", {"q": "one two three four five six seven eight nine ten eleven"})
    assert "The search was limited to the first words" in page.text


@pytest.mark.parametrize("many", [1, 20])
def test_search_costs_the_same_queries_however_much_is_found(client, django_assert_num_queries, many):
    season = standings.cup(scales=()).season
    for number in range(many):
        standings.skater(f"Kok Number{number}")
        news.edition(title=f"Day {number}", text="<p>Kok won.</p>")
        calendar.event(season=season, number=number + 1, venue=calendar.venue(city=f"Kok {number}"))
        calendar.listing(broadcaster=calendar.broadcaster(f"Kok {number}"))
    client.get("/search/?q=kok")
    with django_assert_num_queries(12):
        client.get("/search/?q=kok")


@pytest.mark.parametrize("many", [1, 20])
def test_typing_errors_cost_the_same_queries_however_many_there_are(client, django_assert_num_queries, many):
    season = standings.cup(scales=()).season
    for number in range(many):
        standings.skater(f"Leerdam Number{number}")
        calendar.event(season=season, number=number + 1, venue=calendar.venue(city=f"Leerdam {number}"))
        calendar.listing(broadcaster=calendar.broadcaster(f"Leerdam {number}"))
    client.get("/search/?q=leerdm")
    with django_assert_num_queries(12):
        client.get("/search/?q=leerdm")
