"""Every address of the newsroom's models × reading and sending × role: who is let in. A new address fails by name.

What a role may do on a page that several may open, as the steps of a review, is tested beside those pages.
"""

import datetime
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from isuwc.signin.kept.marks import MADE_FOR, mark_of
from news.editions import live_blog
from news.editions.live_blog import Words
from news.models import LeadStory, OldAddress, Photo
from tests.factories import events, news
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db

ROLES = {"C": "Contributor", "J": "Journalist", "E": "Editor", "R": "Results", "B": "Broadcast"}
# Who may read, and who may send. A is an administrator. Where nobody may by this way, "-"
PATHS = {
    "article_pulse": ("CJERBA", "CJERBA"),  # says only whether the session goes on
    **dict.fromkeys(
        (
            "article_beat_new",
            "article_beat",
            "article_beside_new",
            "article_beside",
            "article_parted_new",
            "article_parted",
        ),
        ("-", "CJEA"),
    ),
    **dict.fromkeys(("article_unsaved_new", "article_unsaved"), ("CJEA", "CJEA")),
    **dict.fromkeys(("article_scheduled", "article_calendar", "article_find", "article_mentions"), ("CJEA", "CJEA")),
    **dict.fromkeys(("article_results_found", "article_from_results", "article_from_text"), ("CJEA", "CJEA")),
    **dict.fromkeys(("article_preview_new", "article_preview", "article_card", "article_review"), ("CJEA", "CJEA")),
    **dict.fromkeys(("article_history_table", "article_versions", "article_compare"), ("CJEA", "CJEA")),
    **dict.fromkeys(("article_restore", "article_changelist", "article_add", "article_change"), ("CJEA", "CJEA")),
    **dict.fromkeys(("article_publish", "article_waiting", "article_links"), ("JEA", "JEA")),
    **dict.fromkeys(("article_live", "article_live_entry"), ("JEA", "JEA")),
    "article_withdraw": ("EA", "EA"),
    "article_delete": ("-", "-"),  # what was published stays; drafts of one's own: test_article_admin
    **dict.fromkeys(("photo_pick", "photo_many", "photo_facts_list", "photo_facts"), ("CJEA", "CJEA")),
    **dict.fromkeys(("photo_changelist", "photo_add", "photo_change"), ("CJEA", "CJEA")),
    "photo_upload": ("-", "CJEA"),
    "photo_original": ("CJEA", "-"),
    "photo_corrections": ("CJEA", "JEA"),
    "photo_delete": ("EA", "EA"),
    **{
        f"{model}_{page}": (read, "EA")
        for model in ("banner", "qrcode", "leadstory", "oldaddress")
        for page, read in (("changelist", "CJEA"), ("add", "EA"), ("change", "CJEA"), ("delete", "EA"))
    },
    **{f"{model}_changelist": ("CJEA", "CJEA") for model in ("banner", "qrcode", "leadstory", "oldaddress")},
    "qrcode_delete": ("-", "-"),  # one that is printed leads somewhere for good
    **{
        f"{model}_history": ("CJEA", "CJEA")
        for model in ("article", "photo", "banner", "qrcode", "leadstory", "oldaddress")
    },
}


def paths() -> Iterator[tuple[str, set[str]]]:
    """Each named address, without its app, and what stands in it."""
    for model, own in admin.site._registry.items():
        if model._meta.app_label == "news":
            for pattern in own.get_urls():
                if getattr(pattern, "name", None):
                    yield pattern.name.removeprefix("news_"), set(pattern.pattern.converters)


@pytest.fixture
def clients() -> dict[str, Client]:
    found = {letter: Client() for letter in (*ROLES, "A", "N")}
    for letter, role in ROLES.items():
        sign_in(found[letter], role)
    found["A"].force_login(User.objects.create(username="root", is_staff=True, is_superuser=True))
    return found


@pytest.fixture
def keys() -> dict[str, int]:
    """Of a row of each model; the article is a live blog that is public."""
    article = news.article(live_blog=True, hero=news.photo_with_file())
    edition = news.edition(article)
    photo: Photo = news.photo()
    return {
        "article": article.pk,
        "photo": photo.pk,
        "banner": news.banner().pk,
        "qrcode": news.qr_code().pk,
        "leadstory": LeadStory.objects.create(article=article, until=edition.made_at + datetime.timedelta(days=1)).pk,
        "oldaddress": OldAddress.objects.create(path="/old", target="/news/").pk,
        "entry": live_blog.post(article, Words("Gold"), None).pk,
        "event": events.event().pk,
    }


def address(name: str, asked: set[str], keys: dict[str, int]) -> str:
    own = keys["event" if name == "article_from_results" else name.partition("_")[0]]
    values = {"pk": own, "object_id": own, "number": 1, "kind": "article", "key": "abc", "entry": keys["entry"]}
    return reverse(f"admin:news_{name}", kwargs={part: values[part] for part in asked})


def is_let_in(client: Client, method: str, to: str) -> bool:
    """What is sent has the mark of one's own form, and nothing of it stays. Who is not let in is led to the sign-in,
    gets the JSON of somebody signed out, or a 403."""
    with transaction.atomic():
        answer = getattr(client, method)(to, {MADE_FOR: mark_of(get_user(client))})
        transaction.set_rollback(True)
    if answer.status_code in (403, 405) or "/login/" in answer.headers.get("Location", ""):
        return False
    return not (answer.headers["Content-Type"] == "application/json" and answer.json().get("user", "") is None)


def test_every_path_lets_in_whom_it_should(clients, keys, media):
    found = {}
    for name, asked in paths():
        to = address(name, asked, keys)
        found[name] = tuple(
            "".join(letter for letter, client in clients.items() if is_let_in(client, method, to)) or "-"
            for method in ("get", "post")
        )
    assert found == PATHS
