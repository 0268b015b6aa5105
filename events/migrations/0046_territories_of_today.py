"""Every code of ISO 3166-1 without an NOC, from events/data/territories.csv, which names its sources.

A code, ISO code or name that the database has already is left to staff. On the way back they go, unless something is
for one of them by then: it would be lost, or be for a country that is none.
"""

import csv
from contextlib import contextmanager
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parents[1] / "data" / "territories.csv"


@contextmanager
def unrecorded(schema_editor):
    """What the site ships is nobody's change, as the countries of the first migrations weren't. No check may wait while
    the table is altered, by this or by the step before."""
    with schema_editor.connection.cursor() as cursor:
        settle = "SET CONSTRAINTS ALL IMMEDIATE;"
        cursor.execute(f"{settle} ALTER TABLE events_country DISABLE TRIGGER USER")
        yield
        cursor.execute(f"{settle} ALTER TABLE events_country ENABLE TRIGGER USER")


def load(apps, schema_editor):
    Country = apps.get_model("events", "Country")
    held = list(Country.objects.values_list("noc", "iso", "name"))
    codes, isos, names = ({row[n] for row in held} for n in range(3))
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with unrecorded(schema_editor):
        _add(Country, rows, codes, isos, names)


def _add(Country, rows, codes, isos, names):
    for row in rows:
        if row["code"] in codes or row["iso"] in isos or row["name"] in names:
            continue
        Country.objects.create(
            noc=row["code"],
            iso=row["iso"],
            name=row["name"],
            with_article=bool(row["article"]),
            other_names=row["other_names"].replace(";", "\n"),
            regions="",
            is_territory=True,
            follows_id=row["follows"] if row["follows"] in codes else None,
        )


def remove(apps, schema_editor):
    Country = apps.get_model("events", "Country")
    territories = Country.objects.filter(is_territory=True)
    named = [
        territory.name
        for territory in territories
        if any(
            relation.related_model.objects.filter(**{relation.field.name: territory.pk}).exists()
            for relation in Country._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete and relation.one_to_many
        )
    ]
    if named:
        raise RuntimeError(f"Listings, groups or other rows are for {', '.join(named)}: change these first.")
    with unrecorded(schema_editor):
        territories._raw_delete(schema_editor.connection.alias)  # what could refer to them was looked at


class Migration(migrations.Migration):
    dependencies = [("events", "0045_territories")]

    operations = [migrations.RunPython(load, remove)]
