"""Take away the trigger that names the column of a race's state while the column is changed."""

from django.db import migrations

DROP = "DROP TRIGGER race_not_held_has_no_result ON events_race"
MAKE = """
CREATE TRIGGER race_not_held_has_no_result BEFORE UPDATE OF result_state ON events_race
    FOR EACH ROW WHEN (NEW.result_state = 'not-held') EXECUTE FUNCTION standings_not_held_has_no_result()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("standings", "0014_points_of_any_multiple"),
        ("events", "0020_distances_of_the_programme"),
    ]

    operations = [migrations.RunSQL(DROP, MAKE)]
