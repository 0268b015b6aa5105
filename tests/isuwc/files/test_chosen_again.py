"""A file that was chosen in a form that is shown again: the field says that it has to be chosen again."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from events.models import Event
from news.models import Banner, Photo
from tests.factories import events, news
from tests.factories.images import picture_file
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import Window
from tests.isuwc.submissions.people import address, person
from tests.markup import flat

SAID = re.compile(r'<span class="choose-again" id="([^"]*)">(.*?)</span>')


class Upload(forms.Form):
    title = forms.CharField()
    upload = forms.FileField(help_text="A picture.")


def picture(name: str = "ice.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_file(), "image/jpeg")


def said(page: str) -> list[tuple[str, str]]:
    return SAID.findall(flat(page))


def test_form_says_it_of_a_file_that_came_and_ties_the_words_to_the_field():
    form = Upload({}, MultiValueDict({"upload": [picture("<ice>.jpg")]}))
    page = str(form["upload"])
    words = "Choose the file again (&lt;ice&gt;.jpg): browsers don’t keep a chosen file."
    assert said(page) == [("id_upload_again", words)]
    assert 'aria-describedby="id_upload_helptext id_upload_again"' in page
    assert said(str(Upload())) == said(str(Upload({"title": "x"}, MultiValueDict()))) == []


def test_form_carries_on_the_names_until_a_file_is_chosen_again():
    form = Upload(QueryDict(urlencode({"_lost upload": "<ice>.jpg"})), MultiValueDict())
    page = str(form["upload"])
    words = "Choose the file again (&lt;ice&gt;.jpg): browsers don’t keep a chosen file."
    assert said(page) == [("id_upload_again", words)]
    assert '<input type="hidden" name="_lost upload" value="&lt;ice&gt;.jpg">' in page
    chosen = Upload(form.data, MultiValueDict({"upload": [picture("snow.jpg")]}))
    assert '<input type="hidden" name="_lost upload" value="snow.jpg">' in str(chosen["upload"])


def test_of_many_files_the_first_are_named():
    form = Upload({}, MultiValueDict({"upload": [picture(f"{n}.jpg") for n in range(5)]}))
    (_, words), *_ = said(str(form["upload"]))
    assert words == "Choose the files again (0.jpg, 1.jpg, 2.jpg and 2 more): browsers don’t keep a chosen file."


WORDS = "Choose the file again (ice.jpg): browsers don’t keep a chosen file."


@pytest.mark.django_db
def test_form_of_the_admin_that_is_refused_says_it(media):
    """Of a field of the admin's own, and of one of ours; where another field is wrong, and where two people meet."""
    event = events.event()
    window = Window(person("Anna"), address(Event, "change", event.pk))
    page = window.type(number="none").send(art=picture()).content.decode()
    assert said(page) == [("id_art_again", WORDS)]
    photo = news.photo_with_file()
    anna, bert = (Window(person(name), address(Photo, "change", photo.pk)) for name in ("Anna", "Bert"))
    anna.type(caption="Anna's").send()
    page = bert.type(caption="Bert's").send(upload=picture()).content.decode()
    assert said(page) == [("id_upload_again", WORDS)]


@pytest.mark.django_db
def test_second_send_that_is_refused_says_it(media):
    event = events.event()
    window = Window(person("Anna"), address(Banner, "add")).type(event=event.pk)
    assert window.send().status_code == 302
    page = window.type(headline="Another").send(upload=picture()).content.decode()
    assert "you have sent this form before, with different content" in page
    assert said(page) == [("id_upload_again", WORDS)]


@pytest.mark.django_db
def test_import_whose_file_was_read_says_nothing_and_one_whose_file_was_not_says_it(client):
    sign_in(client, "Broadcast")
    wrong = SimpleUploadedFile("table.csv", b"no,table,\xff\n")
    page = client.post("/admin/events/listing/import/", {"text": "", "file": wrong}).content.decode()
    assert [words for _, words in said(page)] == [WORDS.replace("ice.jpg", "table.csv")]
    right = SimpleUploadedFile("table.csv", client.get("/admin/events/listing/export.csv").content)
    page = client.post("/admin/events/listing/import/", {"text": "", "file": right}).content.decode()
    assert said(page) == []
