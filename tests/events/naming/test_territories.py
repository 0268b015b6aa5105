"""Lists of countries, territories and groups, as people type them in mails, forms and cells of tables."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models import Country, CountryGroup
from events.naming import languages
from events.naming.places import Meanings, UnclearError
from events.naming.territories import LONGEST, PARTS, Understood, read_territories, whole_countries
from tests.factories import events as factories

TITLES = {
    "GER": "Germany", "AUT": "Austria", "SUI": "Switzerland", "TTO": "Trinidad and Tobago", "NOR": "Norway",
    "BIH": "Bosnia and Herzegovina", "HKG": "Hong Kong, China", "CHN": "China", "SRB": "Serbia", "MNE": "Montenegro",
    "KOR": "Korea", "PRK": "DPR Korea", "AND": "Andorra", "REU": "Réunion", "COD": "DR Congo", "CGO": "Congo",
    "NED": "Netherlands", "GBR": "Great Britain",
}  # fmt: skip
ISOS = {
    "DE": "GER", "AT": "AUT", "CH": "SUI", "TT": "TTO", "NO": "NOR", "BA": "BIH", "HK": "HKG", "CN": "CHN", "RS": "SRB",
    "ME": "MNE", "KR": "KOR", "KP": "PRK", "AD": "AND", "RE": "REU", "CD": "COD", "CG": "CGO", "NL": "NED", "GB": "GBR",
}  # fmt: skip
SOME = Meanings(
    titles=TITLES,
    isos=ISOS,
    names=(*TITLES.items(), *((code, iso) for iso, code in ISOS.items())),
    past=(("GDR", "East Germany"), ("GDR", "GDR")),
    groups={"Nordic countries": 1, "Austria and Switzerland": 2},
)
NO_PLACE = "is no country, territory or group of countries that is known here."
RIGHT = "Give its name, or a code such as NED."


def words(text: str, meanings: Meanings = SOME) -> list[str]:
    return [each.words for each in read_territories(text, meanings).all()]


def codes(text: str) -> list[str]:
    return [each.place.noc for each in read_territories(text, SOME).all()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" , ;\n", []),
        (" . ", []),
        ("Germany", ["GER"]),
        ("Germany, Austria, Norway", ["GER", "AUT", "NOR"]),
        ("Germany; Austria\nSwitzerland.", ["GER", "AUT", "SUI"]),
        ("Germany | Austria\r\n\r\nSwitzerland", ["GER", "AUT", "SUI"]),
        ("Germany, and Austria", ["GER", "AUT"]),
        ("Germany;\nand Austria", ["GER", "AUT"]),
        ("Germany/Austria + Norway", ["GER", "AUT", "NOR"]),
        ("Norway/NL", ["NOR", "NED"]),
        ("Germany AND Austria", ["GER", "AUT"]),
        ("GERMANY AND AUSTRIA", ["GER", "AUT"]),
        ("Deutschland und Österreich", ["GER", "AUT"]),
        ("Germany sowie Norway plus Holland", ["GER", "NOR", "NED"]),
        ("Allemagne et Autriche", ["GER", "AUT"]),
        ("Alemania y Austria", ["GER", "AUT"]),
        ("Germany, Austria and Réunion", ["GER", "AUT", "REU"]),
        ("Germany, Germany", ["GER"]),
        # with nothing but spaces between
        ("Germany Austria", ["GER", "AUT"]),
        ("Norway Great Britain", ["NOR", "GBR"]),
        ("NOR NED", ["NOR", "NED"]),
        ("ger aut", ["GER", "AUT"]),
        # codes, of which AND is one where all are
        ("GER AND AUT", ["GER", "AND", "AUT"]),
        ("GER, AND, AUT", ["GER", "AND", "AUT"]),
        ("DE AND AT", ["GER", "AND", "AUT"]),
        ("ger and aut", ["GER", "AUT"]),
        ("Austria and AND and Germany", ["AUT", "AND", "GER"]),
        ("AND", ["AND"]),
        ("GER and AUT", ["GER", "AUT"]),
        ("CHN, HKG", ["CHN", "HKG"]),
        # names that have commas, "and" and brackets of their own
        ("Bosnia and Herzegovina, Germany", ["BIH", "GER"]),
        ("Trinidad and Tobago and Germany", ["TTO", "GER"]),
        ("Germany and Trinidad and Tobago", ["GER", "TTO"]),
        ("Korea, Republic of and Norway", ["KOR", "NOR"]),
        ("Congo (Kinshasa)", ["COD"]),
        ("Congo (Kinshasa) Norway", ["COD", "NOR"]),
        ("Serbia and Montenegro", ["SRB", "MNE"]),
        ("Serbia, Montenegro", ["SRB", "MNE"]),
        ("China and Hong Kong", ["CHN", "HKG"]),
        ("HKG; China", ["HKG", "CHN"]),
        # with their codes, as the admin offers them and as questions name them
        ("Norway (NOR), Austria (AT)", ["NOR", "AUT"]),
        ("Korea (KOR)", ["KOR"]),
        ("Netherlands (Holland)", ["NED"]),
    ],
)  # fmt: skip
def test_list_is_read(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Switzerland (German-speaking part)", ["Switzerland, German-speaking part"]),
        ("Germany and Switzerland (Romandy) and Austria", ["Germany", "Switzerland, Romandy", "Austria"]),
        ("Germany Switzerland (Romandy) Austria", ["Germany", "Switzerland, Romandy", "Austria"]),
        ("Germany (Bavaria, Saxony and Hesse), Austria", ["Germany, Bavaria, Saxony and Hesse", "Austria"]),
        ("Germany (Bavaria;\n Saxony), Austria", ["Germany, Bavaria; Saxony", "Austria"]),
        ("Trinidad and Tobago (Tobago alone), Norway", ["Trinidad and Tobago, Tobago alone", "Norway"]),
        ("German-speaking Switzerland", ["Switzerland, German-speaking part"]),
        ("German-speaking part of Switzerland", ["Switzerland, German-speaking part"]),
        ("German-speaking part of the Netherlands, Austria", ["Netherlands, German-speaking part", "Austria"]),
        ("Serbian-speaking Bosnia and Herzegovina", ["Bosnia and Herzegovina, Serbian-speaking part"]),
        ("Switzerland (Ticino), Switzerland", ["Switzerland, Ticino", "Switzerland"]),
        ("Korea (south of Seoul)", None),
    ],
)
def test_part_of_a_country_is_read(text, expected):
    if expected is None:
        assert read_territories(text, SOME).errors == ("“Korea” may be Korea (KOR) or DPR Korea (PRK): write which.",)
    else:
        assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nordic countries, Austria", [("", 1), ("AUT", None)]),
        ("the NORDIC countries and Austria", [("", 1), ("AUT", None)]),
        ("Germany Nordic Countries", [("GER", None), ("", 1)]),
        # A group has no code by which else to name it
        ("Austria and Switzerland", [("", 2)]),
        ("Germany, Austria and Switzerland", [("GER", None), ("", 2)]),
        ("Austria, Switzerland", [("", 2)]),
        ("AUT, SUI", [("AUT", None), ("SUI", None)]),
    ],
)
def test_groups_are_read(text, expected):
    places = [each.place for each in read_territories(text, SOME).all()]
    assert [(each.noc, each.group) for each in places] == expected


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("Swizerland", (f"“Swizerland” {NO_PLACE} Is Switzerland meant?",)),
        ("Atlantis and Germany", (f"“Atlantis” {NO_PLACE} {RIGHT}",)),
        ("Norway Atlantis", (f"“Norway Atlantis” {NO_PLACE} {RIGHT}",)),
        ("French-speaking Atlantis", (f"“Atlantis” {NO_PLACE} {RIGHT}",)),
        ("Swizerland (north)", (f"“Swizerland” {NO_PLACE} Is Switzerland meant?",)),
        (
            "Korea, Atlantis; Korea",
            ("“Korea” may be Korea (KOR) or DPR Korea (PRK): write which.", f"“Atlantis” {NO_PLACE} {RIGHT}"),
        ),
        (
            "Germany Korea",
            ("“Korea” may be Korea (KOR) or DPR Korea (PRK): write which.",),
        ),
        (
            "East Germany",
            ("“East Germany” is a country of the past, which nothing new can be for. Is Germany meant?",),
        ),
        ("GDR", ("“GDR” is a country of the past, which nothing new can be for.",)),
        (
            "Germany, Hong Kong, China",
            (
                "“Hong Kong, China” may be HKG or a list, HKG and CHN. "
                "Put each name on a line of its own, or write codes.",
            ),
        ),
        (
            "Nordic countries (north)",
            ("“Nordic countries (north)”: Nordic countries is a group of countries; only a country can have a part.",),
        ),
        (f"Germany ({'x' * 81})", (f"“{'x' * 20}…” has 81 characters, of which 80 fit.",)),
        ("Germany (Bavaria", (f"“Germany (Bavaria” {NO_PLACE} {RIGHT}",)),
        ("y" * 70, (f"“{'y' * 60}…” {NO_PLACE} {RIGHT}",)),
        ("z" * (LONGEST + 1), (f"{LONGEST + 1} characters, of which {LONGEST} are read.",)),
    ],
)
def test_what_is_not_understood_is_said(text, errors):
    assert read_territories(text, SOME).errors == errors


def test_limits_hold_what_just_fits():
    assert words(f"Germany ({'x' * 80})") == [f"Germany, {'x' * 80}"]
    assert words("Germany".ljust(LONGEST)) == ["Germany"]


def test_what_is_understood_stands_beside_what_is_not():
    found = read_territories("Germany, Atlantis, Austria", SOME)
    assert ([each.words for each in found.territories], len(found.errors)) == (["Germany", "Austria"], 1)
    with pytest.raises(UnclearError, match=r"^“Atlantis” is no country"):
        found.all()
    with pytest.raises(UnclearError, match=r"^One\. Two\.$"):
        Understood(errors=("One.", "Two.")).all()


def test_former_country_is_read_by_its_code_where_a_row_may_have_it_already():
    past = SOME.with_codes_of_the_past
    assert words("GDR, Norway", past) == ["East Germany", "Norway"]
    assert read_territories("East Germany", past).errors != ()


def test_whole_countries_are_neither_groups_nor_parts():
    assert whole_countries("Norway and Holland", SOME) == ("NOR", "NED")
    assert whole_countries("", SOME) == ()
    for text, why in (
        ("Norway, Nordic countries", "“Nordic countries” is a group of countries: name its countries."),
        ("Germany (Bavaria)", "“Germany, Bavaria”: only a whole country can stand here, without a part of it."),
        ("Atlantis", f"“Atlantis” {NO_PLACE} {RIGHT}"),
    ):
        with pytest.raises(UnclearError) as refused:
            whole_countries(text, SOME)
        assert str(refused.value) == why


PIECES = ["Germany", "Austria", "AND", "and", ",", "(", ")", "Trinidad", "Tobago", "-speaking", "Hong", "Kong", "China"]


@given(st.lists(st.sampled_from(PIECES)) | st.lists(st.text(max_size=9), max_size=9))
def test_any_words_are_read_or_refused(parts):
    found = read_territories(" ".join(parts), SOME)
    assert len(set(found.territories)) == len(found.territories)
    assert len(set(found.errors)) == len(found.errors)


@given(
    st.lists(st.sampled_from(sorted(TITLES)), max_size=12),
    st.sampled_from([" ", ", ", ";", "\n", " / ", " and ", " & ", " | "]),
)
def test_list_of_codes_is_read_as_it_stands(some, between):
    assert codes(between.join(some)) == list(dict.fromkeys(some))


@given(
    st.lists(st.sampled_from(sorted(set(TITLES.values()) - {"Korea", "Congo", "Hong Kong, China"})), unique=True),
    st.sampled_from(["; ", "\n", " | "]),
)
def test_names_are_read_back(names, separator):
    assert words(separator.join(names)) == names


# Among what the database has


@pytest.mark.django_db
def test_every_name_is_read_as_the_list_that_it_is_alone():
    """Whatever commas, brackets and "and" a name has, it is its country; of one alone it is asked."""
    meanings = Country.objects.meanings()
    names = [(meanings.isos[iso], name) for iso, name in languages.in_languages()] + list(meanings.names)
    wrong = {}
    for code, name in names:
        found = read_territories(name, meanings)
        if meanings.meant(name) == (code,) and [each.place.noc for each in found.territories] != [code]:
            wrong[name] = [each.place.noc for each in found.territories], found.errors
    separated = sum(bool(PARTS.search(name)) for _, name in names)
    assert separated > 300
    assert list(wrong) == ["Hong Kong, China"]


@pytest.mark.django_db
def test_places_of_today_are_found_by_names_and_groups_in_two_queries(django_assert_num_queries):
    factories.country("NOR")
    group = CountryGroup.objects.create(name="Nordic countries")
    with django_assert_num_queries(2):
        meanings = CountryGroup.objects.all().meanings()
        found = read_territories("holland, NED; nl / Österreich; nordic COUNTRIES", meanings).all()
    assert [(each.place.noc, each.place.group) for each in found] == [("NED", None), ("AUT", None), ("", group.pk)]
    assert replace(meanings, groups={}) == Country.objects.meanings()
