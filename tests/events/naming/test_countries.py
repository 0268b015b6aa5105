"""Every way of writing a country that sheets, rankings, datelines or visitors use."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.models import Country, Listing
from events.naming.countries import CountryNames, in_text
from tests.factories import events as factories

SPELLINGS = {
    "BLR": ["Belarus"],
    "AIN": ["Individual Neutral Athletes", "AIN"],
    "CGO": ["Congo", "Congo Brazzaville"],
    "CHN": ["China", "People's Republic of China", "People’s Republic of China"],
    "CIV": ["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"],
    "COD": ["DR Congo", "Congo Kinshasa"],
    "CPV": ["Cape Verde"],
    "CZE": ["Czechia", "Czech Republic", "the Czech Republic"],
    "GBR": [
        "UK", "U.K.", "United Kingdom", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland",
    ],
    "KOR": ["Korea", "South Korea", "Republic of Korea", "the Republic of Korea", "SOUTH KOREA"],
    "MKD": ["Macedonia"],
    "MYA": ["Burma"],
    "NED": ["Netherlands", "the Netherlands", "THE NETHERLANDS", "Holland", "ned"],
    "PRK": ["North Korea", "DPR Korea"],
    "RUS": ["Russia"],
    "SUI": ["Swiss"],
    "SWZ": ["Swaziland"],
    "TLS": ["East Timor"],
    "TPE": ["Taiwan"],
    "TUR": ["Türkiye", "Turkiye", "Turkey"],
    "UAE": ["Emirates", "the Emirates"],
    "USA": ["USA", "U.S.A.", "United States", "the United States", "United States of America", "America"],
}  # fmt: skip
WITH_THE = [
    "BAH", "CAF", "CAY", "COD", "COK", "COM", "DOM", "GAM", "ISV", "IVB", "MDV", "MHL", "NED", "PHI", "SOL", "UAE",
    "USA",
]  # fmt: skip


@pytest.mark.django_db
def test_every_spelling_means_its_country(django_assert_num_queries):
    with django_assert_num_queries(1):
        names = Country.objects.names()
    found = {noc: [names.noc(spelling) for spelling in spellings] for noc, spellings in SPELLINGS.items()}
    assert found == {noc: [noc] * len(spellings) for noc, spellings in SPELLINGS.items()}


@pytest.mark.django_db
def test_every_country_is_found_by_its_name_and_code_and_no_name_means_two():
    names = Country.objects.names()
    held = list(Country.objects.nations().values_list("noc", "name"))
    assert [(names.noc(noc), names.noc(name)) for noc, name in held] == [(noc, noc) for noc, _ in held]
    assert [name for noc, name in names.spellings if names.noc(name) != noc] == []


@pytest.mark.django_db
def test_country_that_staff_add_is_known_by_what_they_call_it():
    factories.country("XKX", name="Upper Ice", other_names="Iceland Major\r\n\r\n Ober-Eis ", regions="Glacier\nFjord")
    names = Country.objects.names()
    assert [names.noc(each) for each in ("upper ice", "ICELAND MAJOR", "Ober-Eis", "Glacier")] == ["XKX"] * 3 + [""]
    assert list(Country.objects.matching("ober")) == [Country.objects.get(noc="XKX")]
    assert Country.objects.get(noc="XKX").also_called == "XKX Iceland Major Ober-Eis"


@pytest.mark.django_db
def test_names_codes_and_regions_stand_in_datelines(django_assert_num_queries):
    factories.country("XKX", name="Upper Ice", other_names="Ober-Eis", regions="Glacier\nFjord")
    with django_assert_num_queries(1):
        found = Country.objects.in_datelines()
    own = found.index("Upper Ice")
    assert found[own : own + 5] == ["Upper Ice", "XKX", "Ober-Eis", "Glacier", "Fjord"]
    regions = {"Utah", "Alberta", "Quebec", "Québec", "Minnesota", "Wisconsin", "Hokkaido", "Friesland"}
    assert regions | {"Holland", "UK", "NOR", "Norway"} <= set(found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"name": "Holland"}, "name", "“Holland” is already a name of Netherlands."),
        ({"other_names": "Ice\nthe U.S.A."}, "other_names", "“the U.S.A.” is already a name of United States."),
        ({"other_names": "nor"}, "other_names", "“nor” is already a name of Norway."),
    ],
)
def test_name_of_another_country_is_refused_in_words(values, field, said):
    with pytest.raises(ValidationError) as refused:
        Country(**{"noc": "XKX", "name": "Upper Ice", **values}).full_clean()
    assert refused.value.message_dict == {field: [said]}


@pytest.mark.django_db
def test_country_may_keep_its_own_names():
    Country.objects.get(noc="NED").full_clean()


@pytest.mark.django_db
def test_countries_called_with_the():
    assert (
        list(Country.objects.nations().filter(with_article=True).order_by("noc").values_list("noc", flat=True))
        == WITH_THE
    )
    assert Country.objects.get(noc="NED").name_in_text == "the Netherlands"
    assert Country.objects.get(noc="NOR").name_in_text == "Norway"


@pytest.mark.django_db
def test_sql_names_countries_in_text_as_the_model_does():
    listing = factories.listing()
    listing.except_held_in.set(["NED", "NOR", "USA"])
    held = Listing.objects.with_keys().get(pk=listing.pk).except_held_in_names
    assert held == ["the Netherlands", "Norway", "the United States"]
    assert held == [country.name_in_text for country in Country.objects.filter(pk__in=["NED", "NOR", "USA"])]


def test_name_that_two_countries_have_means_neither():
    names = CountryNames((("AAA", "Congo"), ("BBB", "The Congo"), ("BBB", "Zaire")))
    assert (names.noc("Congo"), names.noc("zaire"), names.noc(""), names.noc("Utah")) == ("", "BBB", "", "")


def test_country_is_written_with_its_capitals_and_accents():
    names = CountryNames((("TUR", "Türkiye"), ("TUR", "TUR"), ("KOR", "South Korea")))
    assert [names.written(each) for each in ("turkiye", "tur", "the south korea", "utah")] == [
        "Türkiye",
        "TUR",
        "South Korea",
        "",
    ]


@given(st.dictionaries(st.text("abc é’.", min_size=1), st.sampled_from(["AAA", "BBB"])), st.text())
def test_what_is_found_was_named(names, words):
    found = CountryNames(tuple((noc, name) for name, noc in names.items()))
    assert found.noc(words) in {"", *names.values()}
    assert bool(found.written(words)) >= bool(found.noc(words))
    for name, noc in names.items():
        assert found.noc(name) in {noc, ""}


def test_in_text():
    assert (in_text("Netherlands", True), in_text("Norway", False)) == ("the Netherlands", "Norway")
