"""An import of sheets is taken back as one thing."""

import pytest

from events.models import Race
from isuwc.history.models import Entry
from isuwc.history.undo import CantTakeBackError, take_back
from standings.corrections.deeds import Verdict, carry_out
from standings.models import Alias, Competitor, Correction, NoteMeaning, Result, Standing
from standings.results.apply import apply_sheets
from standings.scoring.recompute import recompute
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.factories.people import sign_in, staff
from tests.isuwc.history.stage import next_transaction
from tests.markup import flat
from tests.standings.results.stage import TOTALS, changed, hand_in, standing

pytestmark = pytest.mark.django_db

LEGEND = ["T10 : Cutting the inner line in the curve (254.7)"]
OTHER = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025", legend=LEGEND)


def everything():
    """All that sheets make or change."""
    return [list(model.objects.order_by("pk").values()) for model in (Race, Competitor, Alias, Result, NoteMeaning)] + [
        list(Standing.objects.order_by("race", "rank", "competitor").values_list("race", "competitor", "rank", "total"))
    ]


def test_ten_sheets_applied_at_once_are_one_entry_and_go_as_one(world_cup_1):
    events.race(event=world_cup_1, ordinal=1, number=12)
    recompute(world_cup_1.season)
    before = everything()
    waiting = [hand_in(), hand_in(OTHER)]
    next_transaction()
    apply_sheets(waiting, by=staff("Results", "anna"))
    entry = Entry.objects.latest("pk")
    assert (entry.way, entry.person, entry.what) == (
        "import",
        "anna",
        "Result sheets: 1st 500m Women, 2nd 500m Women",
    )
    assert (Result.objects.count(), Race.objects.count(), Competitor.objects.count()) == (10, 2, 5)
    next_transaction()
    take_back(entry, staff("Results", "anna"))
    assert everything() == before
    assert [each.state for each in waiting[0].__class__.objects.order_by("pk")] == ["waiting", "waiting"]


def test_corrected_sheet_taken_back_leaves_the_result_before_and_tells_readers_of_both(world_cup_1, client):
    apply_sheets([hand_in()])
    before = everything()
    next_transaction()
    apply_sheets([hand_in(changed(0, 6, "37.04"))])
    (correction,) = Correction.objects.all()
    take_back(Entry.objects.filter(way="import").latest("pk"), None)
    assert everything() == before
    assert standing() == TOTALS
    (stays,) = Correction.objects.all()
    assert (stays.words, stays.why, stays.made_at) == (correction.words, correction.why, correction.made_at)
    assert stays.taken_back_at > stays.made_at
    page = flat(client.get(Race.objects.get().get_absolute_url()).text)
    assert "Anna Example: time 37.05 → 37.04." in page
    assert f"Taken back on {stays.taken_back_at:%-d %B %Y, %H:%M} UTC: none of this holds any more." in page
    assert "Corrected</a>" not in page


def test_import_on_which_a_correction_was_built_stays_and_says_why(world_cup_1):
    apply_sheets([hand_in()])
    entry = Entry.objects.filter(way="import").latest("pk")
    next_transaction()
    race = Race.objects.select_related("event__season").get()
    carry_out(race, Verdict(Result.objects.get(rank=1).competitor_id))
    next_transaction()
    with pytest.raises(CantTakeBackError) as refused:
        take_back(entry, None)
    assert "was changed since" in str(refused.value)
    assert Result.objects.count() == 5
    take_back(Entry.objects.exclude(way="sql").latest("pk"), None)
    take_back(entry, None)
    assert (Result.objects.count(), Race.objects.count()) == (0, 0)


def test_results_staff_take_an_import_back_on_the_page_of_its_entry(client, world_cup_1):
    sign_in(client, "Results")
    factories.cup(slug="other", name="Other", position=2, scales=())
    apply_sheets([hand_in()])
    next_transaction()
    entry = Entry.objects.filter(way="import").latest("pk")
    page = client.get(f"/admin/history/{entry.pk}/")
    assert page.status_code == 200
    assert "Result sheets: 1st 500m Women" in page.text
