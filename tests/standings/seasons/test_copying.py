"""A season's rules, copied into another season."""

import pytest

from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from standings.models import Cup, CupScale, Scale
from standings.seasons.copying import plan
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

COPY = "/admin/standings/cup/copy/"


@pytest.fixture
def last():
    """2025/26 with a women's 500m, whose Final has double points, and a note."""
    cup = factories.cup(note="No sheet of one is at hand.")
    event = events.event(season=cup.season)
    factories.cup_scale(cup=cup, division="A", event=event, multiplier=2, scale=Scale.objects.get(name="Division A"))
    return cup.season


def apply(client, into):
    address = f"{COPY}?from=2025-26&into={into.slug}"
    shown = client.get(address).context["plan"].fingerprint
    return client.post(COPY, {"from": "2025-26", "into": into.slug, "shown": shown}, follow=True)


def rules(season):
    lines = CupScale.objects.filter(cup__season=season).order_by("cup", "division")
    return (
        list(Scale.objects.filter(season=season).order_by("name").values_list("name", "points", "dnf_scores")),
        list(Cup.objects.filter(season=season).values_list("category", "slug", "name", "position", "tie_breaks")),
        list(lines.filter(event=None).values_list("distance", "division", "phase", "scale__name", "multiplier")),
    )


def test_scales_cups_and_lines_are_copied_as_assumed(client, last):
    into = events.season(2026)
    sign_in(client, "Results")
    assert len(plan(last, into).changes) == 3
    response = apply(client, into)
    assert response.redirect_chain == [("/admin/standings/cup/grid/?season=2026-27", 302)]
    assert rules(into) == rules(last)
    assert set(Scale.objects.filter(season=into).values_list("confidence", "source")) == {
        ("low", "As in 2025/26: A test")
    }
    assert (Cup.objects.get(season=into).note, CupScale.objects.filter(cup__season=into).count()) == ("", 2)


def test_preview_says_what_is_not_copied(client, last):
    events.season(2026)
    sign_in(client, "Results")
    text = flat(client.get(f"{COPY}?from=2025-26&into=2026-27").text)
    assert "not copied, for it holds for one event: 500m A on Division A, 2 times" in text
    assert "not copied: its note “No sheet of one is at hand.”" in text
    assert Cup.objects.count() == 1


def test_what_is_there_stays_and_a_second_copy_adds_nothing(client, last):
    into = events.season(2026)
    own = Scale.objects.create(season=into, name="Division A", points=[10, 5], source="Its own table")
    sign_in(client, "Results")
    apply(client, into)
    own.refresh_from_db()
    assert own.points == [10, 5]
    assert CupScale.objects.get(cup__season=into, division="A").scale == own
    again = plan(last, into)
    assert (again.changes, again.unchanged) == ((), 3)


def test_copy_is_one_entry_and_is_taken_back(client, last):
    into = events.season(2026)
    sign_in(client, "Results")
    apply(client, into)
    take_back(Entry.objects.get(what="Rules of 2025/26 copied into 2026/27"), None)
    assert rules(into) == ([], [], [])


def test_source_that_would_be_too_long_is_not_cut(last):
    Scale.objects.update(source="x" * 300)
    found = plan(last, events.season(2026)).changes[0].after
    assert found.source == "As in 2025/26, where its source is given"


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Broadcast"])
@pytest.mark.parametrize("address", [COPY, "/admin/standings/cup/grid/"])
def test_others_may_not(client, role, address):
    sign_in(client, role)
    assert client.get(address).status_code == 403
