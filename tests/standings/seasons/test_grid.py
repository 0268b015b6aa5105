"""All rules of a season on one page."""

import pytest

from standings.models import Cup, CupScale, Scale, Standing
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
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
    data = {"shown": context["shown"], "opened": context["opened"]}
    for table in context["tables"].values():
        for form in [table.management_form, *table.forms]:
            for field in form:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = value
    return data | changes


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


def again(response):
    """What the page that is shown again would send."""
    context = response.context
    data = {"shown": context["shown"], "opened": context["opened"]}
    for table in context["tables"].values():
        for form in [table.management_form, *table.forms]:
            data |= {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return data


def test_rules_that_somebody_changed_meanwhile_are_shown_and_nothing_typed_is_lost(client, cup):
    new = {"scales-2-name": "Final", "scales-2-points": "150 120", "scales-2-source": "A table"}
    mine = sent(client, **{"scales-0-points": "100 80 70", "cups-0-note": "Mine"}, **new)
    Scale.objects.filter(name="Division A").update(points=[61, 54], source="Theirs")
    added = factories.scale(season=cup.season, name="Added", points=[5])
    response = post(client, mine)
    assert said(response) == [
        "Somebody changed these rules since you opened the page, so nothing is saved yet. What differs is said below, "
        "and what you typed stands in the tables: look, and save again."
    ]
    assert response.context["differs"] == [
        "Added: was added by somebody else.",
        "Division A, source: A test → Theirs, changed by somebody else and taken over.",
        "Division A, points: somebody else changed it to 61 54; what you typed, 100 80 70, stands below.",
    ]
    assert Scale.objects.get(name="Division A").points == [61, 54]
    assert said(post(client, again(response))) == ["The rules of 2025/26 are saved, and its standings computed."]
    assert list(cup.season.scales.order_by("name").values_list("name", "points", "source")) == [
        ("Added", [5], added.source),
        ("Division A", [100, 80, 70], "Theirs"),
        (
            "Division B",
            cup.season.scales.get(name="Division B").points,
            cup.season.scales.get(name="Division B").source,
        ),
        ("Final", [150, 120], "A table"),
    ]
    assert Cup.objects.get().note == "Mine"


def test_line_that_somebody_removed_meanwhile_stands_below_as_a_new_one(client, cup):
    mine = sent(client, **{"lines-0-multiplier": "2"})
    line = CupScale.objects.get(pk=mine["lines-0-id"])
    line.delete()
    response = post(client, mine)
    assert response.context["differs"] == [
        "A row that you had open was removed by somebody else; what stood in it is below, as a new one."
    ]
    post(client, again(response))
    made = CupScale.objects.get(division=line.division)
    assert (made.scale, made.multiplier) == (line.scale, 2)


def test_page_without_a_season_says_so(client):
    sign_in(client, "Results")
    assert "There is no season yet." in flat(client.get("/admin/standings/cup/grid/").text)
