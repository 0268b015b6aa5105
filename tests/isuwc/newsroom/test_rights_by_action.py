"""Every bulk action × role, lists whose rows are edited, what is picked and exported. A new one fails by name.

Addresses × reading and sending × role: `tests/news/admin/test_rights_by_path.py`; pages: `test_rights.py`.
"""

from collections.abc import Iterator
from functools import wraps
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from events.models import Event, Listing
from news.admin.articles.form.lookups import KINDS
from news.models import Article, Photo
from tests.factories.people import sign_in
from tests.isuwc.hostile.conftest import world  # noqa: F401 - a fixture
from tests.isuwc.submissions.forms import forms_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

ROLES = {"C": "Contributor", "J": "Journalist", "E": "Editor", "R": "Results", "B": "Broadcast"}
EVERYBODY = "CJERBA"
# Who can run it on the list; A is an administrator. "delete" is the bulk action that every list of Django has
ACTIONS = {
    **dict.fromkeys(("User.delete", "Group.delete", "Country.delete"), "A"),
    **dict.fromkeys(("Series.delete", "Season.delete", "Venue.delete"), "A"),
    **dict.fromkeys(("Banner.delete", "LeadStory.delete", "OldAddress.delete"), "EA"),
    **dict.fromkeys(("Article.delete", "Photo.delete"), "EA"),
    **dict.fromkeys(("Photo.mend", "Photo.are_right"), "CJEA"),
    **dict.fromkeys(("Competitor.delete", "Alias.delete", "Event.delete", "Scale.delete"), "RA"),
    **dict.fromkeys(("Cup.delete", "Cup.confirm_notes", "PublishedStanding.delete"), "RA"),
    **dict.fromkeys(("CountryGroup.delete", "StreamBlock.delete", "Stream.delete", "LinkWord.delete"), "BA"),
    **dict.fromkeys(("Broadcaster.delete", "BroadcasterWas.delete", "ListingWas.delete", "Listing.delete"), "BA"),
    **dict.fromkeys(("Listing.checked_today", "Listing.new_link", "Listing.link_fails"), "BA"),
    **dict.fromkeys(("Listing.ends_on", "Listing.next_event"), "BA"),
    # Printed codes work for good; sheets and start lists go with their race, and what was found or handed in stays
    **dict.fromkeys(
        ("QRCode.delete", "RaceSheet.delete", "StartSheet.delete", "LinkTry.delete", "SheetImport.delete"), "-"
    ),
}
# Who may ask for it, by the name of its address and what stands in it
ASKED = {
    **dict.fromkeys(("find race", "find event", "find season", "find venue"), EVERYBODY),
    **dict.fromkeys(("find competitor", "find cup"), "CJERA"),
    **dict.fromkeys(("find article", "mentions", "results found", "photos", "a photo’s facts"), "CJEA"),
    "history of an article as a table": "CJEA",
    "a link for somebody without an account": "JEA",
    **dict.fromkeys(("listings as csv", "listings as xlsx", "sessions as csv", "sessions as xlsx"), "BA"),
    "programme as csv": "RA",
    **dict.fromkeys(("broadcasters for a form", "history"), EVERYBODY),
}


@pytest.fixture
def clients() -> dict[str, Client]:
    found = {letter: Client() for letter in (*ROLES, "A")}
    for letter, role in ROLES.items():
        sign_in(found[letter], role)
    found["A"].force_login(User.objects.create(username="root", is_staff=True, is_superuser=True))
    return found


