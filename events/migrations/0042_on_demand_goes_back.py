"""Taken back, what is on demand becomes delayed, which is the nearest that the columns of before can say.

A migration of its own: its transaction ends before the tables are altered.
"""

from django.db import migrations

REVERSE = """
UPDATE events_listing SET also = '{}', timing = CASE timing WHEN 'on demand' THEN 'delayed' ELSE timing END
    WHERE also <> '{}' OR timing = 'on demand';
UPDATE events_showing SET timing = 'delayed' WHERE timing = 'on demand';
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0041_races_change_answers")]

    operations = [migrations.RunSQL(migrations.RunSQL.noop, REVERSE)]
