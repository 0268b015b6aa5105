"""Which countries and territories are meant by words, over all of them and all their names."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models import Country
from events.naming import languages
from events.naming.compared import key
from events.naming.places import Meanings, Place, UnclearError

ISOS = {
    "DE": "GER", "AT": "AUT", "HK": "HKG", "CN": "CHN", "BA": "BIH", "RS": "SRB", "ME": "MNE", "KR": "KOR", "KP": "PRK",
    "AD": "AND", "RE": "REU",
}  # fmt: skip
NO_PLACE = "is no country or territory that is known here."
TITLES = {"HKG": "Hong Kong, China", "BIH": "Bosnia and Herzegovina"}
SMALL = Meanings(
    titles={code: TITLES.get(code, code) for code in ISOS.values()},
    isos=ISOS,
    names=(("HKG", "Hong Kong, China"), ("BIH", "Bosnia and Herzegovina"), ("GER", "Bundesrepublik")),
    past=(("GDR", "East Germany"),),
)  # fmt: skip

# Names that mean several; over the entire table there are no others
SEVERAL = {
    ("ANG", "AUT"): {"ao"},  # the code of Angola, and Áo, Austria in Vietnamese
    ("BDI", "BEL"): {"bi"},  # the code of Burundi, and Bỉ, Belgium in Vietnamese
    ("NGR", "RUS"): {"nga"},  # the code of Nigeria, and Nga, Russia in Vietnamese
    ("IMN", "MON"): {"mon"},
    ("ARU", "BES", "CUW", "GLP", "MTQ", "SXM"): {"antilles"},
    ("BES", "CUW", "SXM"): {"antilles dutch", "antilles netherlands"},
    ("BLM", "GLP", "MAF", "MTQ"): {"antilles french", "french indies west"},
    ("CGO", "COD"): {"congo", "kongo", "конго"},
    ("CZE", "SVK"): {"czechoslovakia"},
    ("GGY", "JEY"): {"channel islands"},
    ("GUF", "GUY"): {"guiana"},
    ("INA", "TLS"): {"timor"},
    ("ISV", "IVB"): {"isole vergini", "islands virgin", "jungferninseln", "iles vierges"},
    ("KOR", "PRK"): {"corea", "coree", "coreia", "korea", "корея"},
    ("MAF", "SXM"): {"martin saint", "maarten sint"},
    ("MNE", "SRB"): {"montenegro serbia"},
}  # fmt: skip


@pytest.fixture
def meanings(db) -> Meanings:
    return Country.objects.meanings()


def test_every_name_of_the_table_leads_to_its_country_and_only_these_to_several(meanings):
    every = [*meanings.names, *languages.in_use()]
    every += [(meanings.isos[iso], name) for iso, name in languages.in_languages()]
    assert [(code, name) for code, name in every if code not in meanings.meant(name)] == []
    several: dict[tuple[str, ...], set[str]] = {}
    for _, name in every:
        if len(found := meanings.meant(name)) > 1:
            several.setdefault(found, set()).add(key(name))
    guinea = several.pop(("GBS", "GEQ", "GUI", "PNG"))  # in every language
    assert {"guinea", "guinee", "гвинея", "几内亚"} <= guinea
    assert several == SEVERAL


def test_every_code_of_iso_3166_is_a_country_or_a_territory_once(meanings):
    assert len(meanings.isos) == 250  # 249, and Kosovo's
    assert {meanings.meant(code) for code in meanings.titles} == {(code,) for code in meanings.titles}
    follows = dict(Country.objects.filter(is_territory=True).values_list("noc", "follows"))
    assert len(follows) == 44
    assert [code for code, country in follows.items() if not country] == ["ATA"]
    assert set(follows.values()) == {
        "AUS",
        "CHN",
        "DEN",
        "FIN",
        "FRA",
        "GBR",
        "ITA",
        "MAR",
        "NED",
        "NOR",
        "NZL",
        "USA",
        None,
    }


def test_shipped_names_are_of_codes_that_there_are(meanings):
    assert {noc for noc, _ in languages.in_use()} - set(meanings.titles) == set()
    assert {iso for iso, _ in languages.in_languages()} == set(meanings.isos)
    path = Path("events/data/territories.csv")
    with path.open(encoding="utf-8", newline="") as file:
        assert all(row["source"].startswith("ISO 3166-1") for row in csv.DictReader(file))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Holland", "NED"), ("South Korea", "KOR"), ("Taiwan", "TPE"), ("Turkey", "TUR"), ("Türkiye", "TUR"),
        ("England", "GBR"), ("Scotland", "GBR"), ("Wales", "GBR"), ("Czech Republic", "CZE"), ("USA", "USA"),
        ("America", "USA"), ("Ivory Coast", "CIV"), ("Swaziland", "SWZ"), ("Macedonia", "MKD"), ("U.S.A.", "USA"),
        ("Deutschland", "GER"), ("Österreich", "AUT"), ("Schweiz", "SUI"), ("Suisse", "SUI"), ("Svizzera", "SUI"),
        ("Nederland", "NED"), ("Norge", "NOR"), ("Suomi", "FIN"), ("Polska", "POL"), ("Česko", "CZE"), ("日本", "JPN"),
        ("대한민국", "KOR"), ("中国", "CHN"), ("Қазақстан", "KAZ"), ("Allemagne", "GER"), ("Niederlande", "NED"),
        ("Korea, Republic of", "KOR"), ("St. Lucia", "LCA"), ("DEU", "GER"), ("DE", "GER"), ("BRN", "BRN"),
        ("Réunion", "REU"), ("la reunion", "REU"), ("Färöer", "FRO"), ("Macao", "MAC"), ("Hong Kong", "HKG"),
        ("Curacao", "CUW"), ("Puerto Rico", "PUR"), ("Niger", "NIG"), ("Dominica", "DMA"), ("Ireland", "IRL"),
        ("jey", "JEY"), ("Vatican", "VAT"), ("Sudan", "SUD"), ("Guinea-Bissau", "GBS"),
    ],
)  # fmt: skip
def test_name_in_use_or_of_its_own_language_means_its_country(meanings, words, code):
    assert meanings.one(words) == code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Korea", "“Korea” may be Korea (KOR) or DPR Korea (PRK): write which."),
        ("congo", "“congo” may be Congo (CGO) or DR Congo (COD): write which."),
        (
            "East Germany",
            "“East Germany” is a country of the past, which nothing new can be for. Is Germany meant?",
        ),
        ("GDR", "“GDR” is a country of the past, which nothing new can be for."),
        (
            "Swizerland",
            f"“Swizerland” {NO_PLACE} Is Switzerland, Eswatini or Ireland meant?",
        ),
        ("qqqqqq", f"“qqqqqq” {NO_PLACE} Give its name, or a code such as NED."),
        ("y" * 61, f"“{'y' * 60}…” {NO_PLACE} Give its name, or a code such as NED."),
        ("", f"“” {NO_PLACE} Give its name, or a code such as NED."),
    ],
)
def test_words_that_mean_several_or_none_are_said_to(meanings, words, said):
    with pytest.raises(UnclearError) as refused:
        meanings.one(words)
    assert str(refused.value) == said


def test_group_is_found_by_its_name_and_needs_no_code(meanings):
    with_groups = replace(meanings, groups={"Nordic countries": 1, "Korea": 2, "the nordic Countries": 3})
    assert with_groups.places("Korea") == (Place("Korea", group=2),)
    assert with_groups.places("KOR") == (Place("Korea", "KOR"),)
    assert with_groups.places("Nordic countries") == (Place("Nordic countries", group=1),)
    assert [each.group for each in with_groups.places("NORDIC COUNTRIES")] == [1, 3]
    assert with_groups.places("of") == ()
    assert str(with_groups.unclear("Nordic contries")) == (
        "“Nordic contries” is no country, territory or group of countries that is known here. "
        "Is Nordic countries or the nordic Countries meant?"
    )


def test_country_of_the_past_is_meant_by_its_code_alone_where_a_row_may_have_it(meanings):
    past = meanings.with_codes_of_the_past
    assert past.one("gdr") == "GDR"
    assert (past.places("GDR"), meanings.places("GDR")) == ((Place("East Germany", "GDR"),), ())
    assert past.places("East Germany") == ()
    assert past.one("Germany") == "GER"


def test_guinea_offers_all_four(meanings):
    assert meanings.meant("Guinea") == ("GBS", "GEQ", "GUI", "PNG")
    assert meanings.one("Guinea-Conakry") == "GUI"


@given(st.text(max_size=60))
def test_whatever_is_typed_means_known_ones_or_is_refused_in_words(text):
    try:
        found = SMALL.one(text)
    except UnclearError as refused:
        assert str(refused).startswith("“")
    else:
        assert SMALL.meant(text) == (found,)
    assert set(SMALL.meant(text)) <= set(SMALL.titles)


def test_search_offers_the_very_name_first(db):
    def found(words: str) -> list[str]:
        return [country.noc for country in Country.objects.places().matching(words)]

    assert found("Germany") == ["GER"]
    assert found("guinea")[0:4] == ["GUI", "GEQ", "GBS", "PNG"]
    assert found("korea") == ["KOR", "PRK"]
    assert found("niger") == ["NIG", "NGR"]
    assert found("deutschl") == ["GER"]
    assert found("allemagne") == ["GER"]
    assert found("jersey") == ["JEY"]
    assert found("east germany") == []
    assert [country.noc for country in Country.objects.matching("east germany")] == ["GDR"]
