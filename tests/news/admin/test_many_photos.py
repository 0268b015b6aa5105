"""Many photographs added at once, and the page on which their facts are looked at."""

import datetime
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from isuwc.files.confined.run import UnreadableError
from news.models import Photo
from tests.factories import news as factories
from tests.factories.events import event
from tests.factories.images import jpeg_with_iptc, picture_file, scene
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import form_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
MANY, FACTS, UPLOAD = "/admin/news/photo/many/", "/admin/news/photo/facts/", "/admin/news/photo/upload/"


def agency(seed: int, **fields) -> bytes:
    given = {120: [b"Jordan Stolz skates."], 110: [b"Getty Images"], 25: [b"ice", b"men"], 90: [b"Hamar"], **fields}
    return jpeg_with_iptc(given, source=scene(seed))


def sent(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_form_takes_several_and_says_of_each_that_fails_why(client):
    user = sign_in(client, "Journalist")
    there = Photo(name="There")
    there.take_file(picture_file("PNG", scene(9)))
    there.save()
    files = [
        sent(agency(1), "one.jpg"),
        sent(b"no picture", "two.jpg"),
        sent(picture_file("JPEG", scene(9), quality=50), "three.jpg"),
        sent(agency(2), "four.jpg"),
        sent(agency(1), "one again.jpg"),
    ]
    response = client.post(MANY, {"pictures": files}, follow=True)
    added = list(Photo.objects.exclude(pk=there.pk).order_by("pk"))
    assert [(photo.name, photo.caption, photo.keywords, photo.is_checked, photo.added_by) for photo in added] == [
        ("one.jpg", "Jordan Stolz skates.", "ice, men", False, user),
        ("four.jpg", "Jordan Stolz skates.", "ice, men", False, user),
    ]
    same = "This picture is in the library already, perhaps in another size or format."
    link = '<a href="{}">{}</a>'
    assert said(response) == [
        "two.jpg: This is not a picture that the site can read. It takes JPEG, PNG, WebP, AVIF and HEIC.",
        f"three.jpg: {same} {link.format(reverse('admin:news_photo_change', args=[there.pk]), 'There')}",
        f"one again.jpg: {same} {link.format(reverse('admin:news_photo_change', args=[added[0].pk]), 'one.jpg')}",
        "Added: one.jpg, four.jpg.",
    ]
    assert response.request["PATH_INFO"] == FACTS
    assert [photo.name for photo in response.context["cl"].result_list] == ["one.jpg", "four.jpg"]


def test_form_without_a_file_says_so_and_page_counts_what_waits(admin_client, admin_user):
    response = admin_client.post(MANY, follow=True)
    assert (said(response), response.context["waiting"]) == (["No file was chosen."], 0)
    factories.photo(is_checked=False, added_by=admin_user)
    factories.photo(is_checked=False)
    assert admin_client.get(MANY).context["waiting"] == 1


def test_pages_are_for_those_who_may_add_and_change(client):
    for role, status in (("Journalist", 200), ("Results", 403), ("Broadcast", 403)):
        sign_in(client, role)
        assert [client.get(page).status_code for page in (MANY, FACTS)] == [status, status]
        assert client.post(MANY, {"pictures": sent(b"x", "x.jpg")}).status_code == (302 if status == 200 else 403)


def test_picture_that_comes_later_waits_for_a_look_at_its_facts(admin_client):
    answer = admin_client.post(UPLOAD, {"file": sent(agency(3), "late.jpg"), "later": "on"}).json()
    photo = Photo.objects.get()
    assert (photo.is_checked, answer["url"]) == (False, reverse("admin:news_photo_change", args=[photo.pk]))
    assert (answer["missing"], answer["doubts"]) == (["no alternative text"], ["facts to be checked"])


def test_picture_that_can_not_be_read_at_the_moment_may_be_sent_again(admin_client, monkeypatch):
    for reason, status in (("wait", 503), ("late", 503), ("slow", 503), ("time", 400), ("refused", 400)):

        def busy(*args, reason=reason, **options):
            raise UnreadableError("Not now.", reason)

        monkeypatch.setattr("isuwc.files.pictures.uploaded.read", busy)
        answer = admin_client.post(UPLOAD, {"file": sent(b"x", "x.jpg")})
        assert (answer.status_code, answer.json()) == (status, {"error": "Not now."})


# The facts of many photos


def facts(client, **values) -> dict[str, object]:
    """The page as it would be sent, with these values typed."""
    form = form_in(client.get(f"{FACTS}?whose=mine"), "changelist-form")
    return {**form.values, "_save": "Save", **values}


@pytest.fixture
def waiting(admin_user) -> list[Photo]:
    names = ("one", "two")
    return [
        factories.photo(
            name=name, credit="", place="Hamar" if name == "one" else "", is_checked=False, added_by=admin_user
        )
        for name in names
    ]


def stored(field: str) -> list[object]:
    return list(Photo.objects.order_by("pk").values_list(field, flat=True))


def test_page_shows_what_waits_of_oneself_of_all_or_what_was_chosen(admin_client, waiting):
    other = factories.photo(name="other", is_checked=False)
    done = factories.photo(name="done")

    def names(address: str) -> list[str]:
        return [photo.name for photo in admin_client.get(address).context["cl"].result_list]

    assert names(f"{FACTS}?whose=mine") == ["one", "two"]
    assert names(FACTS) == ["one", "two", "other"]
    assert names(f"{FACTS}?id__in={done.pk},{other.pk}") == ["other", "done"]
    assert names(f"{FACTS}?q=caption") == ["one", "two", "other"]


def test_each_is_mended_by_itself_and_what_is_marked_as_right_leaves_the_page(admin_client, waiting):
    one, _ = waiting
    Photo.objects.filter(pk=one.pk).update(file_doubts={"caption": "Torn."}, said_by_file={"caption": one.caption})
    typed = {
        "form-0-credit": "ISU",
        "form-0-is_checked": "on",
        "form-1-alt": "Two skaters",
        "form-1-taken_on": "5.12.2025",
    }
    response = admin_client.post(f"{FACTS}?whose=mine", facts(admin_client, **typed), follow=True)
    assert (stored("credit"), stored("is_checked"), stored("file_doubts")) == (["ISU", ""], [True, False], [{}, {}])
    assert (stored("alt")[1], stored("taken_on")[1]) == ("Two skaters", datetime.date(2025, 12, 5))
    assert [photo.name for photo in response.context["cl"].result_list] == ["two"]


def test_what_is_typed_for_all_goes_where_nothing_is_and_in_place_of_what_is_when_asked(admin_client, waiting):
    when, hamar = {"all-rights_until_0": "31/12/2031", "all-rights_until_1": "12:00"}, event()
    typed = {"all-credit": "ISU", "all-place": "Calgary", "all-event": str(hamar.pk), **when}
    admin_client.post(f"{FACTS}?whose=mine", facts(admin_client, **typed, **{"form-1-credit": "Ann"}))
    noon = datetime.datetime(2031, 12, 31, 12, tzinfo=datetime.UTC)
    assert (stored("credit"), stored("place")) == (["ISU", "Ann"], ["Hamar", "Calgary"])
    assert (stored("rights_until"), stored("event")) == ([noon, noon], [hamar.pk, hamar.pk])
    replacing = {"all-place": "Inzell", "all-replace": "on", "_right": "Save"}
    admin_client.post(f"{FACTS}?whose=mine", facts(admin_client, **replacing))
    assert (stored("place"), stored("is_checked")) == (["Inzell", "Inzell"], [True, True])


def test_nothing_is_saved_while_one_is_wrong_and_all_that_was_typed_is_shown_again(admin_client, waiting):
    typed = {"form-0-taken_on": "someday", "all-credit": "ISU", "form-1-is_decorative": "on"}
    response = admin_client.post(f"{FACTS}?whose=mine", facts(admin_client, **typed))
    first, second = response.context["cl"].formset.forms
    assert (list(first.errors), list(second.errors)) == (["taken_on"], ["alt"])
    assert [form["credit"].value() for form in (first, second)] == ["ISU", "ISU"]
    assert stored("credit") == ["", ""]


def test_what_somebody_else_does_meanwhile_is_kept_or_asked_about(admin_client, admin_user, waiting):
    factories.photo(name="three", credit="", is_checked=False, added_by=admin_user)
    form = facts(admin_client, **{"form-1-credit": "ISU", "form-2-credit": "ISU"})
    Photo.objects.filter(pk=waiting[0].pk).update(alt="By another", is_checked=True)
    Photo.objects.filter(pk=waiting[1].pk).delete()
    response = admin_client.post(f"{FACTS}?whose=mine", form, follow=True)
    assert (stored("credit"), stored("alt")[0], stored("is_checked")) == (["", "ISU"], "By another", [True, False])
    assert any(f"Photo {waiting[1].pk} was deleted meanwhile" in words for words in said(response))
    form = facts(admin_client, **{"form-0-credit": "Mine"})
    Photo.objects.filter(name="three").update(credit="Theirs")
    response = admin_client.post(f"{FACTS}?whose=mine", form)
    assert (response.status_code, stored("credit")[1]) == (200, "Theirs")
    assert [each["credit"].value() for each in response.context["cl"].formset] == ["Mine"]


def test_odd_numbers_of_rows_are_refused_in_words(admin_client, waiting):
    for total in ("9" * 20, "-1", "x", "\x00", "1000"):
        form = facts(admin_client, **{"form-TOTAL_FORMS": total, "all-credit": "ISU"})
        response = admin_client.post(f"{FACTS}?whose=mine", form)
        assert response.status_code in {200, 302, 400}
        assert response.context is None or len(response.context["cl"].formset.forms) <= 50
    assert len(stored("pk")) == 2


@pytest.mark.django_db(transaction=True)
def test_same_picture_sent_twice_at_one_moment_is_added_once(admin_client):
    answers: list[int] = []

    def send() -> None:
        client = Client()
        client.cookies = admin_client.cookies
        answers.append(client.post(UPLOAD, {"file": sent(agency(4), "same.jpg"), "later": "on"}).status_code)
        connection.close()

    both = [threading.Thread(target=send) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert (sorted(answers), Photo.objects.count()) == ([200, 409], 1)
