"""Whose races a session has decides whether a right for the women's alone, or the men's, is for it.

So races that come, go, or change their session or competitors count as a change of what calendars say of broadcasters.
Results don't: they change neither.
"""

from django.db import migrations

FORWARD = """
CREATE TRIGGER races_change_listings AFTER INSERT OR DELETE ON events_race
    FOR EACH STATEMENT EXECUTE FUNCTION events_listings_changed();
CREATE TRIGGER race_changes_listings AFTER UPDATE ON events_race FOR EACH ROW
    WHEN ((NEW.session_id, NEW.category) IS DISTINCT FROM (OLD.session_id, OLD.category))
    EXECUTE FUNCTION events_listings_changed();
"""

REVERSE = """
DROP TRIGGER race_changes_listings ON events_race;
DROP TRIGGER races_change_listings ON events_race;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0040_listings_say_more")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
