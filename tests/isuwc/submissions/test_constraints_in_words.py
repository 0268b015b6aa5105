"""What a constraint refuses is said in words at the field that it is about, with what was typed still there."""

from typing import Any

import pytest

from events.models import Country, Event, Listing, Race, Season, Session, Venue
from news.models import Article, Banner, Photo, QRCode
from standings.models import Alias, Competitor, Cup, NoteMeaning, PublishedStanding, RaceSheet, Scale
from tests.events.refusals import commit
from tests.factories import events as factories
from tests.isuwc.submissions.forms import Window
from tests.isuwc.submissions.people import address, first, person, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "media")]


def errors(window: Window, response: Any) -> dict[str, list[str]]:
    """What the page says is wrong, by the name of the field in it."""
    context = response.context
    forms = [context["adminform"].form, *(form for each in context["inline_admin_formsets"] for form in each.formset)]
    return {form.add_prefix(name): [*found] for form in forms for name, found in form.errors.items()}


def refused(model: Any, key: Any, **typed: Any) -> dict[str, list[str]]:
    """What is said of it; what was typed is still in the form."""
    window = Window(person("Anna"), address(model, "change", key) if key else address(model, "add"))
    window.type(**typed)
    before = {name: window.form.values.get(name.replace("__", "-")) for name in typed}
    response = window.send()
    assert response.status_code == 200
    assert {name: window.form.values.get(name.replace("__", "-")) for name in typed} == before
    return errors(window, response)


@pytest.mark.parametrize(
    ("model", "typed", "said"),
    [
        (Event, {"number": 0}, {"number": ["Events are numbered from 1."]}),
        (Event, {"end_date": "20/12/2025"}, {"end_date": ["The last day is at most 30 days after the first."]}),
        (Event, {"sessions__0__number": 0}, {"sessions-0-number": ["Sessions are numbered from 1."]}),
        (Event, {"races__0__number": 0}, {"races-0-number": ["Races are numbered from 1."]}),
        (
            Event,
            {"races__0__category": "mixed"},
            {"races-0-category": ["Only a mixed relay is mixed; every other race is for women or for men."]},
        ),
        (
            Event,
            {"sessions__0__starts_at": "19:00", "sessions__0__ends_at": "19:00"},
            {"sessions-0-ends_at": ["The session ends when it starts."]},
        ),
        (
            Event,
            {"sessions__0__starts_at": "", "sessions__0__ends_at": "19:00"},
            {"sessions-0-ends_at": ["A session with an end needs a start."]},
        ),
        (
            Listing,
            {"country": "", "group": ""},
            {"country": ["A listing is for a country or for a group of countries."]},
        ),
        (Competitor, {"category": "mixed"}, {"category": ["Only a team can be mixed."]}),
        (
            Competitor,
            {"family_name": ""},
            {"family_name": ["A skater has a family name, a team has neither given nor family name."]},
        ),
        (Alias, {"name": "---"}, {"name": ["A name has letters."]}),
        (Alias, {"name": "ß" * 120}, {"name": ["A name has at most 120 letters; this one has 240."]}),
        (PublishedStanding, {"rank": 0}, {"rank": ["Ranks begin at 1."]}),
        (PublishedStanding, {"total": -1}, {"total": ["A total is not negative."]}),
        (Photo, {"focal_x": 2}, {"focal_x": ["The focal point lies within the picture: 0 to 1."]}),
        (
            Photo,
            {"alt": "A skater", "is_decorative": "on"},
            {"alt": ["A decorative picture has no alternative text."]},
        ),
        (Article, {"hashtags": "#a #b #c #d #e"}, {"hashtags": ["At most 4 hashtags."]}),
        (
            QRCode,
            {"path": "//example.org"},
            {"path": ["A page of this site, beginning with one slash: /where-to-watch/"]},
        ),
        (
            Banner,
            {"starts_at_0": "02/01/2026", "starts_at_1": "10:00", "ends_at_0": "01/01/2026", "ends_at_1": "10:00"},
            {"ends_at": ["The banner's period ends before it begins."]},
        ),
    ],
)
def test_value_that_a_constraint_refuses_is_named_at_its_field(model, typed, said):
    with undone():
        assert refused(model, first(model).pk, **typed) == said


def sheet() -> Any:
    return next(each for each in RaceSheet.objects.order_by("pk") if each.results.count() > 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"line": 0}, {"line": ["Lines are numbered from 1."]}),
        ({"rank": 0}, {"rank": ["Ranks begin at 1."]}),
        ({"time": "0.00"}, {"time": ["A time is more than zero."]}),
        ({"status": "DNS", "time": ""}, {"rank": ["A non-starter can’t have a rank or time."]}),
        ({"status": "DNS", "rank": "", "time": "37.50"}, {"time": ["A non-starter can’t have a rank or time."]}),
    ],
)
def test_line_that_a_constraint_refuses_is_named_at_its_field(typed, said):
    row = {f"results__0__{name}": value for name, value in typed.items()}
    with undone():
        assert refused(RaceSheet, sheet().pk, source="isu.org", **row) == {
            f"results-0-{name}": words for name, words in said.items()
        }


