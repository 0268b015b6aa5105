"""What is longer than a field holds is cut nowhere in silence: it is given back, or shortened in sight and said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from isuwc.text.shortened import shortened
from isuwc.text.uncut import UncutForms
from news.admin.articles.form.blocks import TableForm
from news.imports import create_article, plan
from news.models import Article, Photo
from news.models.article import is_shortened, make_slug
from standings.admin.checks import CheckForm
from standings.results.official.ranking import LONGEST
from tests.factories import events
from tests.factories.images import jpeg_with_iptc
from tests.factories.people import sign_in
from tests.isuwc.hostile.test_forms import sent

TITLE = " ".join(["interminable"] * 12)


@pytest.mark.parametrize(
    ("text", "kept"), [("", ""), ("abcde", "abcde"), ("abcdef", "abcd…"), ("abc  fgh", "abc…"), ("👍" * 6, "👍👍👍👍…")]
)
def test_shortened_text_shows_that_it_is(text, kept):
    assert shortened(text, 5) == kept


def test_renderer_takes_the_length_from_parts_of_a_field_too():
    parts = {"subwidgets": [{"attrs": {"maxlength": "8"}}], "attrs": {"maxlength": "3", "size": "3"}}
    UncutForms().render("django/forms/widgets/attrs.html", {"widget": parts})
    assert parts == {"subwidgets": [{"attrs": {}}], "attrs": {"size": "3"}}


@pytest.mark.parametrize(
    ("title", "is_cut"), [("Kok wins", False), (TITLE, True), ("a" * 80, False), ("a" * 81, True), ("速", False)]
)
def test_address_that_lacks_words_of_its_title_is_known(title, is_cut):
    assert is_shortened(make_slug(title), title) is is_cut
    assert is_shortened("typed-by-hand", title) is False


@pytest.mark.django_db
def test_address_that_lacks_words_of_the_title_is_said(client):
    sign_in(client, "Editor")
    address = reverse("admin:news_article_add")
    answer = client.post(address, {**sent(client, address), "title": TITLE, "lead": "A lead."}, follow=True)
    article = Article.objects.get()
    assert len(article.slug) == 77
    said = [str(message) for message in answer.context["messages"]]
    assert f"The address has only the first words of the title: {article.slug}." in said


@pytest.mark.django_db
def test_what_a_picture_s_file_says_beyond_a_field_is_said(client, media):
    sign_in(client, "Editor")
    data = jpeg_with_iptc({80: [b"P" * 32], 90: [b"Hamar " * 30], 120: [b"c" * 4100]})
    upload = SimpleUploadedFile("n" * 230 + ".jpg", data, "image/jpeg")
    form = {"focal_x": "0.5", "focal_y": "0.4", "upload": upload}
    answer = client.post(reverse("admin:news_photo_add"), form, follow=True)
    photo = Photo.objects.get()
    assert (len(photo.name), photo.name[-1], len(photo.place), photo.place[-1]) == (200, "…", 120, "…")
    assert (len(photo.caption), photo.caption[-1]) == (4000, "…")
    said = [str(message) for message in answer.context["messages"]]
    assert said[0] == "The file says more than fits; only the beginning is kept, up to the “…”: name, place."


@pytest.mark.django_db
def test_report_whose_title_and_dateline_are_too_long_says_so_before_it_is_made(media):
    events.country("NOR")
    title = "A title of very many words that goes on and on " * 5
    planned = plan(f"HAMAR, Norway. The first pair was fast.\n\n{'Words. ' * 30}", title=title.strip())
    assert planned.doubts[-1] == "The title has 234 characters, of which 200 fit: the end is left out."
    assert planned.title == f"{title[:199].rstrip()}…"
    assert create_article(planned, by=None).title == planned.title


def test_empty_first_cell_of_a_pasted_table_stays():
    source = "\t500m\t1000m\nKok\t1\t2"
    form = TableForm({"source": source, "caption": "", "has_header": "on"})
    assert form.fields["source"].clean(source) == source
    field = CheckForm.base_fields["text"]
    assert (field.clean("\tName\n1\tKok"), field.max_length) == ("\tName\n1\tKok", LONGEST)
