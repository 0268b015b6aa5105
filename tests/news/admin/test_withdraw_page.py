"""The page that takes a story back: at once or at a moment, and what the form and the list say of it."""

import pytest
from django.urls import reverse

from isuwc.history.models import Entry
from news.editions.publication import publication_of
from news.editions.publishing import publish
from news.models import Period
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import NOON, TWO, moment, page, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    sign_in(client, "Editor")
    return client


@pytest.fixture
def live():
    return factories.edition(event=events.event()).article


def act(client, article, **data) -> str:
    response = client.post(page("withdraw", article), data)
    return said(client, response["Location"]) if response.status_code == 302 else text(response)


def test_withdrawal_is_planned_moved_and_cancelled(editor, live):
    assert act(editor, live, _at="1", **moment("2099-12-01", "12:00")) == (
        "The article will be withdrawn on 1 December 2099, 12:00 UTC (13:00 in Stavanger). "
        "Until then nothing changes for readers."
    )
    assert Period.objects.get().ends == NOON
    words = "Withdrawn from 1 December 2099, 12:00 UTC (13:00 in Stavanger) on, in "
    for name in ("change", "publish", "withdraw"):
        assert words in text(editor.get(page(name, live)))
    form = editor.get(page("withdraw", live)).content.decode()
    assert ('value="2099-12-01"' in form, 'value="12:00"' in form, "Move the withdrawal" in form) == (True, True, True)
    act(editor, live, _at="1", **moment("2099-12-01", "14:00"))
    assert Period.objects.get().ends == TWO
    assert act(editor, live, _stay="1") == (
        "It stays: the withdrawal on 1 December 2099, 14:00 UTC (15:00 in Stavanger) is cancelled."
    )
    assert Period.objects.get().ends is None
    assert "Cancel the withdrawal" not in editor.get(page("withdraw", live)).content.decode()
    assert Entry.objects.count() >= 3  # the history has each step


def test_what_can_not_be_planned_is_said_with_what_was_typed(editor, live):
    publish(factories.revise(live), None, TWO)
    answer = editor.post(page("withdraw", live), {"_at": "1", **moment("2099-12-01", "12:00")})
    assert "Edition 2 goes live on 1 December 2099, 14:00 UTC, which is not before that." in text(answer)
    assert 'value="12:00"' in answer.content.decode()
    assert "This field is required." in act(editor, live, _at="1", **moment("", ""))
    assert "No withdrawal is planned any more." in act(editor, live, _stay="1")
    assert publication_of(live).withdrawal is None


def test_list_says_what_is_withdrawn_when(editor, live):
    act(editor, live, _at="1", **moment("2099-12-01", "12:00"))
    shown = text(editor.get(reverse("admin:news_article_changelist")))
    assert "Edition 1 · withdrawn on 1 December 2099, 12:00 UTC (13:00 in Stavanger)" in shown


def test_journalists_have_no_right_to_it(client, live):
    sign_in(client, "Journalist")
    assert client.post(page("withdraw", live), {"_at": "1", **moment("2099-12-01", "12:00")}).status_code == 403
    assert Period.objects.get().ends is None
