"""All rules of a season on one page."""

import re

import pytest
from django.test import Client

from standings.models import Cup, CupScale, Scale, Standing
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in, staff
from tests.markup import flat

pytestmark = pytest.mark.django_db

GRID = "/admin/standings/cup/grid/?season=2025-26"


@pytest.fixture
def cup(client):
    """A cup in which somebody has won."""
    cup = factories.cup()
    factories.result(events.race(event=events.event(season=cup.season)))
    recompute(cup.season)
    sign_in(client, "Results")
    return cup


def sent(client, **changes):
    """What the page would send, with changes by field."""
    context = client.get(GRID).context
    data = {"_opened": opened_on(context)}
    for table in context["tables"].values():
        for form in [table.management_form, *table.forms]:
            for field in form:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = "on" if value is True else value
    return data | changes


def opened_on(context):
    return re.search(r'name="_opened" value="([^"]*)"', context["carried"])[1]


def post(client, data):
    return client.post(GRID, data, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_nothing_changed_saves_nothing_new(client, cup):
    before = [list(model.objects.order_by("pk").values_list()) for model in (Scale, Cup, CupScale)]
    assert said(post(client, sent(client))) == ["The rules of 2025/26 are saved, and its standings computed."]
    assert [list(model.objects.order_by("pk").values_list()) for model in (Scale, Cup, CupScale)] == before


def test_points_are_changed_and_the_standings_follow(client, cup):
    post(client, sent(client, **{"scales-0-points": "100 80 70"}))
    assert Scale.objects.get(name="Division A").points == [100, 80, 70]
    assert Standing.objects.newest().get(rank=1).total == 100


def test_scale_and_line_are_added_and_a_line_is_deleted(client, cup):
    new = {"scales-2-name": "Final", "scales-2-points": "150 120", "scales-2-source": "A table"}
    post(client, sent(client, **new))
    final = Scale.objects.get(name="Final")
    assert (final.season, final.points) == (cup.season, [150, 120])
    line = {"lines-2-cup": cup.pk, "lines-2-distance": "500", "lines-2-division": "A", "lines-2-scale": final.pk}
    line |= {"lines-2-event": events.Event.objects.get().pk, "lines-2-multiplier": 1, "lines-1-DELETE": "on"}
    post(client, sent(client, **line))
    assert list(CupScale.objects.order_by("pk").values_list("division", "event__number", "scale__name")) == [
        ("A", None, "Division A"),
        ("A", 1, "Final"),
    ]
    assert Standing.objects.newest().get(rank=1).total == 150


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"scales-0-points": "48 54"}, "A worse rank can't get more points than a better one."),
        ({"scales-0-points": "60 x"}, "Rank 2: “x” is not a whole number of points."),
        ({"scales-0-name": "Division B"}, "The season has a scale of this name."),
        ({"cups-0-position": "-1"}, "Ensure this value is greater than or equal to 0."),
    ],
)
def test_wrong_cell_is_named_and_nothing_is_saved(client, cup, changes, problem):
    before = list(Scale.objects.order_by("pk").values_list())
    response = post(client, sent(client, **{"scales-1-points": "9 8"}, **changes))
    assert said(response) == ["Nothing is saved: see what is wrong below."]
    assert problem in flat(response.text).replace("&#x27;", "'")
    assert list(Scale.objects.order_by("pk").values_list()) == before


def test_scale_of_another_season_is_neither_offered_nor_taken(client, cup):
    other = factories.scale(season=events.season(2013), name="Old")
    assert "Old" not in [label for _, label in client.get(GRID).context["tables"]["lines"][0].fields["scale"].choices]
    post(client, sent(client, **{"lines-0-scale": other.pk}))
    assert not CupScale.objects.filter(scale=other).exists()


@pytest.fixture
def colleague():
    client = Client()
    client.force_login(staff("Results", "bert"))
    return client


SAVED = "The rules of 2025/26 are saved, and its standings computed."


def test_what_two_people_change_in_different_cells_stays_and_is_said(client, colleague, cup):
    mine = sent(client, **{"scales-0-points": "100 80 70"})
    new = {"scales-2-name": "Final", "scales-2-points": "150 120", "scales-2-source": "A table"}
    post(colleague, sent(colleague, **{"scales-1-points": "31 28"}, **new))
    kept, saved = said(post(client, mine))
    assert re.sub(r"\d\d:\d\d", "…", kept) == (
        "Changed meanwhile by bert at … UTC: Scale “Division B, 2025/26”, Points: "
        "28 24 21 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 → 31 28; "
        "Scale “Final, 2025/26” was added. This was kept, and so was what you changed."
    )
    assert saved == SAVED
    assert dict(Scale.objects.values_list("name", "points")) == {
        "Division A": [100, 80, 70], "Division B": [31, 28], "Final": [150, 120],
    }  # fmt: skip


@pytest.mark.parametrize(("choice", "left"), [("mine", [100, 80, 70]), ("theirs", [61, 54])])
def test_cell_that_two_people_change_is_asked_for(client, colleague, cup, choice, left):
    mine = sent(client, **{"scales-0-points": "100 80 70"})
    post(colleague, sent(colleague, **{"scales-0-points": "61 54"}))
    response = post(client, mine)
    (words,) = said(response)
    assert words.startswith("Nothing was saved: what you changed was changed meanwhile by bert at ")
    assert Scale.objects.get(name="Division A").points == [61, 54]
    page = flat(response.text)
    assert (page.count("<dt>It was</dt>"), "<dd>61 54</dd>" in page, "<dd>100 80 70</dd>" in page) == (1, True, True)
    (name,) = set(re.findall(r'type="radio" name="([^"]*)"', page))
    again = {**mine, "_opened": opened_on(response.context), name: choice}
    assert said(post(client, again)) == [SAVED]
    assert Scale.objects.get(name="Division A").points == left


def test_what_damages_a_text_is_removed_and_said(client, cup):
    assert said(post(client, sent(client, **{"cups-0-note": "Decided\x07 early"}))) == [
        "Note: a control character was removed.", SAVED,
    ]  # fmt: skip
    assert Cup.objects.get().note == "Decided early"


def test_page_that_does_not_say_what_it_showed_is_shown_again(client, cup):
    response = post(client, {**sent(client, **{"scales-0-points": "100 80 70"}), "_opened": "x"})
    (words,) = said(response)
    assert words.startswith("Nothing was saved: the page doesn't say what it showed when it was opened")
    assert "100 80 70" in response.text
    assert Scale.objects.get(name="Division A").points != [100, 80, 70]


def test_page_without_a_season_says_so(client):
    sign_in(client, "Results")
    assert "There is no season yet." in flat(client.get("/admin/standings/cup/grid/").text)
