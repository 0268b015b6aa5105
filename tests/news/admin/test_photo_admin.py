"""The library's dialog: what it takes, refuses and says."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.editions.publishing import publish
from news.models import Photo, PhotoBlock
from tests.factories import news as factories
from tests.factories.images import picture_file
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db

PICK, UPLOAD = "/admin/news/photo/pick/", "/admin/news/photo/upload/"
FACTS = {"caption": "Ice.", "credit": "ISU", "alt": "A blue surface."}


def facts(photo) -> str:
    return reverse("admin:news_photo_facts", args=[photo.pk])


def test_dialog_has_a_page_of_the_library_newest_first(admin_client):
    photos = [factories.photo() for _ in range(25)]
    first, second, beyond = (admin_client.get(PICK, {"page": page}).json() for page in ("1", "2", "x"))
    assert [each["id"] for each in first["photos"]] == [photo.pk for photo in photos[:0:-1]]
    assert ([each["id"] for each in second["photos"]], second["more"]) == ([photos[0].pk], False)
    assert (beyond, first["more"], first["error"]) == (first, True, "")


def test_dialog_finds_by_words_and_says_what_a_photo_lacks(admin_client):
    bare = factories.photo(name="A hall", caption="", credit="", alt="")
    factories.photo(name="A rink")
    (found,) = admin_client.get(PICK, {"q": "hall"}).json()["photos"]
    assert (found["id"], found["missing"], found["facts_url"]) == (bare.pk, bare.missing, facts(bare))
    assert bare.missing != []


@pytest.mark.parametrize(
    ("role", "sees", "adds"), [("Journalist", 200, 400), ("Results", 403, 403), ("Broadcast", 403, 403)]
)
def test_dialog_is_for_those_who_write(client, role, sees, adds):
    photo = factories.photo()
    sign_in(client, role)
    assert client.get(PICK).status_code == sees
    assert client.post(UPLOAD).status_code == adds
    assert client.post(facts(photo), FACTS).status_code == sees
    assert (client.get(UPLOAD).status_code, client.get(facts(photo)).status_code) == (405, sees)


def test_dialog_says_where_else_a_photo_is_used_and_whether_it_may_be_changed(client):
    photo = factories.photo(caption="The last lap.")
    here, there = factories.article(title="Here", hero=photo), factories.article(title="There", hero=photo)
    publish(there, by=None)
    draft = factories.article(title="A draft")
    PhotoBlock.objects.create(parent=draft, photo=photo, ordering=10)
    user = sign_in(client, "Journalist")
    answer = client.get(facts(photo), {"besides": here.pk}).json()
    assert (answer["caption"], answer["may_change"]) == ("The last lap.", True)
    assert sorted(answer["used"]) == ["A draft", "There"]
    assert len(client.get(facts(photo)).json()["used"]) == 3
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="view_photo"))
    assert client.get(facts(photo)).json()["may_change"] is False


@pytest.mark.parametrize(
    ("now", "was", "typed"),
    [(False, "false", "true"), (True, "false", "true"), (True, "true", "false"), (True, "false", "false")],
)
def test_decorative_is_ticked_and_unticked_in_the_dialog(admin_client, now, was, typed):
    photo = factories.photo(is_decorative=now)
    sent = {"was_is_decorative": was, "is_decorative": typed}
    assert admin_client.post(facts(photo), sent).status_code == 200
    photo.refresh_from_db()
    assert photo.is_decorative is (now if typed == was else typed == "true")


def test_upload_is_in_the_library_with_who_added_it(admin_client, media):
    answer = admin_client.post(UPLOAD, {"file": SimpleUploadedFile("ice.jpg", picture_file())})
    photo = Photo.objects.get()
    assert (answer.status_code, answer.json()["id"], photo.added_by.username) == (200, photo.pk, "admin")
    assert answer.json()["thumbnail"] == photo.picture.thumbnail


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "No file was sent."),
        ({"file": SimpleUploadedFile("ice.jpg", b"no picture")}, "This is not a picture"),
        ({"file": SimpleUploadedFile("ice.jpg", b"")}, "The file is empty."),
    ],
    ids=["none", "no picture", "empty"],
)
def test_upload_that_is_no_picture_is_refused_in_words_and_nothing_is_kept(admin_client, media, files, words):
    answer = admin_client.post(UPLOAD, files)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(words)
    assert (Photo.objects.count(), media.exists()) == (0, False)


def test_facts_are_saved_and_said_back(admin_client):
    photo = factories.photo(caption="", credit="", alt="")
    answer = admin_client.post(facts(photo), FACTS).json()
    photo.refresh_from_db()
    assert {name: getattr(photo, name) for name in FACTS} == FACTS
    assert ({name: answer[name] for name in FACTS}, answer["missing"], answer["cleaned"]) == (FACTS, [], "")


def test_facts_that_somebody_else_changed_stay_or_are_asked_for(admin_client):
    """The dialog says what it was opened on; it does not show whether a picture is decorative, nor change it."""
    photo = factories.photo(caption="A", credit="ISU", alt="", is_decorative=True)
    was = {f"was_{name}": getattr(photo, name) for name in ("caption", "credit", "photographer", "is_decorative")}
    Photo.objects.update(credit="Getty", caption="Theirs")
    typed = {"caption": "A", "credit": "ISU", "photographer": "Mine"}
    assert admin_client.post(facts(photo), {**was, **typed}).status_code == 200
    photo.refresh_from_db()
    assert (photo.caption, photo.credit, photo.photographer, photo.is_decorative) == ("Theirs", "Getty", "Mine", True)

    answer = admin_client.post(facts(photo), {**was, **typed, "caption": "Mine"})
    assert (answer.status_code, answer.json()["now"]["was_caption"]) == (409, "Theirs")
    assert answer.json()["error"].startswith("Meanwhile “caption” became “Theirs”.")
    assert Photo.objects.get().caption == "Theirs"
    assert admin_client.post(facts(photo), {**answer.json()["now"], "caption": "Mine"}).status_code == 200
    assert Photo.objects.values_list("caption", "credit", "photographer").get() == ("Mine", "Getty", "Mine")


def test_facts_that_are_too_long_are_refused_and_nothing_is_saved(admin_client):
    photo = factories.photo(credit="ISU")
    answer = admin_client.post(facts(photo), {**FACTS, "credit": "x" * 5000})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Ensure this value has at most")
    photo.refresh_from_db()
    assert photo.credit == "ISU"


@pytest.mark.parametrize(
    ("wants", "names"),
    [("file", ["no file"]), ("credit", ["no credit"]), ("alt", ["no words"]), ("caption", ["no caption"])],
)
def test_library_is_filtered_by_what_photos_lack(admin_client, wants, names):
    factories.photo(name="whole")
    factories.photo(name="decorative", is_decorative=True)
    factories.photo(name="no file", file="")
    factories.photo(name="no credit", credit="")
    factories.photo(name="no words", alt="")
    factories.photo(name="no caption", caption="")
    response = admin_client.get("/admin/news/photo/", {"wants": wants})
    assert [photo.name for photo in response.context["cl"].queryset] == names


def test_photo_that_is_used_is_not_deleted_and_says_where(admin_client):
    published, drafted = factories.photo(name="Shown"), factories.photo(name="Drafted")
    story = factories.edition(title="A story", hero=published).article
    draft = factories.article(title="A draft", hero=drafted)
    to_story, to_draft = (
        f'<a href="/admin/news/article/{article.pk}/change/">“{article}”</a>' for article in (story, draft)
    )
    pages = {
        photo: admin_client.post(reverse("admin:news_photo_delete", args=[photo.pk]), {"post": "yes"})
        for photo in (published, drafted)
    }
    assert {photo.name: page.context["protected"] for photo, page in pages.items()} == {
        "Shown": [
            "Shown",
            [
                f"Edition 1 of {to_story} shows it. What was published is kept, and so are its photos.",
                f"The article {to_story} uses it. Remove it there first.",
            ],
        ],
        "Drafted": ["Drafted", [f"The article {to_draft} uses it. Remove it there first."]],
    }
    shown = pages[published].content.decode()
    assert "This photo is in use, so it stays. Nothing was deleted." in shown
    assert to_story in shown
    chosen = {"action": "delete_selected", "_selected_action": [published.pk, drafted.pk]}
    several = admin_client.post("/admin/news/photo/", chosen).content.decode()
    assert "Some of these photos are in use, so nothing was deleted." in several
    assert (to_story in several, to_draft in several) == (True, True)
    assert Photo.objects.count() == 2
