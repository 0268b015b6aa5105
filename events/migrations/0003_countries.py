"""Every country with a NOC, and the codes of the past that results use: without them there is no answer to give."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parents[1] / "data" / "countries.csv"


def load(apps, schema_editor):
    Country = apps.get_model("events", "Country")
    with FILE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            Country.objects.update_or_create(
                noc=row["noc"],
                defaults={"iso": row["iso"], "name": row["name"], "is_current": row["current"] == "true"},
            )


class Migration(migrations.Migration):
    dependencies = [("events", "0002_programme_integrity")]

    # Results and listings may refer to them by now, so the way back leaves them.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
