"""What is typed into the admin's forms, cleaned, and said where the person looks."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.urls import reverse

from events.models import Country, Event, Series, Venue
from isuwc.text.text_fields import text_fields
from isuwc.text.typed import CleanAdmin, CleanForm
from news.models import BLOCKS, Article, Photo, TextBlock
from standings.models import Competitor, Result
from tests.factories import events, news, standings

pytestmark = pytest.mark.django_db


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


def test_every_form_of_the_admin_cleans(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    kept = [
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, CleanAdmin) or not issubclass(model_admin.get_form(request), CleanForm)
    ]
    assert kept == []
    formsets = [
        (model, formset)
        for model, model_admin in admin.site._registry.items()
        for formset, _ in model_admin.get_formsets_with_inlines(request)
    ]
    assert len(formsets) >= 17
    assert [(model, formset) for model, formset in formsets if not issubclass(formset.form, CleanForm)] == []


def test_a_typed_venue_is_cleaned_and_it_is_said(admin_client):
    response = admin_client.post(
        reverse("admin:events_venue_add"),
        {
            "name": "So\x01rmarka\vArena\u202e",
            "slug": "sormarka",
            "city": "Stavanger",
            "country": "NOR",
            "time_zone": "Europe/Oslo",
        },
    )
    assert response.status_code == 302
    assert Venue.objects.get(slug="sormarka").name == "Sormarka Arena"
    assert said(response) == [
        "Name: a control character was removed, an invisible character was removed, a line break became a space."
    ]


def test_a_form_that_is_shown_again_says_it_too(admin_client):
    response = admin_client.post(reverse("admin:events_venue_add"), {"name": "Ar\x01ena", "slug": "arena"})
    assert response.status_code == 200
    text = response.content.decode()
    assert 'value="Arena"' in text
    assert "Name: a control character was removed." in text


def test_a_form_without_them_says_nothing(admin_client):
    values = {"name": "Zażółć", "slug": "z", "city": "Łódź", "country": "POL", "time_zone": "Europe/Warsaw"}
    response = admin_client.post(reverse("admin:events_venue_add"), values)
    assert (response.status_code, said(response)) == (302, [])


def test_text_of_several_lines_keeps_them(admin_client):
    series = events.series()
    values = {"name": series.name, "slug": series.slug, "discipline": series.discipline, "first_year": 1985}
    response = admin_client.post(
        reverse("admin:events_series_change", args=[series.pk]), {**values, "about": "One.\x0bTwo.\r\n\r\nThree."}
    )
    assert Series.objects.get().about == "One.\nTwo.\n\nThree."
    assert said(response) == ["About: a soft return became a line break."]


def article_form(**values: str) -> dict[str, str]:
    """A new article with one text, as the browser sends it."""
    data = {"title": "A title", "lead": "A lead", "type": "report", "state": "draft", **values}
    for model in BLOCKS:
        prefix = f"news_{model._meta.model_name}_set"
        data |= {f"{prefix}-TOTAL_FORMS": str(int(model is TextBlock)), f"{prefix}-INITIAL_FORMS": "0"}
    text = {"text": "<p>Gold\x0bfor Kok&#11;again&#x202e;.</p>", "region": "body", "ordering": "10"}
    return data | {f"news_textblock_set-0-{name}": value for name, value in text.items()}


def test_an_article_is_cleaned_with_its_blocks(admin_client):
    response = admin_client.post(
        reverse("admin:news_article_add"),
        article_form(title="Gold\x0bfor \ufeffKok", lead="One.\u2028Two.", hashtags="#Z\u0307urek #Wo\u0301jcik"),
    )
    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.title, article.lead, article.slug) == ("Gold for Kok", "One.\nTwo.", "gold-for-kok")
    assert article.hashtags == ["Żurek", "Wójcik"]
    assert TextBlock.objects.get().text == "<p>Gold<br>for Kok<br>again.</p>"
    assert said(response) == [
        "Title: an invisible character was removed, a line break became a space.",
        "Lead: a soft return became a line break.",
        "Text 1, Text: a soft return became a line break.",
    ]


def test_inlines_are_cleaned(admin_client):
    race = standings.result(standings.events.race(), standings.skater()).race
    result = Result.objects.get()
    row = {
        "id": result.pk,
        "line": 1,
        "rank": 1,
        "status": "OK",
        "competitor": result.competitor.name,
        "country": "NED",
    }
    data = {"result_state": "official", "source": "A\x01 sheet"}
    data |= {"results-TOTAL_FORMS": 1, "results-INITIAL_FORMS": 1}
    data |= {"note_meanings-TOTAL_FORMS": 0, "note_meanings-INITIAL_FORMS": 0}
    data |= {f"results-0-{name}": value for name, value in {**row, "notes": "Q\x02"}.items()}
    address = reverse("admin:standings_racesheet_change", args=[race.pk])
    response = admin_client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    assert Result.objects.get().notes == "Q"
    assert said(response) == [
        "Source: a control character was removed.",
        "Result 1, Notes: a control character was removed.",
    ]


def test_names_of_users_are_cleaned_and_passwords_left_as_they_are(admin_client):
    password = "pass\u200bword of ann\u00ad 37"
    values = {"username": "ann\u200b", "password1": password, "password2": password, "usable_password": "true"}
    response = admin_client.post(reverse("admin:auth_user_add"), values)
    assert response.status_code == 302
    assert User.objects.get(username="ann").check_password(password)
    assert said(response) == [
        "The user ann has no role yet and can’t sign in.",
        "Username: an invisible character was removed.",
    ]


def test_the_picker_says_what_it_cleaned(admin_client):
    photo = news.photo()
    facts = {"caption": "Gold\x0bagain", "credit": "IS\x00U", "alt": "A skater"}
    answer = admin_client.post(reverse("admin:news_photo_facts", args=[photo.pk]), facts).json()
    assert answer["cleaned"] == (
        "Caption: a soft return became a line break. Credit holder: a control character was removed."
    )
    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("Gold\nagain", "ISU")


def test_a_pasted_table_is_cleaned_cell_by_cell(admin_client):
    event = events.event()
    table = "session,session_name,date,category,distance\n1,First\x0bses\ufeffsion,2025-11-14,women,500\n"
    response = admin_client.post(reverse("admin:events_event_programme", args=[event.pk]), {"text": table})
    assert "First session" in response.content.decode()
    assert (
        "Row 2, session_name: an invisible character was removed, a line break became a space."
        in response.content.decode()
    )


def test_a_pasted_report_is_cleaned_line_by_line(admin_client):
    text = "Kok wins again\n\nSTAVANGER, Norway – Femke\x0bKok won \x01gold.\n"
    response = admin_client.post(reverse("admin:news_article_from_text"), {"text": text, "title": "Go\x02ld"})
    page = response.content.decode()
    assert "A control character was removed, a soft return became a line break." in page
    assert "Title: a control character was removed." in page


@pytest.mark.parametrize("model", [Venue, Article, Photo, Competitor, User, Event, Country])
def test_what_no_form_has_seen_is_cleaned_before_it_is_stored(model):
    """Every text that has no pattern, choices or constraint of its own."""
    made = {
        Venue: lambda: events.venue(),
        Article: lambda: news.article(),
        Photo: lambda: news.photo(),
        Competitor: lambda: standings.skater(),
        User: lambda: User.objects.create_user("ann", first_name="Ann"),
        Event: lambda: events.event(plan_note="Why"),
        Country: lambda: events.country("NOR"),
    }[model]()
    names = {"name", "title", "lead", "caption", "first_name", "plan_note", "city", "dateline"}
    fields = [field for field in text_fields(model) if field.name in names]
    assert fields
    for field in fields:
        setattr(made, field.name, "a\x01b\vc")
    made.save()
    made.refresh_from_db()
    is_long = {"lead", "caption"}
    assert {field.name: getattr(made, field.name) for field in fields} == {
        field.name: "ab\nc" if field.name in is_long else "ab c" for field in fields
    }
