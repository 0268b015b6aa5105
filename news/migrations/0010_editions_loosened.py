"""2 of 4: an edition's own moments may be empty, and nothing guards them while they are moved (both ways)."""

from importlib import import_module

from django.db import migrations, models

guard = import_module("news.migrations.0002_editions_never_change")


class Migration(migrations.Migration):
    dependencies = [("news", "0009_periods")]

    operations = [
        migrations.RunSQL(guard.REVERSE, guard.FORWARD),
        migrations.RemoveConstraint(model_name="edition", name="edition_published_before_corrected"),
        migrations.RemoveConstraint(model_name="edition", name="edition_address_of_one_article"),
        migrations.RemoveIndex(model_name="edition", name="edition_published"),
        migrations.RemoveIndex(model_name="edition", name="edition_of_event"),
        migrations.AlterField("edition", "year", models.PositiveSmallIntegerField(null=True)),
        migrations.AlterField("edition", "goes_live_at", models.DateTimeField(null=True)),
        migrations.AlterField("edition", "published_at", models.DateTimeField(null=True)),
    ]
