"""A form sent after the session had ended: kept for who typed it, shown to them alone, sent on after a look."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Venue
from isuwc.signin.kept import rows
from isuwc.signin.kept.submissions import Submission
from isuwc.signin.models import KeptForm
from tests.factories import events, news
from tests.factories.people import sign_in, staff
from tests.markup import flat

pytestmark = pytest.mark.django_db

ADD = "/admin/events/venue/add/"
WORDS = {"name": "Vikingskipet", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo", "slug": "vikingskipet"}
DAY = {"date_joined_0": "29/11/2025", "date_joined_1": "20:15"}
INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def norway():
    return events.country("NOR")


def hidden(page: str, of: str = "csrfmiddlewaretoken") -> dict[str, str]:
    """The hidden fields of the form in the page that has the field `of`, the last such form: the page's own."""
    form = next(each for each in reversed(page.split("<form")) if f'name="{of}"' in each)
    return {unescape(name): unescape(value) for name, value in INPUT.findall(form.partition("</form>")[0])}


def opened(client: Client, address: str = ADD) -> dict[str, str]:
    """What a form has in it besides what is typed."""
    return hidden(client.get(address).content.decode())


def end_session(client: Client) -> None:
    client.session.flush()
    del client.cookies["sessionid"]


def signed_out(client: Client, role: str = "Results", address: str = ADD, **words: object):
    """Somebody opens the form, types, and sends it when the session has ended."""
    sign_in(client, role)
    form = opened(client, address)
    end_session(client)
    return client.post(address, {**form, **(words or WORDS)})


def kept_page(client: Client) -> str:
    """The page to which the newsroom leads somebody for whom something is kept."""
    found = re.search(r'kept for you: <a href="([^"]+)"', flat(client.get("/admin/").content.decode()))
    return found[1] if found else ""


