"""The page of an edition that waits for its moment."""

import pytest
from django.utils import timezone

from news.editions.publishing import publish
from news.models import Edition, Period
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import NOON, TWO, moment, page, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def journalist(client):
    sign_in(client, "Journalist")
    return client


@pytest.fixture
def waiting():
    article = factories.article()
    publish(article, None, NOON)
    return article


def act(client, article, **data) -> str:
    response = client.post(page("waiting", article, 1), data)
    return said(client, response["Location"]) if response.status_code == 302 else text(response)


def test_edition_that_waits_is_moved(journalist, waiting):
    assert act(journalist, waiting, _move="1", **moment("2099-12-01", "14:00")) == (
        "Edition 1 now goes live on 1 December 2099, 14:00 UTC."
    )
    assert Period.objects.standing().get().starts == TWO


def test_edition_that_waits_is_not_brought_forward_by_a_journalist(journalist, waiting):
    words = "Edition 1 is under embargo until 1 December 2099, 12:00 UTC. An editor can lift it."
    assert words in act(journalist, waiting, _move="1", **moment("2099-12-01", "11:00"))
    assert words in act(journalist, waiting, _now="1")
    assert Period.objects.standing().get().starts == NOON


def test_edition_that_waits_is_let_go_at_once_by_an_editor(admin_client, waiting):
    assert act(admin_client, waiting, _now="1") == "Edition 1 is live: readers see it now."
    assert Edition.objects.live(timezone.now()).get().number == 1


def test_edition_that_waits_is_cancelled_and_stays_in_the_history(journalist, waiting):
    assert act(journalist, waiting, _cancel="1") == (
        "Edition 1 is cancelled: it will not go live on 1 December 2099, 12:00 UTC. "
        "Its words stay under embargo until 1 December 2099, 12:00 UTC."
    )
    assert "was to go live on 1 December 2099, 12:00 UTC; cancelled by journalist on" in text(
        journalist.get(page("versions", waiting))
    )
    assert "Edition 1 no longer waits. Check what readers see now." in act(journalist, waiting, _cancel="1")


def test_moving_without_a_moment_is_asked_for_one(journalist, waiting):
    assert "This field is required." in act(journalist, waiting, _move="1", **moment("", ""))


def test_article_that_only_waits_can_be_withdrawn(admin_client, waiting):
    address = page("withdraw", waiting)
    assert address in admin_client.get(page("change", waiting)).content.decode()
    assert "Edition 1, scheduled for 1 December 2099, 12:00 UTC, will not appear." in text(admin_client.get(address))
    response = admin_client.post(address)
    assert said(admin_client, response["Location"]) == "The article is withdrawn. Edition 1 will not go live."


def test_pages_of_waiting_editions_are_for_those_who_publish(client, waiting):
    sign_in(client, "Results")
    assert client.get(page("waiting", waiting, 1)).status_code == 403
