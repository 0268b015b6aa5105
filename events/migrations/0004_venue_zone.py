"""A venue's zone, when it is corrected, must leave every start on its session's day (see 0002)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION events_venue_zone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held record;
BEGIN
    FOR held IN SELECT id FROM events_event WHERE venue_id = NEW.id LOOP
        PERFORM events_check_sessions(held.id);
    END LOOP;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER venue_zone AFTER UPDATE OF time_zone ON events_venue
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_venue_zone();
"""

REVERSE = """
DROP TRIGGER venue_zone ON events_venue;
DROP FUNCTION events_venue_zone();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0003_countries")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