def test_words_are_kept_shown_after_the_sign_in_and_saved_after_a_click(client, norway):
    answer = signed_out(client, "Results")
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={ADD}")
    assert list(Venue.objects.all()) == []
    assert "What was typed is kept." in client.get(answer["Location"]).content.decode()

    sign_in(client, "Results")
    address = kept_page(client)
    page = client.get(address).content.decode()
    assert "Add venue" in page
    shown = dict(re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", flat(page)))
    assert shown == {
        "Name": "Vikingskipet",
        "City": "Hamar",
        "Country": "Norway",
        "Time zone": "Europe/Oslo",
        "Slug": "vikingskipet",
    }
    assert list(Venue.objects.all()) == [], "only a click sends it on"

    form = hidden(page, "kept_form")
    assert {name: form[name] for name in WORDS} == WORDS
    answer = client.post(ADD, form)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/events/venue/")
    assert Venue.objects.get().name == "Vikingskipet"
    assert kept_page(client) == ""
    assert "sent again at" in client.get("/admin/kept/").content.decode()


def test_sign_in_itself_leads_to_what_is_kept_after_a_wrong_password(client, norway):
    user = staff("Results")
    user.set_password("a long enough password")
    user.save()
    login = signed_out(client)["Location"]

    def attempt(password: str):
        form = hidden(client.get(login).content.decode())
        return client.post("/admin/login/", {**form, "username": "results", "password": password, "next": ADD})

    assert attempt("wrong").status_code == 200
    client.get("/admin/login/")  # the way there is forgotten in between
    answer = attempt("a long enough password")
    assert answer["Location"] == f"/admin/kept/{KeptForm.objects.get().pk}/"


def test_another_person_never_sees_it_and_it_waits_for_the_right_one(client, norway):
    signed_out(client)
    address = f"/admin/kept/{KeptForm.objects.get().pk}/"
    sign_in(client, "Broadcast")
    assert kept_page(client) == ""
    assert "Nothing is kept for you" in client.get("/admin/kept/").content.decode()
    assert client.get(address)["Location"] == "/admin/kept/"
    assert client.post(address, opened(client, "/admin/events/listing/add/"))["Location"] == "/admin/kept/", (
        "nobody else discards it"
    )

    end_session(client)
    sign_in(client, "Results")
    assert kept_page(client) == address


def test_same_person_sees_it_at_that_browser_alone(client, norway):
    signed_out(client)
    other = Client()
    sign_in(other, "Results")
    assert "Nothing is kept for you" in other.get("/admin/kept/").content.decode()
    assert other.get(f"/admin/kept/{KeptForm.objects.get().pk}/")["Location"] == "/admin/kept/"


def test_form_of_an_earlier_sign_in_is_kept_and_not_a_bare_403(client, norway):
    user = staff("Results")
    client.force_login(user)
    form = opened(client)
    client.cookies["csrftoken"] = "a" * 32  # another sign-in rotates it
    answer = client.post(ADD, {**form, **WORDS})
    assert answer["Location"] == f"/admin/kept/{KeptForm.objects.get(person=user).pk}/"


def test_form_opened_by_somebody_else_is_not_taken_under_the_name_of_who_is_signed_in(client, norway):
    author = sign_in(client, "Results")
    form = opened(client)
    sign_in(client, "Broadcast")
    token = opened(client, "/admin/events/listing/add/")["csrfmiddlewaretoken"]
    answer = client.post(ADD, {**form, **WORDS, "csrfmiddlewaretoken": token})
    assert answer.status_code == 403
    assert "was opened by somebody else" in flat(answer.content.decode())
    assert "Vikingskipet" not in answer.content.decode()
    assert (KeptForm.objects.get().person, list(Venue.objects.all())) == (author, [])


def test_whose_right_was_taken_away_meanwhile_keeps_the_words(client, norway):
    user = sign_in(client, "Results")
    form = opened(client)
    user.groups.clear()
    answer = client.post(ADD, {**form, **WORDS})
    assert answer.status_code == 403
    kept = KeptForm.objects.get(person=user)
    assert f"/admin/kept/{kept.pk}/" in answer.content.decode()
    user.is_staff = False
    user.save()
    assert client.post(ADD, {**form, **WORDS})["Location"] == f"/admin/login/?next={ADD}"
    assert KeptForm.objects.filter(person=user).count() == 2


def test_form_of_a_row_that_was_removed_keeps_the_words(client, norway):
    """One that does not say what it was opened on; of others the words stand in a new form (`two_people.deleted`)."""
    venue = events.venue()
    address = f"/admin/events/venue/{venue.pk}/change/"
    sign_in(client, "Results")
    form = opened(client, address)
    form.pop("_opened")
    Venue.objects.all().delete()
    answer = client.post(address, {**form, **WORDS})
    assert answer.status_code == 404
    assert "Nothing was saved: this venue has been deleted." in answer.content.decode()
    assert KeptForm.objects.get().submission.path == address


def test_whoever_may_not_add_keeps_the_words_for_a_deleted_row_and_learns_who_deleted_it(client, norway):
    venue = events.venue(city="Hamar")
    address = f"/admin/events/venue/{venue.pk}/change/"
    person = User.objects.create(username="anna", is_staff=True, password="!")
    person.user_permissions.add(*Permission.objects.filter(codename__in=["view_venue", "change_venue"]))
    client.force_login(person)
    form = opened(client, address)
    Venue.objects.all().delete()
    answer = client.post(address, {**form, **WORDS})
    page = flat(answer.content.decode())
    assert answer.status_code == 404
    assert f"Nothing was saved: the venue “{venue}” was deleted meanwhile by somebody directly in the database" in page
    kept = KeptForm.objects.get(person=person)
    assert f'<a href="/admin/kept/{kept.pk}/"' in page
    assert dict(kept.submission.fields)["name"] == "Vikingskipet"


def test_form_of_a_deleted_row_is_shown_by_its_labels_and_says_that_it_was_this_person_s_own_deed(client):
    """A user, who has another form when there is none yet."""
    client.force_login(User.objects.create(username="anna", is_staff=True, is_superuser=True, password="!"))
    bert = User.objects.create(username="bert", password="!")
    address = f"/admin/auth/user/{bert.pk}/change/"
    form = opened(client, address)
    client.post(f"/admin/auth/user/{bert.pk}/delete/", {**opened(client, "/admin/"), "post": "yes"})
    answer = client.post(address, {**form, "username": "bert", "is_active": "on", **DAY})
    said = "Nothing was saved: the user “bert” was deleted meanwhile by you, on another page, at "
    assert (answer.status_code, said in flat(answer.content.decode())) == (404, True)
    page = flat(client.get(f"/admin/kept/{KeptForm.objects.get().pk}/").content.decode())
    assert re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", page) == [
        ("Username", "bert"),
        ("Active", "Yes"),
        ("Date joined", "Sat 29 Nov 2025<br>20:15"),
    ]


