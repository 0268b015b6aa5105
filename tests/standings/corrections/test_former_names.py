"""Former names and addresses, kept by the database whatever changes the row."""

import pytest
from django.db import connection

from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from standings.models import Alias, Competitor, FormerAddress
from tests.factories import events
from tests.factories import standings as factories
from tests.migrating import migrate

pytestmark = pytest.mark.django_db


def former(skater):
    return list(Alias.objects.filter(competitor=skater, is_former=True).values_list("name", "country_id", "key"))


def rename_by_save(skater):
    skater.name, skater.family_name = "Jutta Paul", "Paul"
    skater.save()


def rename_by_queryset(skater):
    Competitor.objects.filter(pk=skater.pk).update(name="Jutta Paul", family_name="Paul")


def rename_by_bulk_update(skater):
    skater.name = "Jutta Paul"
    Competitor.objects.bulk_update([skater], ["name"])


def rename_by_sql(skater):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE standings_competitor SET name = 'Jutta Paul' WHERE id = %s", [skater.pk])


@pytest.mark.parametrize("rename", [rename_by_save, rename_by_queryset, rename_by_bulk_update, rename_by_sql])
def test_former_name_is_kept_by_whatever_path(rename):
    skater = factories.skater("Jutta Leerdam")
    rename(skater)
    assert former(skater) == [("Jutta Leerdam", "NED", None)]


@pytest.mark.parametrize("name", ["JUTTA LEERDAM", "Jutta Léerdam", "Jutta  Leer-dam"])
def test_other_spelling_is_no_former_name(name):
    skater = factories.skater("Jutta Leerdam")
    Competitor.objects.update(name=name)
    assert former(skater) == []


def test_name_that_comes_back_is_former_no_more():
    skater = factories.skater("Jutta Leerdam")
    rename_by_queryset(skater)
    Competitor.objects.update(name="Jutta Leerdam")
    assert former(skater) == [("Jutta Paul", "NED", None)]


def test_team_keeps_no_former_name():
    team = factories.team("NOR")
    Competitor.objects.update(name="Noreg")
    assert former(team) == []


def test_rename_that_is_taken_back_keeps_nothing():
    skater = factories.skater("Jutta Leerdam")
    with acting(Way.FORM, "Rename"):
        rename_by_queryset(skater)
    take_back(Entry.objects.get(what="Rename"), None)
    assert (Competitor.objects.get().name, former(skater)) == ("Jutta Leerdam", [])


def test_address_that_moved_leads_on(client):
    skater = factories.skater("Jutta Leerdam")
    Competitor.objects.update(slug="jutta-paul")
    assert list(FormerAddress.objects.values_list("slug", "competitor")) == [("jutta-leerdam", skater.pk)]
    response = client.get("/skaters/jutta-leerdam/")
    assert (response.status_code, response["Location"]) == (301, "/skaters/jutta-paul/")
    Competitor.objects.update(slug="jutta-leerdam")
    assert list(FormerAddress.objects.values_list("slug", flat=True)) == ["jutta-paul"]
    assert client.get("/skaters/jutta-leerdam/").status_code == 200


def test_address_of_a_new_skater_leads_nowhere_else():
    factories.skater("Jutta Leerdam")
    Competitor.objects.update(slug="jutta-paul")
    factories.skater("Jutta Leerdam")
    assert FormerAddress.objects.count() == 0


def test_migration_back_and_forward_keeps_former_names():
    skater, other = factories.skater("Jutta Leerdam"), factories.skater("Anna Example")
    rename_by_queryset(skater)
    Alias.objects.create(competitor=other, name="Anna EXEMPLE", country=events.country("NED"), category="women")
    migrate("standings", "0011")
    migrate()
    names = Alias.objects.order_by("name").values_list("name", "key", "is_former")
    assert list(names) == [("Anna EXEMPLE", "annaexemple", False), ("Jutta Leerdam", "juttaleerdam", False)]
