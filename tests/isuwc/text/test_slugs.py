"""Words in plain small letters, for comparing names and for addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.slugs import fold, slug
from news.models.article import make_slug
from standings.models import Competitor
from tests.factories import events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bjørn Magnussen wins in Łódź", "bjorn-magnussen-wins-in-lodz"),
        ("Große", "grosse"),
        ("Þórður Ægisson, Đoković, Çağrı and Œuvre", "thordur-aegisson-dokovic-cagri-and-oeuvre"),
        ("İstanbul Ħal Sáŋ", "istanbul-hal-sang"),
        ("Kok’s “gold” – again!", "koks-gold-again"),
        ("長野", ""),
    ],
)
def test_letters_of_a_title_stay_in_its_address(text, expected):
    assert slug(text) == expected


def test_no_word_is_cut_in_two_unless_it_is_alone():
    assert slug("gold silver bronze", longest=12) == "gold-silver"
    assert slug("gold silver bronze", longest=11) == "gold-silver"
    assert slug("æ" * 20, longest=9) == "aeaeaeaea"


@given(st.text(max_size=120), st.integers(min_value=5, max_value=90))
def test_a_slug_is_an_address_and_one_of_itself(text, longest):
    made = slug(text, longest)
    assert re.fullmatch(r"[a-z0-9_-]*", made)
    assert len(made) <= longest
    assert slug(made, longest) == made


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_one_rule_makes_every_address():
    assert make_slug("Bjørn in Łódź") == "bjorn-in-lodz"
    assert Competitor(name="Bjørn Łódź", country_id="NOR").make_slug() == "bjorn-lodz"
    assert len(Competitor(name="þ" * 80, country_id="ISL").make_slug()) == 80


@pytest.mark.django_db
@pytest.mark.parametrize(("city", "expected"), [("Tromsø", "1-tromso"), ("Łódź", "1-lodz"), ("長野", "1")])
def test_an_event_is_found_under_its_city(city, expected, client):
    event = events.event(venue=events.venue(city, slug="hall"))
    assert event.slug == expected
    assert client.get(event.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_an_address_that_is_stored_never_changes_by_itself():
    event = events.event(venue=events.venue("Tromsø", slug="hall"), slug="1-troms")
    event.save()
    event.refresh_from_db()
    assert event.slug == "1-troms"
