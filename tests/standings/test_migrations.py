"""Migrations of this app on rows that are there: forward, back and forward again."""

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import Event, Race
from standings.models import Alias, SheetImport
from tests.factories import events
from tests.factories import standings as factories
from tests.migrating import migrate

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def alias(competitor, name, key):
    """With the key that it had before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO standings_alias (competitor_id, name, key, country_id, category) VALUES (%s, %s, %s, %s, %s)",
            [competitor.pk, name, key, competitor.country_id, "women"],
        )


def keys():
    return list(Alias.objects.order_by("pk").values_list("name", "key"))


def test_aliases_of_one_skater_that_come_to_one_key_become_one(capsys):
    skater = factories.skater("Anna Haga")
    other = factories.skater("Ann Other", country=events.country("NOR"))
    migrate("standings", "0007")
    alias(skater, "ĦAGA Anna", "ħagaanna")
    alias(skater, "HAGA Anna", "hagaanna")
    alias(skater, "Ŧaŋĸ", "ŧaŋĸ")
    alias(skater, "Ħaga", "ħaga")
    alias(other, "Haga", "haga")
    migrate()
    assert keys() == [("HAGA Anna", "hagaanna"), ("Ŧaŋĸ", "tangk"), ("Ħaga", "haga"), ("Haga", "haga")]
    assert capsys.readouterr().out == ""
    migrate("standings", "0007")
    migrate()
    assert len(keys()) == 4


def test_alias_that_reads_like_another_skater_s_is_left_and_named(capsys):
    anna, hanna = factories.skater("Anna Haga"), factories.skater("Hanna Haga")
    migrate("standings", "0007")
    alias(anna, "ĦAGA", "ħaga")
    alias(hanna, "HAGA", "haga")
    alias(anna, "ŦAGA", "ŧaga")
    migrate()
    assert keys() == [("ĦAGA", "ħaga"), ("HAGA", "haga"), ("ŦAGA", "taga")]
    assert capsys.readouterr().out.strip() == (
        "The alias ĦAGA (NED, women) of Anna Haga reads like HAGA of Hanna Haga, and no sheet finds it any more: "
        "decide whose it is."
    )


def test_upgrade_calls_no_programme_complete():
    """A race that waits for its result while another's sheet is in proves nothing of the rest."""
    event = events.event(programme_is_whole=False)
    race = factories.result(events.race(event=event, division="B")).race
    events.race(event=event)
    SheetImport.objects.create(
        state="applied", race=race, title="A sheet", digest="1", content={}, decided_at="2025-11-16T12:00Z"
    )
    migrate("standings", "0008")
    migrate()
    assert not Event.objects.get(pk=event.pk).programme_is_whole


def test_states_of_races_are_said_as_before_and_stay_so():
    """Backwards, each becomes the nearest that there was; no race of which nothing counts has a result then or now."""
    race = factories.result(events.race()).race
    event = race.event
    states = ("unofficial", "cancelled", "abandoned", "not-held")
    others = [events.race(event=event, distance="1000", ordinal=n + 1) for n in range(len(states))]
    for other, state in zip(others, states, strict=True):
        Race.objects.filter(pk=other.pk).update(result_state=state)
    migrate("standings", "0012")
    migrate("events", "0019")
    found = Race.objects.order_by("pk").values_list("result_state", flat=True)
    assert list(found) == ["official", "partial", "not-held", "not-held", "not-held"]
    migrate()
    assert list(found.all()) == ["official", "partial", "not-held", "not-held", "not-held"]
    for state in ("cancelled", "abandoned", "not-held"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Race.objects.filter(pk=race.pk).update(result_state=state)
        Race.objects.filter(pk=others[0].pk).update(result_state=state)
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.result(Race.objects.get(pk=others[0].pk))
