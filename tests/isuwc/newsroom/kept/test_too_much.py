"""Forms that are large are taken; those that are too large are answered with all that was typed, and what to do."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.models import Venue
from isuwc.site.middleware import upload_limits
from news.models import Photo
from tests.factories import events, standings
from tests.factories.people import sign_in
from tests.isuwc.newsroom.kept.stage import ADD, WORDS, norway
from tests.markup import flat

__all__ = ["norway"]

pytestmark = pytest.mark.django_db

LINES = 55


def sent_by(page: str) -> list[tuple[str, str]]:
    """What a browser sends of the inputs and choices of a page's own form, without its buttons."""
    form = max(page.split("<form"), key=len).partition("</form>")[0]
    found = []
    for tag in re.findall(r"<input [^>]*>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") not in {"submit", "checkbox", "file"} and "name" in said:
            found.append((unescape(said["name"]), unescape(said.get("value", ""))))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options) or [""]
        found.append((name, unescape(chosen[0])))
    return found + [(unescape(name), "") for name in re.findall(r'<textarea name="([^"]+)"', form)]


def test_sheet_of_55_lines_is_saved(client, monkeypatch):
    race = events.race()
    for _ in range(LINES):
        standings.result(race)
    sign_in(client, "Results")
    address = f"/admin/standings/racesheet/{race.pk}/change/"
    form = sent_by(client.get(address).content.decode())
    assert len(form) > 900
    data: dict[str, list[str]] = {}
    for name, value in form:
        if "__prefix__" not in name:
            data.setdefault(name, []).append(value)
    data |= {"results-0-bib": ["137"], "source": ["A sheet"]}
    response = client.post(address, data)
    if tick := re.search(r'type="checkbox" name="confirmed" value="(\w+)"', response.text):
        response = client.post(address, {**data, "confirmed": tick[1]})
    assert response.status_code == 302, response.context["errors"]
    assert (race.results.count(), race.results.get(line=1).bib) == (LINES, 137)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"name": "V" * (5 * 1024**2 + 1)}, "It has 5.0 million letters, and at most 5.0 million are taken at once."),
        ({f"field{number}": "x" for number in range(5_001)}, "It has more than 5,000 fields."),
    ],
    ids=["letters", "fields"],
)
def test_form_that_is_too_large_is_given_back_whole(client, norway, more, why):
    sign_in(client, "Results")
    response = client.post(ADD, {**WORDS, **more})
    page = flat(response.content.decode())
    assert response.status_code == 413
    assert why in page
    assert "Nothing in it was saved" in page
    assert "Keep this page open, open the form anew in another tab" in page
    assert all(value in page for value in (WORDS["city"], *more.values()))
    assert not Venue.objects.exists()


def test_long_text_in_another_script_is_no_longer_than_it_is(client, norway):
    """Sent by a browser, each letter of it is six bytes."""
    sign_in(client, "Results")
    body = urlencode({**WORDS, "note": "Конькобежный" * 100_000})
    assert len(body) > 7_000_000
    assert client.post(ADD, body, "application/x-www-form-urlencoded").status_code == 302


def test_script_is_told_and_has_its_words_itself(client):
    sign_in(client, "Results")
    response = client.post(ADD, {"name": "V" * (5 * 1024**2 + 1)}, headers={"Accept": "application/json"})
    assert response.status_code == 413
    assert response.json()["error"].endswith("are taken at once. Nothing was saved.")


def test_upload_that_is_too_large_gives_the_words_back_and_keeps_no_byte(client, media):
    sign_in(client, "Editor")
    upload = SimpleUploadedFile("huge.jpg", bytes(47 << 20), "image/jpeg")
    form = {"caption": "Blue ice.", "focal_x": "0.5", "focal_y": "0.4", "upload": upload}
    response = client.post("/admin/news/photo/add/", form)
    page = flat(response.content.decode())
    assert response.status_code == 413
    assert "You sent 47 MB. This page accepts at most 46.0 MB." in page
    assert "<dd>Blue ice.</dd>" in page
    assert "Choose again: <strong>huge.jpg</strong>" in page
    assert (list(Photo.objects.all()), list(media.rglob("*.*"))) == ([], [])


def test_what_is_beyond_all_measure_is_not_read(client, monkeypatch):
    monkeypatch.setattr(upload_limits, "READ_ANYWAY", 0)
    sign_in(client, "Editor")
    upload = SimpleUploadedFile("huge.jpg", bytes(47 << 20), "image/jpeg")
    response = client.post("/admin/news/photo/add/", {"caption": "Blue ice.", "upload": upload})
    page = flat(response.content.decode())
    assert response.status_code == 413
    assert "Nothing was read, and nothing was saved. Use your browser&#x27;s Back button" in page
    assert "Blue ice." not in page


def test_form_with_the_token_of_an_earlier_sign_in_is_kept(norway):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, "Results")
    opened = dict(sent_by(client.get(ADD).content.decode()))
    client.cookies["csrftoken"] = "a" * 32
    response = client.post(ADD, {**opened, **WORDS})
    assert (response.status_code, response["Location"][:12]) == (302, "/admin/kept/")
    assert "Vikingskipet" in client.get(response["Location"]).content.decode()


def test_form_without_a_token_or_a_mark_gives_its_words_back_and_sends_nothing_on(norway):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, "Results")
    response = client.post(ADD, WORDS)
    page = flat(response.content.decode())
    assert response.status_code == 403
    assert "What you typed is below: copy it, and open the page again." in page
    assert "<dd>Vikingskipet</dd>" in page
    assert 'value="Vikingskipet"' not in page, "nothing proves that it is theirs to send"
    foreign = client.post(ADD, WORDS, headers={"Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, "Vikingskipet" in foreign.content.decode()) == (403, False)
