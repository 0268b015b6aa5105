"""“Make blocks” as the form asks for it, and the dateline of an event."""

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from isuwc.signin.kept.marks import MADE_FOR, mark_of
from tests.factories import events, standings
from tests.factories import news as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
QUOTE = "“It was a good race for me today,” said Leerdam."


def asked(client, **sent: str) -> dict:
    mark = {MADE_FOR: mark_of(get_user(client))}
    return client.post(reverse("admin:news_article_parted_new"), mark | sent).json()


def test_blocks_are_told_with_the_fields_of_their_forms(client, django_assert_num_queries):
    sign_in(client, "Journalist")
    skater = standings.skater("Jutta Leerdam", country=events.country("NED"))
    standings.skater("Ivanie Blondin")
    sent = {"text": f"<p>Well.</p><p>{QUOTE}</p>", "above": "A title\nJutta Leerdam won."}
    asked(client, **sent)
    with django_assert_num_queries(14):  # eight of them for whoever is signed in, and the rights
        answer = asked(client, **sent)
    assert answer["blocks"] == [
        {"kind": "text", "values": {"text": "<p>Well.</p>"}, "speaker": None, "doubt": ""},
        {
            "kind": "quote",
            "values": {"text": QUOTE, "speaker_name": ""},
            "speaker": {"key": skater.pk, "text": "Leerdam, Jutta (NED)"},
            "doubt": "",
        },
    ]


def test_nothing_is_made_of_it_before_the_form_is_saved(client):
    sign_in(client, "Journalist")
    article = factories.article()
    address = reverse("admin:news_article_parted", args=[article.pk])
    answer = client.post(address, {MADE_FOR: mark_of(get_user(client)), "text": f"<p>{QUOTE}</p>"})
    assert [block["kind"] for block in answer.json()["blocks"]] == ["quote"]
    assert list(article.revisions.all()) == []


def test_event_proposes_the_dateline_of_its_place(client):
    sign_in(client, "Journalist")
    event = events.event(venue=events.venue("Calgary", country=events.country("CAN")))
    found = client.get(reverse("admin:news_article_find", args=["event"]), {"q": "calgary"}).json()["found"]
    assert [each["dateline"] for each in found] == ["Calgary, Canada"]
    form = client.get(reverse("admin:news_article_add"), {"event": event.pk}).context["adminform"].form
    assert form["dateline"].value() == "Calgary, Canada"
    for odd in ("", "x", "999999"):
        assert client.get(reverse("admin:news_article_add"), {"event": odd}).status_code == 200
