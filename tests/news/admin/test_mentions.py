"""What `@` finds in an article, and what one search finds for a block: by whom, in which order, with which NOC."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models.blocks.text import TextBlock
from tests.factories import events, standings
from tests.factories import news as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
MENTIONS, RESULTS = "admin:news_article_mentions", "admin:news_article_results_found"


def ask(client, words: str, event="", name: str = MENTIONS) -> list[dict]:
    return client.get(reverse(name), {"q": words, "event": getattr(event, "pk", event)}).json()["found"]


def texts(client, words: str, event="", kind: str = "skater") -> list[tuple[str, str]]:
    return [(each["text"], each["hint"]) for each in ask(client, words, event) if each["kind"] == kind]


@pytest.fixture
def journalist(client):
    return sign_in(client, "Journalist")


def test_skater_comes_with_noc_and_link_whatever_the_accents(client, journalist):
    standings.skater("Metoděj Jílek", country=events.country("CZE"))
    assert ask(client, "jilek") == [
        {
            "kind": "skater",
            "text": "Metoděj Jílek (CZE)",
            "runs": [["Metoděj Jílek", "/skaters/metodej-jilek/"], [" (CZE)", ""]],
            "hint": "Skater",
        }
    ]
    assert ask(client, "j") == ask(client, "") == ask(client, "nobody") == []


def test_link_stands_the_cleaning_of_texts(client, journalist):
    skater = standings.skater("Metoděj Jílek")
    html = f'<p><a href="{skater.get_absolute_url()}" rel="noopener">Metoděj Jílek</a> (CZE)</p>'
    block = TextBlock.objects.create(parent=factories.article(), text=html)
    block.refresh_from_db()
    assert block.text == html


def test_those_of_the_event_come_first_then_those_of_its_season(client, journalist):
    event = events.event()
    other = events.event(season=event.season, start_date=datetime.date(2025, 12, 1))
    for name, of in {"Kok A": None, "Kok B": other, "Kok C": event}.items():
        skater = standings.skater(name)
        if of:
            standings.result(events.race(event=of), skater)
    listed = standings.skater("Kok D")
    standings.start(event.races.get(), listed)
    assert texts(client, "kok", event) == [
        ("Kok C (NED)", "Skater, at this event"),
        ("Kok D (NED)", "Skater, at this event"),
        ("Kok B (NED)", "Skater, this season"),
        ("Kok A (NED)", "Skater"),
    ]
    assert [text for text, _ in texts(client, "kok")] == ["Kok A (NED)", "Kok B (NED)", "Kok C (NED)", "Kok D (NED)"]


def test_noc_is_the_one_that_held_at_the_event(client, journalist):
    """A skater who started for Germany, then for Poland, and is Norwegian today."""
    skater = standings.skater("Ola Nord", country=events.country("NOR"))
    first = events.event(season=events.season(2021), start_date=datetime.date(2021, 11, 12))
    second = events.event(season=events.season(2023), start_date=datetime.date(2023, 11, 10))
    between = events.event(season=events.season(2022), start_date=datetime.date(2022, 11, 11))
    standings.result(events.race(event=first), skater, country=events.country("GER"))
    standings.result(events.race(event=second), skater, country=events.country("POL"))
    today = timezone.now().date()
    season = events.season(today.year if today.month > 6 else today.year - 1)
    coming = events.event(season=season, number=6, start_date=today)
    nocs = [texts(client, "nord", event)[0][0] for event in (first, between, second, coming, "")]
    assert nocs == [f"Ola Nord ({noc})" for noc in ("GER", "GER", "POL", "NOR", "NOR")]
    standings.start(events.race(event=coming), skater, country=events.country("POL"))
    assert texts(client, "nord", coming)[0][0] == "Ola Nord (POL)"


def test_event_race_cup_and_country_are_found_by_plain_names(client, journalist):
    event = events.event(number=4, venue=events.venue("Heerenveen", country=events.country("NED")))
    standings.cup(season=event.season, slug="1500m", name="1500m")
    race = events.race(event=event, distance="1500")
    events.race(event=event, distance="1500", division="B")
    standings.result(race, standings.skater("Femke Kok"), hundredths=11_234)
    country = events.country("NED")
    assert [each["runs"] for each in ask(client, "world cup 4", event) if each["kind"] == "event"] == [
        [["World Cup 4", event.get_absolute_url()]]
    ]
    found = ask(client, "1500 women", event)
    assert [(each["kind"], each["text"]) for each in found] == [
        ("race", "women’s 1500m"),
        ("podium", "Femke Kok (NED) won the women’s 1500m in 1:52.34."),
        ("race", "Division B of the women’s 1500m"),
        ("cup", "women’s 1500m standings"),
    ]
    assert found[1]["runs"] == [["Femke Kok", "/skaters/femke-kok/"], [" (NED) won the women’s 1500m in 1:52.34.", ""]]
    assert texts(client, country.name.lower(), kind="country") == [(country.name, "Country, NED")]
    norway = events.country("NOR")  # nobody has started for it, so that it has no page
    assert texts(client, norway.name, kind="country") == []


def test_podium_of_a_result_that_is_not_whole_is_not_offered(client, journalist):
    race = events.race(result_state="partial")
    standings.result(race, standings.skater("Femke Kok"), hundredths=3_609)
    assert [each["kind"] for each in ask(client, "500 women", race.event)] == ["race"]


def test_each_sentence_of_a_podium_begins_with_a_capital(client, journalist):
    race = events.race(result_state="official")
    for rank, noc in enumerate(("JPN", "NOR", "NED"), start=1):
        standings.result(race, standings.team(noc), rank=rank, hundredths=17_200 + rank)
    ((said, _),) = texts(client, "500 women", race.event, kind="podium")
    assert said.endswith(
        " (NOR) in 2:52.02. The Netherlands (NED) was third in 2:52.03, 0.02 seconds behind the winner."
    )


def test_queries_do_not_grow(client, journalist, django_assert_num_queries):
    event = events.event()
    for number in range(4):
        race = events.race(event=event, ordinal=number + 1)
        standings.result(race, standings.skater(f"Women {number}", category="women"), hundredths=3_609)
    client.get(reverse(MENTIONS))
    with django_assert_num_queries(11):
        assert len(ask(client, "women", event)) > 6


def test_standings_of_the_event_s_season_come_first(client, journalist):
    for year in (2025, 2026):
        standings.cup(season=events.season(year), scales=())
    event = events.event(season=events.season(2025))
    found = {key: [each["words"] for each in ask(client, "standings 500", key, RESULTS)] for key in (event.pk, "")}
    assert found == {
        event.pk: ["500m Women 2025/26", "500m Women 2026/27"],
        "": ["500m Women 2026/27", "500m Women 2025/26"],
    }


def test_one_search_finds_results_and_standings(client, journalist):
    event = events.event(venue=events.venue("Thialf"))
    for distance in ("500", "1500"):
        standings.cup(season=event.season, slug=f"{distance}m", name=f"{distance}m")
        for division in ("B", "A"):
            events.race(event=event, distance=distance, division=division)

    def found(words: str) -> list[tuple[str, str]]:
        return [(each["kind"], each["text"].partition(",")[0]) for each in ask(client, words, event, RESULTS)]

    assert found("women 500 thialf") == [
        ("result", "Result: 500m Women"), ("result", "Result: 500m Women Division B")
    ]  # fmt: skip
    assert found("standings 1500 women") == [("standings", "Standings: 1500m Women 2025/26")]
    assert found("podium 1500 women b") == [("result", "Result: 1500m Women Division B")]
    assert [kind for kind, _ in found("1500 women")] == ["result", "result", "standings"]
    taken = ask(client, "result 500 women thialf", event, RESULTS)[0]
    assert (taken["key"], taken["words"]) == (
        event.races.get(distance="500", division="A").pk, f"500m Women, {event}"
    )  # fmt: skip


@pytest.mark.parametrize("name", [MENTIONS, RESULTS])
def test_odd_words_and_keys_find_nothing_and_break_nothing(client, journalist, name):
    for words in ("%%__\\\\", "'; --", "(" * 300, "٣٣", "wc" + "9" * 30):
        for event in ("9" * 40, "-1", "x"):
            assert ask(client, words, event, name) == []
    assert client.get(reverse(name), {"q": "\x00", "event": "1"}).status_code == 400  # as everywhere


@pytest.mark.parametrize("role", ["Results", "Broadcast"])
def test_others_may_not(client, role):
    sign_in(client, role)
    for name in (MENTIONS, RESULTS):
        assert client.get(reverse(name), {"q": "kok"}).status_code == 403
