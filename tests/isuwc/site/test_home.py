import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from events.models.planned import State
from news.models import LeadStory
from tests.factories import events as calendar
from tests.factories import news, standings
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2025, 11, 20, 12, tzinfo=datetime.UTC)


@pytest.fixture
def noon(monkeypatch):
    """Home is read on 20 November 2025 at noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def test_home_of_an_empty_site_is_a_page(client, django_assert_num_queries):
    with django_assert_num_queries(6):  # the last of them asks for the podiums of the latest week
        response = client.get("/")
    assert (response.status_code, response.context["lead"], response.context["stories"]) == (200, None, [])


def test_home_leads_with_the_newest_story_and_lists_six_more(client, noon):
    stories = [news.edition(goes_live_at=NOON - datetime.timedelta(hours=hour)) for hour in range(9)]
    news.edition(goes_live_at=NOON + datetime.timedelta(minutes=1))
    news.article(title="A draft that nobody sees")
    response = client.get("/")
    assert response.context["lead"] == stories[0]
    assert response.context["stories"] == stories[1:7]
    assert "A draft that nobody sees" not in response.content.decode()


def test_home_counts_down_to_the_next_session(client, noon):
    season = calendar.season()
    calendar.event(season=season, start_date=datetime.date(2025, 11, 14))
    coming = calendar.event(season=season, start_date=datetime.date(2025, 11, 21))
    start = datetime.datetime(2025, 11, 21, 17, 30, tzinfo=datetime.UTC)
    session = calendar.session(event=coming, starts_at=start)
    context = client.get("/").context
    assert (context["event"], context["day"].next_session, context["days_left"]) == (coming, session, 1)
    assert (context["day"].next_session_begins.words, context["day"].is_first) == ("Fri 21 Nov 18:30", True)


@pytest.mark.parametrize(("day", "state"), [(20, State.LIVE), (18, State.LIVE), (21, State.SCHEDULED)])
def test_event_is_on_from_its_first_to_its_last_day(client, noon, day, state):
    calendar.event(start_date=datetime.date(2025, 11, day))
    assert client.get("/").context["event"].state == state


def test_home_tells_the_session_that_is_on(client, noon):
    event = calendar.event(start_date=NOON.date())
    session = calendar.session(event=event, starts_at=NOON - datetime.timedelta(hours=2))
    page = client.get("/")
    assert page.context["day"].sessions_on == [session]
    assert "Session 1 since Thu 11:00 in Stavanger" in " ".join(strip_tags(flat(page.text)).split())


def test_home_after_the_season_says_that_the_next_is_not_published(client, noon):
    calendar.event(start_date=datetime.date(2025, 11, 1))
    response = client.get("/")
    assert response.context["event"] is None
    assert "The dates of the next season are not published here yet." in response.content.decode()


def test_home_shows_who_leads_every_cup_by_how_much(client, season):
    columns = client.get("/").context["columns"]
    leaders = {
        (category, cup.slug): ([row.competitor.name for row in cup.leaders], cup.margin)
        for category, cups in columns.items()
        for cup in cups
    }
    assert leaders["Women", "500m"] == (["Femke Kok"], 65)
    assert leaders["Women", "1000m"] == (["Femke Kok"], 47)
    assert leaders["Men", "long-distances"] == (["Metoděj Jílek"], 5)


def test_home_shows_the_cups_of_the_newest_season_that_has_standings(client):
    """Not that of the season with the most, of the one loaded last, nor of one without any."""
    for year in (2024, 2025, 2023):
        cup = standings.cup(season=calendar.season(year))
        race = calendar.race(event=calendar.event(season=cup.season, start_date=datetime.date(year, 11, 14)))
        standings.standing(cup=cup, race=race, competitor=standings.skater(f"Anna {year}"))
    standings.cup(season=calendar.season(2026))
    context = client.get("/").context
    assert context["cup_season"].start_year == 2025
    assert [cup.season for cup in context["columns"]["Women"]] == [calendar.season(2025)]


def test_home_asks_at_most_twenty_four_queries_however_much_there_is(client, season, django_assert_max_num_queries):
    for event in season.events.all():
        news.edition(event=event, hero=news.photo())
    with django_assert_max_num_queries(24) as few:
        client.get("/")
    small = len(few)
    for event in season.events.all():
        news.edition(event=event, hero=news.photo())
    with django_assert_max_num_queries(small):
        client.get("/")


def test_public_pages_set_no_cookie(client):
    assert client.get("/").cookies == {}
    assert client.get("/search/?q=kok").cookies == {}


def test_home_shows_the_newest_season_in_which_somebody_has_a_place(client, noon):
    for year in (2023, 2024, 2025):
        cup = standings.cup(season=calendar.season(year))
        race = calendar.race(event=calendar.event(season=cup.season))
        standings.standing(cup=cup, race=race, competitor=standings.skater(f"Skater {year}"), is_newest=year != 2025)
    assert client.get("/").context["cup_season"].start_year == 2024


def test_leaders_who_share_a_first_place_have_a_comma_right_behind_the_first_ones_country():
    dutch = {"noc": "NED", "name": "Netherlands"}
    leaders = [
        {"competitor": {"name": name, "is_team": True, "country": dutch}, "total": 60} for name in ("First", "Second")
    ]
    cup = {"slug": "500m", "name": "500m", "get_absolute_url": "/", "line_note": "", "margin": 0}
    cup |= {"named": leaders, "champions": [], "is_undecided": False}
    page = render_to_string("includes/_leaders.html", {"category": "Women", "cups": [cup]})
    assert re.sub(r"\s+", " ", strip_tags(page)).strip() == (
        "Women 500m First NEDNetherlands, Second NEDNetherlands 60 level"
    )


# The lead


def report(event, hour, **values):
    return news.edition(event=event, type="report", goes_live_at=NOON - datetime.timedelta(hours=hour), **values)


def test_newest_report_of_the_newest_event_leads_and_not_what_was_written_last(client, noon):
    season = calendar.season()
    old, new = (calendar.event(season=season, start_date=datetime.date(2025, 11, day)) for day in (7, 14))
    coming = calendar.event(season=season, start_date=datetime.date(2025, 11, 28))
    earlier, lead = report(new, 90), report(new, 80)
    typed_today = report(old, 1)
    preview = news.edition(event=coming, type="preview", goes_live_at=NOON)
    context = client.get("/").context
    assert context["lead"] == lead
    assert context["stories"] == [preview, typed_today, earlier]


def test_editor_s_choice_leads_until_its_end_or_until_it_is_withdrawn(client, noon):
    event = calendar.event(start_date=datetime.date(2025, 11, 14))
    lead, other, third = report(event, 1), report(event, 30), report(event, 40)
    choice = LeadStory.objects.create(article=other.article, until=NOON + datetime.timedelta(minutes=1))
    assert client.get("/").context["lead"] == other
    assert client.get("/").context["stories"] == [lead, third]
    choice.until = NOON
    choice.save()
    assert client.get("/").context["lead"] == lead
    LeadStory.objects.create(article=third.article)
    assert client.get("/").context["lead"] == third


def test_editors_choose_the_lead_and_journalists_see_the_choice(client):
    article = news.article()
    sign_in(client, "Journalist")
    assert client.get("/admin/news/leadstory/add/").status_code == 403
    assert client.get("/admin/news/leadstory/").status_code == 200
    sign_in(client, "Editor")
    form = {"article": article.pk, "until_0": "", "until_1": ""}
    assert client.post("/admin/news/leadstory/add/", form).status_code == 302
    assert LeadStory.objects.get().article == article


def test_story_that_waits_for_its_picture_shows_neither_caption_nor_credit(client, noon):
    awaited = news.photo(file="", caption="A caption.", credit="Somebody")
    edition = news.edition(hero=awaited, goes_live_at=NOON)
    for address in ("/", edition.get_absolute_url(), "/news/"):
        text = client.get(address).text
        assert ("A caption." in text, "Somebody" in text) == (False, False), address


def test_cups_stand_in_the_sport_s_order_for_women_and_men(client, season):
    order = ["500m", "1000m", "1500m", "Long Distances", "Mass Start", "Team Pursuit", "Team Sprint"]
    for address in ("/", "/standings/", "/standings/2022-23/"):
        columns = client.get(address).context["columns"]
        assert {category: [cup.name for cup in cups] for category, cups in columns.items()} == {
            "Women": order,
            "Men": order,
        }
    women = re.findall(r'data-distance="([^"]+)"', client.get("/").text)
    slugs = [name.lower().replace(" ", "-") for name in order]
    assert women == slugs * 2
    event = client.get("/events/2025-26/1-salt-lake-city/").context["standings"]
    assert [(cup.slug, cup.category) for cup, *_ in event] == sorted(
        [(cup.slug, cup.category) for cup, *_ in event],
        key=lambda pair: (slugs.index(pair[0]), pair[1] == "men"),
    )


# Race days


def test_home_begins_with_what_is_on_and_after_the_last_session_with_the_podiums(client, noon):
    event = calendar.event(start_date=NOON.date(), end_date=NOON.date())
    begun = NOON - datetime.timedelta(hours=1)
    session = calendar.session(event=event, starts_at=begun, ends_at=NOON + datetime.timedelta(minutes=1))
    done = calendar.race(session=session, starts_at=begun)
    for _ in range(3):
        standings.result(done)
    on = calendar.race(session=session, distance="1000", starts_at=NOON - datetime.timedelta(minutes=5))
    coming = calendar.race(session=session, distance="1500", starts_at=NOON + datetime.timedelta(seconds=30))
    who = standings.skater("Femke Kok")
    standings.start_list(coming, who)
    lead = news.edition(goes_live_at=NOON - datetime.timedelta(hours=1))
    page = client.get("/")
    day, text = page.context["day"], flat(page.text)
    assert (day.on.race, day.next.race, [line.competitor for line in day.next.start_list.lines]) == (on, coming, [who])
    assert text.index('id="season"') < text.index('id="podiums"') < text.index(lead.title)
    assert 'data-renew="2025-11-20T10:00Z/2025-11-20T13:01Z"' in text
    event.sessions.update(ends_at=NOON)
    event.races.filter(pk=coming.pk).update(starts_at=NOON - datetime.timedelta(minutes=1))
    after = client.get("/")
    assert after.context["day"].is_behind
    text = flat(after.text)
    assert text.index('id="podiums"') < text.index('id="season"') < text.index(lead.title)
    assert "The programme of this World Cup is over." in text


def test_home_of_a_season_that_is_over_tells_it_in_numbers(client, season):
    page = client.get("/")
    assert page.context["numbers"].season == season
    text = " ".join(strip_tags(flat(page.text)).split())
    assert "2025/26 in numbers" in text
    assert "Points and gaps are counted from" in text
