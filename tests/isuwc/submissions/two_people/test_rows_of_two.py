"""Two people with the same rows: sessions of an event, showings of a listing, lines of a result, a season's stream."""

import datetime

import pytest
from django.urls import reverse

from events.models import Event, Listing, Season, Session, Showing, Stream
from news.editions.publishing import publish
from news.models import Article
from standings.models import RaceSheet, Result
from tests.factories import events, standings
from tests.factories import news as stories
from tests.isuwc.submissions.forms import Window, choices, said
from tests.isuwc.submissions.people import person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 11, 14)


def two(model, key) -> tuple[Window, Window]:
    where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
    return Window(person("Anna"), where), Window(person("Bert"), where)


@pytest.fixture
def event() -> Event:
    found = events.event(start_date=DAY, end_date=DAY + datetime.timedelta(days=2))
    for number in (1, 2):
        events.session(event=found, number=number, date=DAY, name=f"Part {number}")
    return found


def names(event: Event) -> list[str]:
    return list(event.sessions.order_by("number").values_list("name", flat=True))


def place(event: Event, number: int, name: str = "") -> str:
    return f"_take sessions/{event.sessions.get(number=number).pk}/{name}"


def test_two_rows_that_two_people_changed_both_stay(event):
    anna, bert = two(Event, event.pk)
    assert anna.type(sessions__0__name="Morning").send().status_code == 302
    answer = bert.type(sessions__1__name="Evening").send()
    assert (answer.status_code, names(event)) == (302, ["Morning", "Evening"])
    assert "Session “Session 1, Morning”, Name: Part 1 → Morning. This was kept" in said(answer)[-1]


def test_row_in_which_each_changed_something_is_asked_for_as_a_whole(event):
    """Its start may belong to its end: what only one of them changed is proposed."""
    anna, bert = two(Event, event.pk)
    anna.type(sessions__0__name="Morning").send()
    answer = bert.type(sessions__0__plan_note="Later").send()
    assert (answer.status_code, names(event)) == (200, ["Morning", "Part 2"])
    asked = {name: bert.form.values.get(name) for name in choices(bert.form)}
    assert asked == {place(event, 1, "name"): ["theirs"], place(event, 1, "plan_note"): ["mine"]}
    assert bert.send().status_code == 302
    session = event.sessions.get(number=1)
    assert (session.name, session.plan_note) == ("Morning", "Later")


@pytest.mark.parametrize(("choice", "left"), [("mine", ["Mine", "Part 2"]), ("theirs", ["Part 2"])])
def test_row_that_one_removed_and_the_other_changed_is_asked_for(event, choice, left):
    anna, bert = two(Event, event.pk)
    where = place(event, 1)
    assert anna.type(sessions__0__DELETE="on").send().status_code == 302
    answer = bert.type(sessions__0__name="Mine").send()
    assert (answer.status_code, names(event)) == (200, ["Part 2"])
    assert "It was deleted meanwhile, and you changed it." in answer.content.decode()
    assert list(choices(bert.form)) == [where]
    assert bert.send().status_code == 200, "without a choice it is asked again"
    bert.form.values[where] = [choice]
    assert (bert.send().status_code, names(event)) == (302, left)


@pytest.mark.parametrize(("choice", "left"), [("mine", ["Part 2"]), ("theirs", ["Theirs", "Part 2"])])
def test_row_that_one_changed_and_the_other_removes_is_asked_for(event, choice, left):
    anna, bert = two(Event, event.pk)
    where = place(event, 1)
    anna.type(sessions__0__name="Theirs").send()
    answer = bert.type(sessions__0__DELETE="on").send()
    assert (answer.status_code, names(event)) == (200, ["Theirs", "Part 2"])
    assert "You deleted it, and it was changed meanwhile." in answer.content.decode()
    bert.form.values[where] = [choice]
    assert (bert.type(sessions__0__DELETE="on").send().status_code, names(event)) == (302, left)


def test_row_that_one_removed_and_the_other_left_is_gone_and_said_to_be(event):
    anna, bert = two(Event, event.pk)
    anna.type(sessions__0__DELETE="on").send()
    answer = bert.type(plan_note="A note").send()
    assert (answer.status_code, names(event)) == (302, ["Part 2"])
    assert any("Part 1" in text and "was deleted. This was kept" in text for text in said(answer))
    assert Event.objects.get().plan_note == "A note"


def test_row_that_both_removed_is_gone(event):
    anna, bert = two(Event, event.pk)
    assert anna.type(sessions__0__DELETE="on").send().status_code == 302
    assert bert.type(sessions__0__DELETE="on").send().status_code == 302
    assert names(event) == ["Part 2"]


def new_session(window: Window, number: int, name: str) -> Window:
    total = int(window.form.values["sessions-TOTAL_FORMS"][0])
    values = {"number": number, "name": name, "date": str(DAY), "plan": "as planned"}
    values |= {
        "id": "",
        "plan": Session._meta.get_field("plan").default,
        "event": window.form.values["sessions-__prefix__-event"][0],
    }
    window.type(**{f"sessions__{total}__{field}": value for field, value in values.items()})
    return window.type(sessions__TOTAL_FORMS=total + 1)


