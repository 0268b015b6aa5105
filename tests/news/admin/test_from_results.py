"""Start a report from results: who may, what the page says of each session, and where it leads."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from isuwc.newsroom.onward import links_from
from news.models import Article
from tests.factories import events, standings
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """World Cup 1 with a session whose 500m women is in, and one of which nothing is."""
    found = events.event()
    first, second = events.session(event=found), events.session(event=found)
    standings.result(events.race(session=first), standings.skater("Femke Kok"), hundredths=3_609)
    events.race(session=first, category="men")
    events.race(session=first, category="men", distance="1000", result_state="cancelled")
    events.race(session=second, distance="1000")
    return found


def address(event) -> str:
    return reverse("admin:news_article_from_results", args=[event.pk])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_page_says_what_is_in_of_each_session(client, event, django_assert_num_queries):
    sign_in(client, "Journalist")
    factories.article(title="By hand", event=event)
    client.get(address(event))
    with django_assert_num_queries(8):
        response = client.get(address(event))
    assert [(row.title, row.races, row.known, row.awaited, row.earlier) for row in response.context["rows"]] == [
        ("Fri 14 November, Session 1", 3, 1, 1, None),
        ("Fri 14 November, Session 2", 1, 0, 1, None),
        ("The whole event", 4, 1, 2, None),
    ]
    assert [article.title for article in response.context["others"]] == ["By hand"]
    assert response.content.decode().count('name="session"') == 2  # not of what has no result


def test_draft_is_opened_with_what_has_to_be_known_of_it(client, event):
    user = sign_in(client, "Journalist")
    response = client.post(address(event), {"session": event.sessions.get(number=1).pk})
    article = Article.objects.get()
    assert response.url == reverse("admin:news_article_change", args=[article.pk])
    assert article.created_by == user
    made, drafted, missing = said(response)
    assert made == "The draft is made of the results, and of nothing else. It is not published."
    assert drafted.startswith("Drafted from the results as they were on ")
    assert missing == "Results of Division A of the men’s 500m are not in the database yet."
    assert "Drafted from the results" in flat(client.get(response.url).content.decode())


def test_session_that_was_drafted_leads_to_its_draft_with_a_choice(client, event):
    sign_in(client, "Journalist")
    session = event.sessions.get(number=1).pk
    client.post(address(event), {"session": session})
    first = Article.objects.get()
    row = client.get(address(event)).context["rows"][0]
    assert (row.session, row.earlier) == (session, first)
    response = client.post(address(event), {"session": session})
    assert (response.url, said(response)[-1]) == (
        address(event), f"“{first.title}” was drafted from these results already: open it, or start another one."
    )  # fmt: skip
    assert Article.objects.count() == 1
    client.post(address(event), {"session": session, "again": "1"})
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("second", "No result of it is in, so there is nothing to report yet. Nothing was made."),
        ("another", "The event no longer has that session. Nothing was made."),
        ("\x00", "The event no longer has that session. Nothing was made."),
        ("9" * 40, "The event no longer has that session. Nothing was made."),
        ("-1", "The event no longer has that session. Nothing was made."),
    ],
)
def test_nothing_is_made_of_what_has_no_result_or_is_no_session_of_it(client, event, asked, words):
    sign_in(client, "Journalist")
    other = events.session(event=events.event())
    asked = {"second": event.sessions.get(number=2).pk, "another": other.pk}.get(asked, asked)
    response = client.post(address(event), {"session": asked})
    assert (response.url, said(response)) == (address(event), [words])
    assert not Article.objects.exists()


def test_event_results_desk_and_applied_sheets_lead_there(client, event, admin_user):
    """Whoever may write; results staff alone see no such link."""
    pages = [
        reverse("admin:events_event_change", args=[event.pk]),
        reverse("admin:standings_event_results", args=[event.pk]),
    ]
    sign_in(client, "Results")
    assert not any(address(event) in client.get(page).content.decode() for page in pages)
    client.force_login(admin_user)
    assert all(f'href="{address(event)}"' in client.get(page).content.decode() for page in pages)
    request = client.get(pages[0]).wsgi_request
    race = event.races.first()
    assert [(link.words, link.address.partition("?")[0]) for link in links_from(request, race)] == [
        ("Report from this", reverse("admin:news_article_add")),
        ("Start a report of its session", f"{address(event)}#session-{race.session_id}"),
    ]


@pytest.mark.parametrize("role", ["Results", "Broadcast"])
def test_others_may_not(client, event, role):
    sign_in(client, role)
    assert client.get(address(event)).status_code == 403
    assert client.post(address(event), {"session": ""}).status_code == 403
    assert not Article.objects.exists()


def test_event_that_is_none_is_not_found(client, event):
    sign_in(client, "Journalist")
    missing = address(event).replace(str(event.pk), "9" * 30)
    assert client.get(missing).status_code == 404


def test_contributor_drafts_and_can_t_publish(client, event):
    sign_in(client, "Contributor")
    response = client.post(address(event), {"session": ""})
    article = Article.objects.get()
    assert client.get(reverse("admin:news_article_publish", args=[article.pk])).status_code == 403
    assert 'name="_publish"' not in client.get(response.url).content.decode()
