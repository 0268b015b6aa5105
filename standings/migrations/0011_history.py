"""Every change of these rows is recorded, by whatever path it comes (`standings/models/history.py`)."""

from django.db import migrations

from isuwc.history.triggers import record


class Migration(migrations.Migration):
    dependencies = [("standings", "0010_plain_words"), ("events", "0019_history"), ("history", "0001_initial")]

    operations = [
        record("standings_competitor"),
        record("standings_alias"),
        record("standings_scale"),
        record("standings_cup"),
        record("standings_cupscale", owner=("standings_cup", "cup_id")),
        record("standings_result", owner=("events_race", "race_id")),
        record("standings_sheetimport", bulky=["content"]),
        record("standings_publishedstanding"),
    ]
