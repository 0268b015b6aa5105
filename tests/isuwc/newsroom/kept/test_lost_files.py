"""A file that was chosen in a form that is kept: it is named wherever the form is shown, until it is chosen again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from isuwc.signin.models import KeptForm
from tests.factories import news
from tests.factories.images import picture_file
from tests.factories.people import sign_in
from tests.isuwc.newsroom.kept.stage import client, end_session, hidden, kept_page, opened
from tests.isuwc.submissions.forms import said
from tests.markup import flat

__all__ = ["client"]

pytestmark = pytest.mark.django_db

CHOOSE = "Choose the file again (ice.jpg): browsers don’t keep a chosen file."
SENT_WITHOUT = "Sent without ice.jpg: browsers don’t keep a chosen file. Choose it again where it belongs, and save."


def ice() -> SimpleUploadedFile:
    return SimpleUploadedFile("ice.jpg", picture_file(), "image/jpeg")


def kept(client, address: str, **words: object) -> str:
    """Where the form waits that was sent with a file when its session had ended."""
    sign_in(client, "Editor")
    form = opened(client, address)
    end_session(client)
    client.post(address, {**form, "focal_x": "0.5", "focal_y": "0.4", "upload": ice(), **words})
    sign_in(client, "Editor")
    return kept_page(client)


def sent_on(client, page: str) -> dict[str, str]:
    """What the button sends of the form that is shown."""
    return hidden(client.get(page).content.decode(), of="focal_x")


def test_kept_form_that_is_refused_again_and_again_names_its_file_each_time(client, media):
    address = "/admin/news/photo/add/"
    page = kept(client, address, caption="Blue ice.", taken_on="never")
    form = sent_on(client, page)
    for _ in range(2):
        answer = client.post(address, form)
        assert (answer.status_code, CHOOSE in flat(answer.content.decode())) == (200, True)
        shown = answer.content.decode()
        form |= dict(re.findall(r'<input type="hidden" name="(_lost [^"]*)" value="([^"]*)"', shown))
    assert form["_lost upload"] == "ice.jpg"
    again = hidden(shown) | {"caption": "Blue ice.", "focal_x": "0.5", "focal_y": "0.4", "_lost upload": "ice.jpg"}
    answer = client.post(address, {**again, "upload": ice(), "_save": "1"})
    assert (answer.status_code, SENT_WITHOUT in said(answer)) == (302, False)


def test_form_that_is_kept_twice_still_names_its_file(client, media):
    address = "/admin/news/photo/add/"
    form = sent_on(client, kept(client, address, caption="Blue ice."))
    end_session(client)
    client.post(address, form)
    sign_in(client, "Editor")
    submission = KeptForm.objects.get().submission
    assert submission.files == (("upload", "ice.jpg"),)
    assert "_lost upload" not in dict(submission.fields)
    page = client.get(kept_page(client)).content.decode()
    assert "Files can’t be kept. Choose again: <strong>ice.jpg</strong>." in flat(page)


def test_form_that_is_taken_without_its_file_says_so(client, media):
    photo = news.photo_with_file()
    address = f"/admin/news/photo/{photo.pk}/change/"
    answer = client.post(address, sent_on(client, kept(client, address, caption="Blue ice.")))
    photo.refresh_from_db()
    assert (answer.status_code, photo.caption) == (302, "Blue ice.")
    assert [each for each in said(answer) if each.startswith("Sent")] == [SENT_WITHOUT]