def test_rows_that_both_added_are_both_there(event):
    anna, bert = two(Event, event.pk)
    assert new_session(anna, 3, "Theirs").send().status_code == 302, anna.form
    answer = new_session(bert, 4, "Mine").send()
    assert (answer.status_code, names(event)) == (302, ["Part 1", "Part 2", "Theirs", "Mine"])
    assert "Session “Session 3, Theirs” was added. This was kept" in said(answer)[-1]


def test_number_that_both_gave_a_new_row_is_refused_and_neither_is_lost(event):
    anna, bert = two(Event, event.pk)
    new_session(anna, 3, "Theirs").send()
    answer = new_session(bert, 3, "Mine").send()
    assert (answer.status_code, names(event)) == (200, ["Part 1", "Part 2", "Theirs"])
    assert "Mine" in [values[0] for name, values in bert.form.values.items() if name.endswith("-name") and values]


def test_what_hangs_together_is_checked_as_it_will_be():
    """One ends it in December, the other begins it in January: each alone would be right."""
    listing = events.listing()
    anna, bert = two(Listing, listing.pk)
    assert anna.type(ends_on="2025-12-01").send().status_code == 302, anna.form
    answer = bert.type(starts_on="2026-01-01").send()
    listing.refresh_from_db()
    assert (answer.status_code, listing.starts_on, listing.ends_on) == (200, None, datetime.date(2025, 12, 1))
    assert bert.form.values["starts_on"] == ["2026-01-01"]
    assert "<li>Ends on: nothing → Mon 1 Dec 2025</li>" in answer.content.decode()


def test_sessions_of_a_listing_are_rows_like_others():
    event = events.event(start_date=DAY)
    sessions = [events.session(event=event, number=number, date=DAY) for number in (1, 2)]
    listing = events.listing()
    for session in sessions:
        listing.showings.create(session=session)
    anna, bert = two(Listing, listing.pk)
    assert anna.type(showings__0__note="Theirs").send().status_code == 302, anna.form
    assert bert.type(showings__1__note="Mine", channel="Example 7").send().status_code == 302, bert.form
    assert list(Showing.objects.order_by("session__number").values_list("note", flat=True)) == ["Theirs", "Mine"]
    assert Listing.objects.get().channel == "Example 7"


def test_stream_of_a_season_is_a_row_and_has_a_form_of_its_own():
    """Changed there, it is noticed in the season's form."""
    stream = events.stream()
    season, alone = (two(model, key) for model, key in ((Season, stream.season_id), (Stream, stream.pk)))
    assert alone[0].type(note="By its own form").send().status_code == 302
    answer = season[1].type(stream__0__name="By the season's").send()
    assert (answer.status_code, Stream.objects.get().note) == (200, "By its own form")
    prefix = next(name for name in choices(season[1].form)).rpartition("/")[0]
    assert sorted(choices(season[1].form)) == [f"{prefix}/name", f"{prefix}/note"]


def test_source_of_a_result_and_a_line_of_it_both_stay():
    standings.cup()
    race = events.race()
    line = standings.result(race, standings.skater())
    anna, bert = two(RaceSheet, race.pk)
    assert anna.type(source="https://example.org/theirs").send().status_code == 302, anna.form
    assert bert.type(results__0__notes="Mine").send().status_code == 302, bert.form
    assert (RaceSheet.objects.get(pk=race.pk).source, Result.objects.get(pk=line.pk).notes) == (
        "https://example.org/theirs",
        "Mine",
    )


def test_article_published_meanwhile_stays_published_when_its_form_is_saved(admin_user):
    article = stories.article(text="<p>Words.</p>", hero=stories.photo_with_file())
    _, bert = two(Article, article.pk)
    publish(Article.objects.get(), admin_user)
    answer = bert.type(lead="Another lead.").send()
    article.refresh_from_db()
    assert (answer.status_code, article.state, article.lead) == (302, "published", "Another lead.")


@pytest.mark.parametrize("opened", ["", "x", "x:y:z"])
def test_form_that_does_not_say_what_it_was_opened_on_is_not_saved_but_shown(event, opened):
    _, bert = two(Event, event.pk)
    answer = bert.type(_opened=opened, plan_note="Mine").send()
    assert (answer.status_code, Event.objects.get().plan_note) == (200, "")
    assert "the page doesn&#x27;t say what it showed when it was opened" in answer.content.decode()
    assert bert.send().status_code == 302, "what it says then is right"


def test_form_that_somebody_else_opened_is_not_saved(event):
    anna, bert = two(Event, event.pk)
    assert bert.type(_opened=anna.form.values["_opened"], plan_note="Mine").send().status_code == 200
    assert Event.objects.get().plan_note == ""