def test_row_that_exists_already_is_named_at_its_field():
    leg, alias, scale, cup = (first(model) for model in (Event, Alias, Scale, Cup))
    season, hall = leg.season, leg.venue
    other = Country.objects.filter(is_current=True).exclude(iso="").exclude(pk="NOR").first()
    a_name = {"competitor": alias.competitor_id, "name": "Ana Example", "country": alias.country_id}
    a_cup = {"season": season.pk, "category": cup.category, "slug": cup.slug, "name": "Another", "position": 9}
    with undone():
        assert refused(Country, "NOR", iso=other.iso) == {"iso": ["Another current NOC has this ISO code."]}
        assert refused(Season, None, series=season.series_id, start_year=season.start_year) == {
            "start_year": ["The series has this season already."]
        }
        assert refused(
            Venue, None, name=hall.name, slug="new", city=hall.city, country=hall.country_id, time_zone=hall.time_zone
        ) == {"name": ["The city has a venue of this name already."]}
        assert refused(Alias, None, category=alias.category, **a_name) == {
            "name": ["A skater has this name, for this country and category, already."]
        }
        assert refused(Scale, None, season=season.pk, name=scale.name, points="3 2 1", source="isu.org") == {
            "name": ["The season has a scale of this name already."]
        }
        assert refused(Cup, None, **a_cup) == {"slug": ["The season has a cup for them at this address already."]}
        factories.event(season=season, number=2)
        assert refused(Event, leg.pk, number=2) == {"number": ["The season has an event of this number already."]}


def programme() -> Any:
    """The event with a second session and a second race."""
    leg = first(Event)
    factories.session(event=leg, number=2)
    factories.race(session=leg.sessions.get(number=1), number=2, distance="1000")
    return leg


def test_changed_row_like_another_is_named_at_its_field():
    with undone():
        leg = programme()
        assert refused(Event, leg.pk, sessions__0__number=2) == {
            "sessions-0-number": ["The event has a session of this number already."]
        }
        assert refused(Event, leg.pk, races__1__number=1) == {
            "races-1-number": ["The event has a race of this number already."]
        }
        # Of Division A, which the address leaves out, and of no division
        assert refused(Event, leg.pk, races__0__distance="1000", races__0__division="A") == {
            "races-0-ordinal": ["The event has this race already. If it is held twice, give each an ordinal: 1 or 2."]
        }
        # Both leave the ordinal empty, which is alike
        assert refused(Event, leg.pk, races__0__distance="1000") == {
            "races-0-ordinal": ["The event has this race already. If it is held twice, give each an ordinal: 1 or 2."]
        }
    with undone():
        cup = first(Cup)
        assert refused(Cup, cup.pk, cup_scales__1__division="A") == {
            "cup_scales-1-event": ["The cup has a scale for these races already."]
        }
    with undone():
        race = sheet()
        other = race.results.all()[1]
        said = refused(RaceSheet, race.pk, source="isu.org", results__0__competitor=other.competitor.name)
        assert said == {"results-0-competitor": ["This race has a line of this competitor already."]}


def saved(model: Any, key: Any, **typed: Any) -> None:
    response = Window(person("Anna"), address(model, "change", key)).type(**typed).send()
    assert response.status_code == 302, errors(Window(person("Anna"), address(model, "change", key)), response)
    commit()


def test_rows_exchange_what_each_may_have_alone():
    with undone():
        leg = programme()
        one, two = leg.sessions.order_by("number")
        saved(Event, leg.pk, sessions__0__number=2, sessions__1__number=1)
        assert list(Session.objects.filter(event=leg).order_by("number")) == [two, one]
        first_race, second_race = leg.races.order_by("number")
        saved(Event, leg.pk, races__0__distance="1000", races__1__distance="500")
        assert dict(Race.objects.filter(event=leg).values_list("pk", "slug")) == {
            first_race.pk: "women-1000m", second_race.pk: "women-500m",
        }  # fmt: skip
    with undone():
        race = sheet()
        one, other, *_ = race.results.all()
        saved(
            RaceSheet, race.pk, source="isu.org",
            results__0__competitor=other.competitor.name, results__1__competitor=one.competitor.name,
        )  # fmt: skip
        assert list(race.results.values_list("competitor", flat=True)[:2]) == [other.competitor_id, one.competitor_id]
    with undone():
        race = sheet()
        for code in ("T1", "T2"):
            NoteMeaning.objects.create(race=race, code=code, words=f"Of {code}")
        saved(
            RaceSheet, race.pk, source="isu.org",
            note_meanings__0__code="T2", note_meanings__1__code="T1",
        )  # fmt: skip
        assert dict(race.note_meanings.values_list("code", "words")) == {"T1": "Of T2", "T2": "Of T1"}
    with undone():
        cup = first(Cup)
        one, two = cup.cup_scales.all()
        saved(Cup, cup.pk, cup_scales__0__division="B", cup_scales__1__division="A")
        assert list(cup.cup_scales.all()) == [two, one]


def test_code_that_is_left_empty_is_made():
    with undone():
        window = Window(person("Anna"), address(QRCode, "add")).type(path="/where-to-watch/")
        assert window.send().status_code == 302
        assert len(QRCode.objects.latest("pk").code) == 5
