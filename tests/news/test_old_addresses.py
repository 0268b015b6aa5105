"""Addresses of the replaced site lead to pages of this one, and nowhere else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from isuwc.history.models import Entry
from news.editions.publishing import withdraw
from news.imports.old_addresses import lead, old_path, page_of_ours
from news.models import OldAddress
from tests.factories.news import article, edition
from tests.factories.people import staff
from tests.migrating import migrate

pytestmark = pytest.mark.django_db

ADD = "/admin/news/oldaddress/add/"


def old(path: str = "/old", target: str = "/about/", **values: object) -> OldAddress:
    return OldAddress.objects.create(path=path, target=target, **values)


# For readers


def test_old_address_leads_to_its_page_for_good_and_can_be_undone(client, django_assert_num_queries):
    old("/old/a story?id=7", "/standings/#women")
    with django_assert_num_queries(1):
        response = client.get("/old/a%20story/?id=7")
    assert (response.status_code, response["Location"]) == (301, "/standings/#women")
    assert response["Cache-Control"] == "no-cache"
    assert client.head("/old/a%20story?id=7").status_code == 301
    assert client.get("/old/a%20story?id=8").status_code == 404


def test_query_that_nobody_stored_is_no_obstacle(client):
    old("/old")
    old("/old?id=7", "/standings/")
    assert client.get("/old?utm_source=x")["Location"] == "/about/"
    assert client.get("/old?id=7")["Location"] == "/standings/"


def test_old_address_of_an_article_follows_it(client, django_assert_num_queries):
    story = article()
    OldAddress.objects.create(path="/old", article=story)
    with django_assert_num_queries(2):
        assert client.get("/old").status_code == 404
    live = edition(story)
    with django_assert_num_queries(2):
        assert client.get("/old/")["Location"] == live.get_absolute_url()
    withdraw(story, by=None)
    assert client.get("/old/").status_code == 404


def test_page_that_is_found_asks_nothing_and_is_never_hidden(client, django_assert_num_queries):
    old("/about", "/standings/")  # as if /about/ had come later
    with django_assert_num_queries(1):
        assert client.get("/about/").status_code == 200


@pytest.mark.parametrize(("path", "queries"), [("/nowhere/", 1), ("/media/none.jpg", 0), ("/static/none.js", 0)])
def test_page_that_is_nowhere_costs_one_query_and_a_file_none(client, media, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 404


def test_only_readers_are_led(client):
    old("/old")
    assert client.post("/old").status_code == 404


# What may stand in the table


@pytest.mark.parametrize(
    "values",
    [
        {"path": "old"},
        {"path": "/"},
        {"path": "/old/"},
        {"path": "/old/?x=1"},
        {"path": "//old"},
        {"target": ""},
        {"target": "https://example.org/"},
        {"target": "//example.org/"},
        {"target": "/\\example.org/"},
        {"target": "/old"},
        {"target": "/old/?x=1#y"},
        {"target": "/second/"},
        {"target": "/second?x=1"},
        {"path": "/page"},
    ],
    ids=str,
)
def test_database_refuses_circles_chains_and_other_sites(values):
    old("/second", "/page/")
    with pytest.raises(IntegrityError), transaction.atomic():
        old(**values)
    assert list(OldAddress.objects.values_list("path", flat=True)) == ["/second"]


def test_database_wants_one_target_and_takes_what_is_changed(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        old(article=article())
    row = old("/old", "/about/")
    row.target = "/old/"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.target = "/standings/"
    row.save()


def test_article_with_an_old_address_is_not_deleted_under_it():
    story = article()
    OldAddress.objects.create(path="/old", article=story)
    with pytest.raises(IntegrityError), transaction.atomic():
        story.delete()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("https://old.example/", "This is the first page of the site."),
        ("/?page_id=7", "This is the first page of the site."),
        ("/about", "This site has a page at /about/: readers who ask for this address get there already."),
        ("/x" * 251, "An address can have 500 characters; this one has 502."),
        ("/a%00b", "An address has no control characters, such as %00."),
        ("/page/", "Another old address leads there; this one would lead on from it."),
    ],
)
def test_old_path_is_refused_with_a_reason(typed, message):
    old("/second", "/page/")
    with pytest.raises(ValidationError) as refused:
        old_path(typed)
    assert refused.value.messages == [message]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/about/", "/about/"),
        ("/about", "/about/"),
        ("http://testserver/about/#top", "/about/#top"),
        ("/news/?type=report", "/news/?type=report"),
    ],
)
def test_page_of_ours_is_taken_however_it_is_written(settings, typed, expected):
    settings.SITE_URL = "http://testserver"
    assert page_of_ours(typed) == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("https://example.org/", "It leads to another site, example.org. An old address leads to a page here."),
        ("//example.org/x", "It leads to another site, example.org. An old address leads to a page here."),
        ("standings/", "Enter the page's address from its first slash on: /standings/"),
        ("/nowhere/", "This site has no page there."),
        ("/admin/", "This site has no page there."),
        ("/news/tag/UPPER/", "That page has moved. Enter where it is now: /news/tag/upper/"),
        ("http://[", "This is no address."),
    ],
)
def test_page_that_is_not_ours_is_refused_with_a_reason(typed, message):
    with pytest.raises(ValidationError) as refused:
        page_of_ours(typed)
    assert refused.value.messages == [message]


def test_address_that_leads_elsewhere_is_left_as_it_is():
    story = article(title="A story")
    first = lead("https://old.example/x/", story)
    assert lead("/x", story) == first
    with pytest.raises(ValidationError) as refused:
        lead("/x", page="/about/")
    assert refused.value.messages == ["/x leads to A story already; that was left as it is."]
    assert [(row.path, row.article) for row in OldAddress.objects.all()] == [("/x", story)]


@pytest.mark.parametrize(("typed", "stored"), [("/a%23b", "/a#b"), ("/a%2541", "/a%41"), ("/about%23b", "/about#b")])
def test_address_is_decoded_once_and_leads(client, typed, stored):
    assert lead(typed, page="/about").path == stored
    assert lead(typed, page="/about/").target == "/about/", "Taken again, it leads there as before."
    assert client.get(typed)["Location"] == "/about/"
    assert lead(typed, page="/about").pk == OldAddress.objects.get().pk
    assert client.get("/a%0ab").status_code == 404


def test_decoded_address_stays_as_it_is_in_the_form(client):
    client.force_login(staff("Editor"))
    client.post(ADD, {"path": "/a%23b%2541", "target": "/about/"})
    row = OldAddress.objects.get()
    client.post(reverse("admin:news_oldaddress_change", args=[row.pk]), {"path": row.path, "target": "/standings/"})
    row.refresh_from_db()
    assert (row.path, row.target) == ("/a#b%41", "/standings/")


# In the newsroom


def test_editor_keeps_old_addresses_and_the_history_has_them(client):
    editor = staff("Editor")
    client.force_login(editor)
    client.post(ADD, {"path": "https://old.example/a/", "target": "/about"})
    row = OldAddress.objects.get()
    assert (row.path, row.target) == ("/a", "/about/")
    story = article(title="A story")
    client.post(reverse("admin:news_oldaddress_change", args=[row.pk]), {"path": "/a", "article": story.pk})
    row.refresh_from_db()
    assert (row.article, row.target) == (story, "")
    client.post(reverse("admin:news_oldaddress_delete", args=[row.pk]), {"post": "yes"})
    assert OldAddress.objects.count() == 0
    assert list(Entry.objects.filter(person=editor).values_list("way", flat=True)) == ["form"] * 3


def test_form_says_what_is_wrong_beside_its_fields(client):
    client.force_login(staff("Editor"))
    old("/old")
    response = client.post(ADD, {"path": "/old/", "target": "https://example.org/"})
    assert response.context["adminform"].form.errors == {
        "target": ["It leads to another site, example.org. An old address leads to a page here."],
        "path": ["Old address with this Old address already exists."],
    }
    response = client.post(ADD, {"path": "/new", "target": ""})
    assert response.context["adminform"].form.errors == {
        "article": ["Choose an article or enter another page, one of the two."]
    }


def test_list_says_where_each_leads_in_a_fixed_number_of_queries(client, django_assert_num_queries):
    client.force_login(staff("Editor"))

    def listed() -> list[str]:
        changelist = client.get(reverse("admin:news_oldaddress_changelist")).context["cl"]
        return [str(changelist.model_admin.page(row)) for row in changelist.result_list]

    live = edition(title="Live")
    OldAddress.objects.create(path="/a", article=live.article)
    OldAddress.objects.create(path="/b", article=article(title="Draft"))
    old("/c")
    address = live.get_absolute_url()
    assert listed() == [
        f'<a href="{address}">{address}</a>',
        "“Draft”, once it is published",
        '<a href="/about/">/about/</a>',
    ]
    with django_assert_num_queries(8):
        listed()
    for number in range(5):
        OldAddress.objects.create(path=f"/x{number}", article=article())
    with django_assert_num_queries(8):
        listed()


@pytest.mark.parametrize(("role", "list_", "add"), [("Journalist", 200, 403), ("Results", 403, 403)])
def test_others_see_them_or_not(client, role, list_, add):
    client.force_login(staff(role))
    assert client.get(reverse("admin:news_oldaddress_changelist")).status_code == list_
    assert client.get(ADD).status_code == add


def test_migrations_go_back_and_forth(db):
    migrate("news", "0017")
    migrate("news")
    old("/old")
    with pytest.raises(IntegrityError), transaction.atomic():
        old("/other", "/old/")
