"""What countries are called besides their name, kept with them: it was written down in three apps.

The calendar of a country says "in the Netherlands": the article counts as a change of it, as the name does (0012).
"""

import csv
from pathlib import Path

from django.db import migrations, models

FILE = Path(__file__).resolve().parents[1] / "data" / "countries.csv"

REPRINT = """
DROP TRIGGER country_changes_listings ON events_country;
CREATE TRIGGER country_changes_listings AFTER UPDATE ON events_country FOR EACH ROW
    WHEN ((NEW.name, NEW.with_article) IS DISTINCT FROM (OLD.name, OLD.with_article))
    EXECUTE FUNCTION events_listings_changed();
"""
REPRINT_BEFORE = """
DROP TRIGGER country_changes_listings ON events_country;
CREATE TRIGGER country_changes_listings AFTER UPDATE ON events_country FOR EACH ROW
    WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION events_listings_changed();
"""


def fill(apps, schema_editor):
    """From the file, as far as it still has these columns. The article goes with the name: a country that staff have renamed may have none."""
    Country = apps.get_model("events", "Country")
    with FILE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            of_country = Country.objects.filter(noc=row["noc"])
            names, regions = ((row.get(column) or "").replace(";", "\n") for column in ("other_names", "regions"))
            if names or regions:
                of_country.update(other_names=names, regions=regions)
            if row.get("article"):
                of_country.filter(name=row["name"]).update(with_article=True)


class Migration(migrations.Migration):
    dependencies = [("events", "0015_races_exchange_numbers")]

    operations = [
        migrations.AddField(
            model_name="country",
            name="with_article",
            field=models.BooleanField(
                default=False, help_text="In a sentence: the Netherlands, but Norway.", verbose_name="called with “the”"
            ),
        ),
        migrations.AddField(
            model_name="country",
            name="other_names",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Other names that result sheets, datelines and searches use, one on a line: South Korea.",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="country",
            name="regions",
            field=models.TextField(
                blank=True,
                default="",
                help_text="States and provinces that datelines name instead of the country, one on a line: Utah.",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(REPRINT, REPRINT_BEFORE),
    ]