def test_deleting_what_is_deleted_already_has_djangos_answer(client, norway):
    venue = events.venue()
    address = f"/admin/events/venue/{venue.pk}/delete/"
    client.force_login(User.objects.create(username="anna", is_staff=True, is_superuser=True, password="!"))
    form = opened(client, address)
    Venue.objects.all().delete()
    answer = client.post(address, {**form, "post": "yes"}, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "doesn’t exist. Perhaps it was deleted?" in answer.content.decode()
    assert KeptForm.objects.count() == 0


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


@pytest.mark.parametrize("address", ["/admin/password_change/", "/admin/login/"])
def test_passwords_are_never_kept(client, address):
    sign_in(client, "Editor")
    form = opened(client, "/admin/password_change/")
    end_session(client)
    words = {"old_password": "the old one", "new_password1": "the new one", "new_password2": "the new one"}
    client.post(address, {**form, **words, "username": "editor", "password": "another"})
    assert b"the new one" not in b"".join(bytes(kept.words) for kept in KeptForm.objects.all())
    fields = [name for kept in KeptForm.objects.all() for name, _ in kept.submission.fields]
    assert [name for name in fields if not name.startswith("_")] in ([], ["username"])


def test_discarded_form_is_gone(client, norway):
    signed_out(client)
    sign_in(client, "Results")
    address = kept_page(client)
    assert client.post(address, opened(client, address))["Location"] == "/admin/kept/"
    assert list(KeptForm.objects.all()) == []


def test_form_that_is_sent_on_and_refused_stays_until_its_time_ends(client, norway):
    signed_out(client, "Results", **{**WORDS, "time_zone": "Europe/Nowhere"})
    sign_in(client, "Results")
    answer = client.post(ADD, hidden(client.get(kept_page(client)).content.decode(), "kept_form"))
    assert answer.status_code == 200
    assert 'value="Vikingskipet"' in answer.content.decode()
    assert KeptForm.objects.waiting().count() == 0
    KeptForm.objects.update(until=timezone.now())
    assert "Nothing is kept for you" in client.get("/admin/kept/").content.decode()


def test_session_that_ends_again_keeps_one_form(client, norway):
    signed_out(client)
    sign_in(client, "Results")
    form = hidden(client.get(kept_page(client)).content.decode(), "kept_form")
    end_session(client)
    client.post(ADD, form)
    (kept,) = KeptForm.objects.all()
    assert {name: words for name, words in kept.submission.fields if not name.startswith("_")} == WORDS


# Who can have nothing kept


def test_stranger_keeps_nothing(client, norway):
    client.get("/admin/login/")
    assert client.post(ADD, WORDS).status_code == 403
    token = opened(client, "/admin/login/")
    assert client.post(ADD, {**WORDS, **token})["Location"] == f"/admin/login/?next={ADD}"
    client.cookies["browser"] = "WyJhIiwxLHRydWVd:1vXyZa:forged"
    assert client.post(ADD, {**WORDS, **token, "made_for": "1:1vXyZa:forged"}).status_code == 302
    assert client.post(ADD, {**WORDS, "note": "x" * 200_000}).status_code == 413
    assert list(KeptForm.objects.all()) == []


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_form_of_another_site_is_not_kept(client, norway, headers):
    sign_in(client, "Results")
    form = opened(client)
    end_session(client)
    client.post(ADD, {**form, **WORDS}, headers=headers)
    assert list(KeptForm.objects.all()) == []


def test_script_that_asks_for_json_keeps_its_own_words(client):
    sign_in(client, "Editor")
    form = opened(client, "/admin/news/photo/add/")
    end_session(client)
    answer = client.post("/admin/news/photo/upload/", {**form, "caption": "x"}, headers={"Accept": "application/json"})
    assert (answer.status_code, list(KeptForm.objects.all())) == (302, [])


def test_who_has_as_many_kept_as_may_be_gets_the_words_in_the_answer(client, norway, monkeypatch):
    monkeypatch.setattr(rows, "OF_PERSON", rows.Sum(1, 1 << 20))
    signed_out(client)
    sign_in(client, "Results")
    form = opened(client)
    end_session(client)
    answer = client.post(ADD, {**form, **WORDS, "name": "Thialf"})
    assert answer.status_code == 403
    assert "no more can be kept for you; the limit is 1 forms or 1 MB" in flat(answer.content.decode())
    assert "<dd>Thialf</dd>" in answer.content.decode()
    assert KeptForm.objects.count() == 1


@pytest.mark.parametrize(
    ("limit", "whose"), [("OF_PERSON", "you"), ("OF_ADDRESS", "your network"), ("OF_ALL", "the newsroom")]
)
def test_each_sum_is_kept_to_in_forms_and_bytes(db, monkeypatch, limit, whose):
    person = staff("Results")
    browser, submission = rows.Browser("b"), Submission(ADD, (("name", "x"),))
    size = len(submission.packed())
    monkeypatch.setattr(rows, limit, rows.Sum(3, 2 * size))
    for _ in range(2):
        KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    with pytest.raises(rows.NoRoomError, match=f"no more can be kept for {whose};"):
        KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    KeptForm.objects.update(until=timezone.now())
    KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    assert KeptForm.objects.count() == 1, "those whose time is over make room"


def test_kept_form_lasts_three_days_to_the_moment(db):
    kept = KeptForm.objects.keep(staff("Results"), rows.Browser("b"), "", Submission(ADD, (("name", "x"),)))
    assert kept.until - kept.kept_at < timedelta(days=3, seconds=1)
    assert KeptForm.objects.lasting(kept.until - timedelta(microseconds=1)).count() == 1
    assert KeptForm.objects.lasting(kept.until).count() == 0


def test_every_character_comes_back(db):
    sent = Submission("/admin/x/?a=1", (("a", "\0 \r\n\ud800 ’"), ("a", "2")), (("f", "x.jpg"),), ("password",), True)
    assert Submission.unpacked(sent.packed()) == sent


def test_nothing_of_the_words_is_logged(client, norway, caplog):
    caplog.set_level("DEBUG")
    signed_out(client)
    assert "Vikingskipet" not in caplog.text
    assert str(KeptForm.objects.get()) == str(KeptForm.objects.get().pk)


def test_pages_ask_nothing_more_where_nothing_is_kept(client, norway):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        return sum("signin_keptform" in query["sql"] for query in queries)

    sign_in(client, "Results")
    assert asked() == 0
    assert client.cookies["browser"]["httponly"] is True
    signed_out(client)
    sign_in(client, "Results")
    assert asked() == 1
    kept = kept_page(client)
    client.post(kept, opened(client, kept))
    client.get("/admin/kept/")
    assert asked() == 0
