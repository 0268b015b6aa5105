"""What a kept form shows: rows by name for whoever may see them, lines as tables, files by name."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from isuwc.signin.models import KeptForm
from tests.factories import events, news
from tests.factories.people import sign_in
from tests.isuwc.newsroom.kept.stage import client, kept_page, norway, opened, signed_out
from tests.markup import flat

__all__ = ["client", "norway"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["event", "article"])
def test_looking_at_a_kept_form_and_discarding_it_locks_nothing(client, norway, kind):
    row = events.event() if kind == "event" else news.article()
    role, app = ("Results", "events") if kind == "event" else ("Editor", "news")
    signed_out(client, role, f"/admin/{app}/{kind}/{row.pk}/change/", slug="typed")
    sign_in(client, role)
    address = kept_page(client)
    form = opened(client, address)
    with CaptureQueriesContext(connection) as queries:
        assert f"Change {kind}: {row}" in unescape(client.get(address).content.decode())
        client.post(address, form)
    asked = [query["sql"] for query in queries if "submissions_sent" not in query["sql"]]
    assert [sql for sql in asked if "FOR UPDATE" in sql or "FOR NO KEY" in sql or "advisory" in sql] == []
    assert KeptForm.objects.count() == 0


def test_names_of_rows_are_shown_to_whoever_may_still_open_the_form_or_see_these(client, norway):
    signed_out(client, "Results")
    user = sign_in(client, "Results")
    address = kept_page(client)

    def country() -> str:
        found = re.search(r"<dt>Country</dt> <dd>(.*?)</dd>", flat(client.get(address).content.decode()))
        return found[1] if found else ""

    assert country() == "Norway"
    user.groups.clear()
    assert country() == "(chosen)"
    user.user_permissions.add(Permission.objects.get(codename="view_country"))
    assert country() == "Norway"


def test_lines_are_shown_as_a_table_by_their_labels(client, norway):
    listing = events.listing(channel="One")
    session = events.session(event=events.event())
    listing.events.set([session.event])
    address = f"/admin/events/listing/{listing.pk}/change/"
    lines = {
        "showings-TOTAL_FORMS": "2", "showings-INITIAL_FORMS": "0",
        "showings-0-session": session.pk, "showings-0-note": "From the start", "showings-0-id": "",
        "showings-1-session": "", "showings-1-note": "", "showings-__prefix__-note": "never typed",
    }  # fmt: skip
    signed_out(client, "Broadcast", address, channel="Two", **lines)
    sign_in(client, "Broadcast")
    page = flat(client.get(kept_page(client)).content.decode()).partition('id="content-main"')[2]
    assert f"Change listing: {listing}" in page
    assert "<dt>Channel</dt> <dd>Two</dd>" in page
    assert re.findall(r"<td>(.*?)</td>", page) == [
        "World Cup 1 Stavanger, Session 1, Fri 14 Nov, no time yet",
        "From the start",
    ]
    assert "never typed" not in page.partition("kept-actions")[0]


def test_files_are_named_and_their_form_takes_the_words_without_them(client):
    photo = SimpleUploadedFile("ice.jpg", b"\xff" * 2_000_000, "image/jpeg")
    signed_out(client, "Editor", "/admin/news/photo/add/", upload=photo, caption="Blue ice.")
    kept = KeptForm.objects.get().submission
    assert (kept.files, kept.is_multipart) == ((("upload", "ice.jpg"),), True)
    sign_in(client, "Editor")
    page = client.get(kept_page(client)).content.decode()
    assert "Files can’t be kept. Choose again: <strong>ice.jpg</strong>." in flat(page)
    assert 'enctype="multipart/form-data"' in page
