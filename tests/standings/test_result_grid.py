"""A result as a grid: lines typed or pasted, names recognised or asked about, all of it without JavaScript."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Race
from isuwc.files.tables.spreadsheets import Table, as_xlsx
from isuwc.history.models import Change
from standings.models import Alias, Competitor, Result
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import Window
from tests.markup import flat
from tests.standings.test_admin import address, sheet_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    sign_in(client, "Results")
    return client


@pytest.fixture
def race():
    return events.race()


def rows(response):
    """The lines of the page, as far as they hold anything, by field."""
    formset = response.context["inline_admin_formsets"][0].formset
    names = ("rank", "competitor", "country", "time", "status", "bib", "pair", "lane")
    found = [
        {name: form[name].value() for name in names if name in form.fields and form[name].value() not in {None, ""}}
        for form in formset.forms
        if form["competitor"].value()
    ]
    return [{name: value for name, value in row.items() if (name, value) != ("status", "OK")} for row in found]


def pasted(window, text, **columns):
    """The page after what was pasted is read."""
    return window.type(pasted=text, **columns).send("_read")


def typed(client, race):
    return Window(client, address(race))


TEXT = "1\t12\tKOK Femke\tNED\t37,05\n2\t7\tJACKSON Erin\tUSA\t37.2\n\t9\tTAKAGI Miho\tJPN\tDNF"


@pytest.fixture
def three():
    return [
        factories.skater("Femke Kok"),
        factories.skater("Erin Jackson", country=events.country("USA")),
        factories.skater("Miho Takagi", country=events.country("JPN")),
    ]


def test_pasted_lines_stand_in_the_grid_before_anything_is_saved(staff, race, three):
    response = pasted(typed(staff, race), TEXT)
    assert rows(response) == [
        {"rank": "1", "competitor": "Femke Kok", "country": "NED", "time": "37.05", "bib": "12"},
        {"rank": "2", "competitor": "Erin Jackson", "country": "USA", "time": "37.20", "bib": "7"},
        {"competitor": "Miho Takagi", "country": "JPN", "status": "DNF", "bib": "9"},
    ]
    read = response.context["lines_read"]
    assert [column.role for column in read.reading.columns] == ["rank", "bib", "name", "country", "time"]
    assert (read.new, read.changed, read.problem) == (3, 0, "")
    assert "form-trouble" not in response.text
    assert (Result.objects.count(), Race.objects.get().result_state) == (0, "none")


def test_what_was_read_is_saved_as_it_stands(staff, race, three):
    window = typed(staff, race)
    pasted(window, TEXT)
    assert window.type(result_state="official", source="A sheet").send().status_code == 302
    assert list(race.results.values_list("line", "rank", "status", "competitor__name", "hundredths", "bib")) == [
        (1, 1, "OK", "Femke Kok", 3705, 12),
        (2, 2, "OK", "Erin Jackson", 3720, 7),
        (3, None, "DNF", "Miho Takagi", None, 9),
    ]


def test_columns_that_were_taken_for_others_are_chosen_and_read_again(staff, race, three):
    window = typed(staff, race)
    text = "37.05\tKok Femke\t1\n37.20\tJackson Erin\t2"
    response = pasted(window, text)
    digest = response.context["lines_read"].reading.digest
    assert rows(response)[0] == {"competitor": "Femke Kok", "time": "37.05", "rank": "1"}  # 1 is taken for points
    columns = {"columns__of": digest, "column__0": "time", "column__1": "name", "column__2": "bib"}
    assert rows(pasted(window, text, **columns)) == [
        {"rank": "1", "competitor": "Femke Kok", "time": "37.05", "bib": "1"},
        {"rank": "2", "competitor": "Erin Jackson", "time": "37.20", "bib": "2"},
    ]


def test_pasting_once_more_changes_the_line_that_is_there(staff, race, three):
    factories.result(race, three[0], hundredths=3705, bib=12)
    response = pasted(typed(staff, race), "1\tFemke Kok\t37.01\n2\tErin Jackson\t37.30")
    assert rows(response) == [
        {"rank": "1", "competitor": "Femke Kok", "country": "NED", "time": "37.01", "bib": "12"},
        {"rank": "2", "competitor": "Erin Jackson", "time": "37.30"},
    ]
    assert (response.context["lines_read"].new, response.context["lines_read"].changed) == (1, 1)
    assert race.results.get().hundredths == 3705


def test_file_is_read_like_what_is_pasted(staff, race, three):
    table = Table("Result", ("Rank", "Name", "Time"), ())
    book = as_xlsx(table, [(1, "Femke Kok", Decimal("37.05")), (2, "Erin Jackson", Decimal("37.2"))])
    response = typed(staff, race).send("_read", pasted_file=SimpleUploadedFile("result.xlsx", book))
    assert [row["time"] for row in rows(response)] == ["37.05", "37.20"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste lines first, or choose a file."),
        ("37.05\n37.20", "No line with a name was found in it."),
        ("x" * 100_001, "That are 100,001 characters, of which 100,000 can be read."),
    ],
)
def test_what_can_not_be_read_is_said_and_nothing_is_lost(staff, race, text, said):
    window = typed(staff, race)
    window.form.values["results-0-competitor"] = ["Somebody"]
    response = pasted(window, text)
    assert response.context["lines_read"].problem == said
    assert said in flat(response.text)
    assert rows(response) == [{"rank": "1", "competitor": "Somebody"}]


# Names


def errors(response):
    return {
        f"{number}-{name}": list(words)
        for number, form in enumerate(response.context["inline_admin_formsets"][0].formset.forms)
        for name, words in form.errors.items()
    }


def question(response, number=0):
    return response.context["inline_admin_formsets"][0].formset.forms[number].question


@pytest.mark.parametrize("name", ["femke kok", "KOK Femke", "Fémke  Kok", "FemkeKOK", "Femke van Kok"])
def test_skater_is_known_by_name_whatever_its_order_accents_and_aliases(staff, race, name):
    kok = factories.skater("Femke Kok")
    Alias.objects.create(competitor=kok, name="Femke van Kok", country=kok.country, category="women")
    assert staff.post(address(race), sheet_form(race, {"competitor": name, "country": ""})).status_code == 302
    assert race.results.get().competitor == kok


def test_name_that_is_nearly_known_is_a_question_at_its_row(staff, race):
    kok = factories.skater("Femke Kokkie")
    form = sheet_form(race, {"competitor": "Femke Kokie", "country": ""})
    response = staff.post(address(race), form)
    assert errors(response) == {"0-competitor": ["“Femke Kokie”: nobody has exactly this name."]}
    assert question(response) == [(f"{kok.pk} Femke Kokie", "Femke Kokkie, NED", False)]
    answered = staff.post(address(race), {**form, "results-0-who": f"{kok.pk} Femke Kokie"})
    assert answered.status_code == 302
    assert race.results.get().competitor == kok


def test_answer_holds_for_the_name_that_was_asked_about_alone(staff, race):
    kok = factories.skater("Femke Kokkie")
    form = sheet_form(race, {"competitor": "Femke Kokkje", "country": "", "who": f"{kok.pk} Femke Kokie"})
    assert errors(staff.post(address(race), form)) == {
        "0-competitor": ["“Femke Kokkje”: nobody has exactly this name."]
    }
    nobody = sheet_form(race, {"competitor": "Femke Kokkje", "country": "", "who": "999 Femke Kokkje"})
    assert staff.post(address(race), nobody).status_code == 200


def test_namesakes_are_asked_about_and_stand_apart_in_the_grid(staff, race):
    one, other = (factories.skater("Min-ji Kim", slug=slug) for slug in ("min-ji-kim", "min-ji-kim-2"))
    form = sheet_form(race, {"competitor": "Min-ji Kim", "country": "NED"})
    response = staff.post(address(race), form)
    assert [words for _, words, _ in question(response)][:2] == ["Min-ji Kim, NED", "Min-ji Kim, NED"]
    form["results-0-competitor"] = "Min-ji Kim, NED (min-ji-kim-2)"
    assert staff.post(address(race), form).status_code == 302
    assert race.results.get().competitor == other != one
    (row,) = rows(staff.get(address(race)))[:1]
    shown = staff.get(address(race)).context["inline_admin_formsets"][0].formset.forms[0]
    assert 'value="Min-ji Kim, NED (min-ji-kim-2)"' in str(shown["competitor"])
    assert row["competitor"] == "Min-ji Kim, NED (min-ji-kim-2)"


def test_family_name_alone_is_asked_about(staff, race):
    factories.skater("Femke Kok")
    response = staff.post(address(race), sheet_form(race, {"competitor": "Kok", "country": ""}))
    assert [words for _, words, _ in question(response)] == ["Femke Kok, NED"]


def test_new_skater_is_made_where_somebody_says_so(staff, race):
    form = sheet_form(race, {"competitor": "Jhon STOLZ", "country": "NED"})
    response = staff.post(address(race), form)
    assert errors(response) == {"0-competitor": ["“Jhon STOLZ”: nobody here has a name like it."]}
    assert question(response) == [("new Jhon STOLZ", "a new skater: Jhon Stolz (family name Stolz), NED", False)]
    assert Competitor.objects.count() == 0
    assert staff.post(address(race), {**form, "results-0-who": "new Jhon STOLZ"}).status_code == 302
    made = Competitor.objects.get()
    assert (made.name, made.family_name, made.country_id, made.category) == ("Jhon Stolz", "Stolz", "NED", "women")
    assert race.results.get().competitor == made


def test_new_skater_needs_a_country_and_is_made_once(staff, race):
    response = staff.post(address(race), sheet_form(race, {"competitor": "Jhon Stolz", "country": ""}))
    assert question(response) == []
    assert "With a country in its cell, the name can be a new skater’s." in flat(response.text)
    twice = [{"competitor": "Jhon Stolz", "who": "new Jhon Stolz"} for _ in range(2)]
    assert errors(staff.post(address(race), sheet_form(race, *twice))) == {
        "1-competitor": ["Two lines are of a new Jhon Stolz."]
    }
    assert Competitor.objects.count() == 0


def test_who_may_not_add_skaters_is_not_offered_to(client, race):
    sign_in(client, "Results")
    role = Group.objects.get(name="Results").permissions
    role.remove(*role.filter(codename="add_competitor"))
    form = sheet_form(race, {"competitor": "Jhon Stolz", "who": "new Jhon Stolz"})
    response = client.post(address(race), form)
    assert (question(response), Competitor.objects.count()) == ([], 0)


def test_skater_of_the_other_category_is_not_taken(staff, race):
    factories.skater("Jordan Stolz", category="men")
    response = staff.post(address(race), sheet_form(race, {"competitor": "Jordan Stolz", "country": ""}))
    assert errors(response) == {"0-competitor": ["“Jordan Stolz”: nobody here has a name like it."]}


def test_country_of_a_result_that_is_not_the_skaters_any_more_asks_nothing(staff, race):
    kok = factories.skater("Femke Kok")
    line = factories.result(race, kok)
    Competitor.objects.filter(pk=kok.pk).update(country=events.country("BEL"))
    same = {"id": line.pk, "competitor": "Femke Kok", "country": "NED", "time": "37.05"}
    assert staff.post(address(race), sheet_form(race, same)).status_code == 302
    assert race.results.get().country_id == "NED"


def test_team_is_known_by_its_country(staff):
    race = events.race(distance="team-pursuit", category="men")
    team = factories.team("NOR")
    events.country("NED")
    assert staff.post(address(race), sheet_form(race, {"competitor": "Norway", "country": ""})).status_code == 302
    assert race.results.get().competitor == team
    response = staff.post(address(race), sheet_form(race, {"competitor": "Norway"}, {"competitor": "Netherlands"}))
    assert errors(response)["1-competitor"] == ["“Netherlands”: no team of Netherlands is here."]


# Cells


@pytest.mark.parametrize(
    ("time", "hundredths"), [("37,20", 3720), ("37.3", 3730), ("1.15,60", 7560), ("1:15.60", 7560)]
)
def test_times_are_taken_as_people_write_them(staff, race, time, hundredths):
    kok = factories.skater()
    assert staff.post(address(race), sheet_form(race, {"competitor": "Femke Kok", "time": time})).status_code == 302
    assert (race.results.get().competitor, race.results.get().hundredths) == (kok, hundredths)


@pytest.mark.parametrize("cell", ["rank", "time"])
@pytest.mark.parametrize(("word", "status"), [("dnf", "DNF"), ("DSQ", "DQ"), ("WDR", "WDR"), ("dns", "DNS")])
def test_status_may_stand_in_place_of_place_or_time(staff, race, cell, word, status):
    factories.skater()
    line = {"competitor": "Femke Kok", "rank": "", cell: word}
    assert staff.post(address(race), sheet_form(race, line)).status_code == 302
    assert list(race.results.values_list("status", "rank", "hundredths")) == [(status, None, None)]


def test_two_statuses_of_one_line_are_asked_about(staff, race):
    factories.skater()
    response = staff.post(address(race), sheet_form(race, {"competitor": "Femke Kok", "rank": "DNF", "status": "DQ"}))
    assert errors(response) == {"0-rank": ["DNF here, and DQ as its status: which of the two?"]}


def test_wrong_cells_say_what_would_be_right(staff, race):
    factories.skater()
    line = {"competitor": "Femke Kok", "country": "Atlantis", "time": "75.60", "rank": "first"}
    assert errors(staff.post(address(race), sheet_form(race, line))) == {
        "0-country": ["“Atlantis” is no country here: a code such as NED, or its name."],
        "0-rank": ["“first” is no place: a whole number, or DNF, DNS, DQ, WDR."],
        "0-time": ["“75.60” has more than 59 seconds: write 1:15.60."],
    }


def test_country_is_the_skaters_or_known_by_its_name(staff, race):
    factories.skater("Femke Kok"), factories.skater("Erin Jackson", country=events.country("USA"))
    lines = {"competitor": "Erin Jackson", "country": ""}, {"competitor": "Femke Kok", "country": "netherlands"}
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.order_by("line").values_list("country", flat=True)) == ["USA", "NED"]


def test_line_without_a_skater_that_says_something_is_not_dropped(staff, race):
    response = staff.post(address(race), sheet_form(race, {"competitor": "", "time": "37.05", "country": ""}))
    assert errors(response) == {"0-competitor": ["This field is required."]}


def test_lines_are_counted_where_no_number_is_typed(staff, race):
    for name in ("Aa Aa", "Be Be"):
        factories.skater(name)
    lines = [{"competitor": name, "line": ""} for name in ("Aa Aa", "Be Be")]
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.values_list("line", flat=True)) == [1, 2]


def test_empty_lines_stand_at_the_end_also_of_a_page_that_is_shown_again(staff, race):
    names = [f"Skater {letter}x" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
    for name in names:
        factories.skater(name)
    lines = [{"competitor": name, "time": "soon" if name is names[0] else ""} for name in names]
    response = staff.post(address(race), sheet_form(race, *lines))
    formset = response.context["inline_admin_formsets"][0].formset
    assert [form["competitor"].value() or "" for form in formset.forms] == [*names, "", "", ""]
    assert [form["rank"].value() for form in formset.forms[-3:]] == ["22", "23", "24"]


def test_every_control_has_a_name(staff, race):
    kok = factories.skater()
    factories.result(race, kok, hundredths=3705)
    text = staff.get(address(race)).text
    for label in ("Time, line 1, Femke Kok", "Rank, line 1, Femke Kok", "Delete, line 1, Femke Kok", "Skater, line 2"):
        assert text.count(f'aria-label="{label}"') == 1
    assert "related-widget-wrapper" not in text


def test_two_people_at_one_sheet_keep_what_each_changed(staff, race, three):
    first = factories.result(race, three[0], hundredths=3705)
    factories.result(race, three[1], hundredths=3720)
    one, other = typed(staff, race), typed(staff, race)
    one.type(**{"results-0-time": "37,01", "source": "A sheet"})
    other.type(**{"results-1-notes": "T07", "source": "A sheet"})
    assert [window.send().status_code for window in (one, other)] == [302, 302]
    assert list(race.results.values_list("hundredths", "notes")) == [(3701, ""), (3720, "T07")]
    assert [change.row for change in Change.objects.filter(table="standings_result", deed="changed")] == [
        str(first.pk),
        str(race.results.last().pk),
    ]


def test_page_takes_as_many_queries_with_one_line_as_with_many(staff, django_assert_num_queries):
    few, many = events.race(), events.race(distance="1000")
    factories.result(few)
    for _ in range(8):
        factories.result(many)
    staff.get(address(few))
    for race in (few, many):
        with django_assert_num_queries(15):
            staff.get(address(race))
