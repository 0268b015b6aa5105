"""Lists of races and sheets: what is found, and what comes first."""

import datetime

import pytest
from django.utils import timezone

from events.models import Race
from isuwc.history.acting import Way, acting
from standings.admin.race_search import matching
from standings.models import RaceSheet, SheetImport
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.results.stage import changed, hand_in

pytestmark = pytest.mark.django_db
SHEETS, IMPORTS = "/admin/standings/racesheet/", "/admin/standings/sheetimport/"


@pytest.fixture
def races():
    """The 500m of women in two divisions and the 10,000m of men in Calgary (World Cup 2), the 500m of men in Stavanger
    (World Cup 1), and a Final of the season before."""
    season = events.season(2025)
    calgary = events.venue("Calgary", country=events.country("CAN", name="Canada"), time_zone="America/Edmonton")
    second = events.event(season=season, number=2, venue=calgary, start_date=datetime.date(2025, 11, 21))
    first = events.event(season=season, number=1)
    final = events.event(season=events.season(2024), number=6, is_final=True, venue=calgary)
    return {
        "w500": events.race(event=second),
        "w500b": events.race(event=second, division="B"),
        "m10000": events.race(event=second, category="men", distance="10000"),
        "m500": events.race(event=first, category="men"),
        "final": events.race(event=final),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("World Cup 2", {"w500", "w500b", "m10000"}),
        ("wc2 500m", {"w500", "w500b"}),
        ("WC 1", {"m500"}),
        ("2025/26 men", {"m10000", "m500"}),
        ("calgary 10,000m", {"m10000"}),
        ("canada final", {"final"}),
        ("world cup", {"w500", "w500b", "m10000", "m500", "final"}),
        ("women division b", {"w500b"}),
        ("world cup 26", set()),
        ("hamar", set()),
        ("", {"w500", "w500b", "m10000", "m500", "final"}),
    ],
)
def test_races_are_found_by_the_words_of_their_event_and_their_own(races, words, found):
    keys = {race.pk: name for name, race in races.items()}
    assert {keys[race.pk] for race in matching(Race.objects.all(), words)} == found


def test_sheets_that_wait_are_found_by_the_event_that_they_say(client, races):
    sign_in(client, "Results")
    sheet = hand_in()  # of a day of World Cup 1
    event = races["m500"].event
    assert sheet.race_date and event.start_date <= sheet.race_date <= event.end_date
    for words in ("WC1", "world cup 1 500m", "2025/26 women", event.venue.city, "sheet.pdf"):
        response = client.get(IMPORTS, {"q": words})
        assert list(response.context["cl"].result_list) == [sheet], words
        assert str(event) in flat(response.text).partition("field-event")[2].partition("</td>")[0]
    for words in ("WC2", "calgary", "hamar"):
        assert list(client.get(IMPORTS, {"q": words}).context["cl"].result_list) == [], words


def test_lists_of_results_and_of_sheets_are_searched_so(client, races):
    sign_in(client, "Results")
    for name in ("w500", "m500"):
        values = {"title": races[name].title, "file_name": f"{name}.pdf", "content": {}, "state": "applied"}
        SheetImport.objects.create(race=races[name], decided_at=timezone.now(), **values)
    shown = client.get(SHEETS, {"q": "wc2 women division a"}).context["cl"].result_list
    assert list(shown) == [RaceSheet.objects.get(pk=races["w500"].pk)]
    for words, name in (("calgary", "w500"), ("m500.pdf", "m500"), ("WC1", "m500")):
        assert [each.race for each in client.get(IMPORTS, {"q": words}).context["cl"].result_list] == [races[name]]


def test_list_of_results_begins_with_today_s_races_and_ends_with_those_to_come(client):
    sign_in(client, "Results")
    today = timezone.localdate()
    season = events.season(today.year if today.month >= 7 else today.year - 1)
    made = {}
    for number, days in enumerate((-1, 0, 5, -30, 40), 1):
        day = today + datetime.timedelta(days=days)
        event = events.event(season=season, number=number, start_date=day, end_date=day)
        session = events.session(event=event, date=day)
        for race in (2, 1):
            made[days, race] = events.race(event=event, session=session, number=race, ordinal=race)
    order = [(days, race) for days in (0, -1, -30, 5, 40) for race in (1, 2)]
    shown = client.get(SHEETS).context["cl"].result_list
    assert [race.pk for race in shown] == [made[each].pk for each in order]


def test_imported_sheets_lead_to_taking_their_import_back(client, races):
    sign_in(client, "Results")
    applied, waiting = hand_in(), hand_in(changed(0, 6, "37.04"))
    with acting(Way.IMPORT, "Result sheets: One"):
        now = timezone.now()
        SheetImport.objects.filter(pk=applied.pk).update(state="applied", race=races["w500"], decided_at=now)
    shown = client.get(IMPORTS)
    links = {each.pk: each.entry for each in shown.context["cl"].result_list if hasattr(each, "entry")}
    assert set(links) == {applied.pk}
    assert f'<a href="/admin/history/{links[applied.pk]}/take-back/">Take back …</a>' in shown.text
    assert shown.text.count("/take-back/") == 1
    one = client.get(f"{IMPORTS}{applied.pk}/change/").text
    assert f"/admin/history/{links[applied.pk]}/take-back/" in one
    assert "/take-back/" not in client.get(f"{IMPORTS}{waiting.pk}/change/").text


def test_published_places_begin_with_the_newest_season(client):
    sign_in(client, "Results")
    old, new = (factories.cup(season=events.season(year), scales=()) for year in (2022, 2025))
    for cup in (old, new):
        event = events.event(season=cup.season)
        factories.published_standing(cup=cup, event=event, competitor=factories.skater(f"A {cup.season}"))
    shown = client.get("/admin/standings/publishedstanding/").context["cl"].result_list
    assert [each.cup for each in shown] == [new, old]