def listed(model: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def actions() -> Iterator[tuple[Any, str]]:
    for model, own in admin.site._registry.items():
        for _, name, _ in own._get_base_actions():  # type: ignore[attr-defined] # of Django, before the rights are asked
            yield model, name


@pytest.fixture
def ran(monkeypatch) -> list[str]:
    """The actions that were run, instead of what they do."""
    found: list[str] = []
    own = admin.ModelAdmin._get_base_actions  # type: ignore[attr-defined]

    def recorded(self: Any) -> list[Any]:
        return [(_recorded(function, name), name, words) for function, name, words in own(self)]

    def _recorded(function: Any, name: str) -> Any:
        @wraps(function)  # with the permissions that it takes
        def run(*_args: Any) -> None:
            found.append(name)

        return run

    monkeypatch.setattr(admin.ModelAdmin, "_get_base_actions", recorded)
    return found


def test_every_action_is_run_by_whom_it_should(clients, ran):
    found = {}
    for model, name in actions():
        key = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
        letters = ""
        for letter, client in clients.items():
            ran.clear()
            client.post(listed(model), {"action": name, "_selected_action": [key], "index": "0"})
            letters += letter if ran else ""
        found[f"{model.__name__}.{name.removesuffix('_selected')}"] = letters or "-"
    assert found == ACTIONS


def is_gone(client: Client, model: Any, key: Any, to: str, sent: dict[str, Any]) -> bool:
    with transaction.atomic():
        client.post(to, sent)
        gone = not model._default_manager.filter(pk=key).exists()
        transaction.set_rollback(True)
    return gone


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_list_deletes_nothing_that_its_own_page_does_not(clients, model, media):
    """Published articles, photos that are used, codes that are printed: by no way."""
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for key in dict.fromkeys([*keys[:4], *keys[-4:]]):  # of countries there are hundreds
        own = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=[key])
        for letter in "JERBA":
            together = {"action": "delete_selected", "_selected_action": [key], "post": "yes", "index": "0"}
            if is_gone(clients[letter], model, key, listed(model), together):
                assert is_gone(clients[letter], model, key, own, {"post": "yes"}), (letter, key)


def test_rows_are_edited_in_the_list_by_whom_they_should(clients):
    edited = {model for model, own in admin.site._registry.items() if own.list_editable}
    assert edited == {Listing}
    found = ""
    for letter, client in clients.items():
        with transaction.atomic():
            forms = forms_in(client.get(listed(Listing)))
            values = next((form.values for form in forms if form.id == "changelist-form"), {})
            client.post(listed(Listing), {**values, "form-0-channel": "Another channel", "_save": "Save"})
            found += letter if Listing.objects.filter(channel="Another channel").exists() else ""
            transaction.set_rollback(True)
    assert found == "BA"


def asked() -> dict[str, str]:
    """What scripts of the newsroom pick from, and what is handed out as a file."""
    event = Event.objects.get()
    article = Article.objects.filter(live_blog=True).get()
    found = {f"find {kind}": f"{reverse('admin:news_article_find', args=[kind])}?q=a" for kind in KINDS}
    return {
        **found,
        "mentions": f"{reverse('admin:news_article_mentions')}?q=anna",
        "results found": f"{reverse('admin:news_article_results_found')}?q=500",
        "photos": reverse("admin:news_photo_pick"),
        "history of an article as a table": reverse("admin:news_article_history_table", args=[article.pk]),
        **{f"listings as {kind}": reverse("admin:events_listing_export", args=[kind]) for kind in ("csv", "xlsx")},
        **{
            f"sessions as {kind}": reverse("admin:events_listing_sessions_export", args=[kind])
            for kind in ("csv", "xlsx")
        },
        "programme as csv": reverse("admin:events_event_programme_export", args=[event.pk, "csv"]),
        "broadcasters for a form": autocomplete(Listing, "broadcaster"),
        "history": reverse("admin:history"),
        "a photo’s facts": reverse("admin:news_photo_facts", args=[Photo.objects.earliest("pk").pk]),
        "a link for somebody without an account": reverse("admin:news_article_links", args=[article.pk]),
    }


def autocomplete(model: Any, field: str) -> str:
    where = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field}"
    return f"{reverse('admin:autocomplete')}?{where}"


def test_everything_that_is_picked_or_exported_is_given_to_whom_it_should(clients):
    found = {
        what: "".join(letter for letter, client in clients.items() if client.get(to).status_code == 200) or "-"
        for what, to in asked().items()
    }
    assert found == ASKED
