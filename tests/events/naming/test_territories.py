"""Territories as mails name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.broadcast.mail.places import read_places
from events.broadcast.mail.territories import LONGEST, Place, read_territories
from events.models import Country, CountryGroup
from tests.factories import events as factories


class Some:
    """A few places, by name."""

    places = {
        "Germany": Place("Germany", "GER"),
        "Austria": Place("Austria", "AUT"),
        "Switzerland": Place("Switzerland", "SUI"),
        "Trinidad and Tobago": Place("Trinidad and Tobago", "TTO"),
        "Nordic countries": Place("Nordic countries", group=1),
    }

    def find(self, words: str) -> Place | None:
        return self.places.get(words)

    def near(self, words: str) -> list[str]:
        return ["Austria"] if words == "Australia" else []


def words(text: str) -> list[str]:
    found = read_territories(text, Some())
    assert found.errors == ()
    return [each.words for each in found.territories]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" , ;\n", []),
        ("Germany", ["Germany"]),
        ("Germany, Austria and Switzerland", ["Germany", "Austria", "Switzerland"]),
        ("Germany; Austria\nSwitzerland.", ["Germany", "Austria", "Switzerland"]),
        ("Germany, and Austria", ["Germany", "Austria"]),
        ("Germany/Austria + Switzerland", ["Germany", "Austria", "Switzerland"]),
        ("Germany und Austria", ["Germany", "Austria"]),
        ("Switzerland (German-speaking part)", ["Switzerland, German-speaking part"]),
        ("Germany and Switzerland (Romandy) and Austria", ["Germany", "Switzerland, Romandy", "Austria"]),
        ("Germany (Bavaria, Saxony and Hesse), Austria", ["Germany, Bavaria, Saxony and Hesse", "Austria"]),
        ("German-speaking Switzerland", ["Switzerland, German-speaking part"]),
        ("German-speaking part of Switzerland", ["Switzerland, German-speaking part"]),
        ("Trinidad and Tobago and Germany", ["Trinidad and Tobago", "Germany"]),
        ("Germany and Trinidad and Tobago", ["Germany", "Trinidad and Tobago"]),
        ("Germany, Germany", ["Germany"]),
        ("Switzerland (Ticino), Switzerland", ["Switzerland, Ticino", "Switzerland"]),
        ("Nordic countries, Austria", ["Nordic countries", "Austria"]),
    ],
)
def test_text_is_read(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Australia", "“Australia” is not a country or group of countries. Is Austria meant?"),
        ("Atlantis and Germany", "“Atlantis” is not a country or group of countries."),
        ("French-speaking Atlantis", "“French-speaking Atlantis” is not a country or group of countries."),
        (
            "German-speaking Australia",
            "“German-speaking Australia” is not a country or group of countries. Is Austria meant?",
        ),
        (
            "Nordic countries (north)",
            "“Nordic countries (north)”: Nordic countries is a group of countries; only a country can have a part.",
        ),
        (f"Germany ({'x' * 81})", f"“{'x' * 20}…” has 81 characters, of which 80 fit."),
        ("y" * 70, f"“{'y' * 60}…” is not a country or group of countries."),
        ("z" * (LONGEST + 1), f"{LONGEST + 1} characters, of which {LONGEST} are read."),
    ],
)
def test_what_is_not_understood_is_said(text, error):
    assert read_territories(text, Some()).errors == (error,)


def test_what_is_understood_stands_beside_what_is_not():
    found = read_territories("Germany, Atlantis, Austria", Some())
    assert ([each.words for each in found.territories], len(found.errors)) == (["Germany", "Austria"], 1)


@given(st.lists(st.sampled_from(["Germany", "Austria", "and", ",", "(", ")", "Trinidad", "Tobago", "-speaking", "x"])))
def test_any_words_are_read_or_refused(parts):
    found = read_territories(" ".join(parts), Some())
    assert len(set(found.territories)) == len(found.territories)
    assert len(set(found.errors)) == len(found.errors)


@given(st.lists(st.sampled_from(sorted(Some.places)), unique=True), st.sampled_from([", ", "; ", "\n", " and ", " & "]))
def test_names_are_read_back(names, separator):
    assert words(separator.join(names)) == names


# Among what the database has


@pytest.mark.django_db
def test_places_are_found_by_every_name_and_code_of_today():
    group = CountryGroup.objects.create(name="Nordic countries")
    found = {text: read_places().find(text) for text in ("holland", "NED", "nl", "  the  Netherlands", "Österreich")}
    netherlands = Place("Netherlands", "NED")
    assert found == {
        "holland": netherlands, "NED": netherlands, "nl": netherlands, "  the  Netherlands": netherlands,
        "Österreich": Place("Austria", "AUT"),
    }  # fmt: skip
    assert read_places().find("nordic COUNTRIES") == Place("Nordic countries", group=group.pk)
    assert read_places().find("East Germany") is None
    assert Country.objects.filter(name="East Germany").exists()
    assert read_places().near("East Germany") == ["Germany"]
    assert read_places().near("Swizerland")[0] == "Switzerland"
    assert read_places().near("qqqqqq") == []


@pytest.mark.django_db
def test_places_cost_two_queries(django_assert_num_queries):
    factories.country("NOR")
    with django_assert_num_queries(2):
        places = read_places()
        assert places.find("Norway") == Place("Norway", "NOR")
