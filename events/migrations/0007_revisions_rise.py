"""The database counts the revisions of events and sessions.

A trigger and not `save()`, so that an update of many rows, an import and a hand in the database count as well. What
calendars show of a session raises its revision; another programme of races in it moves `changed_at` alone, since
SEQUENCE is for changes of time and place. A column that a trigger sets is never written back: Django sends the old
value, and the trigger goes by what is stored.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION events_count_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision;
    IF (NEW.event_id, NEW.number, NEW.name, NEW.date, NEW.starts_at, NEW.ends_at, NEW.plan, NEW.plan_note)
        IS DISTINCT FROM
       (OLD.event_id, OLD.number, OLD.name, OLD.date, OLD.starts_at, OLD.ends_at, OLD.plan, OLD.plan_note) THEN
        NEW.revision := OLD.revision + 1;
        NEW.changed_at := greatest(statement_timestamp(), OLD.changed_at);
    ELSE
        NEW.changed_at := greatest(NEW.changed_at, OLD.changed_at);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION events_count_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision;
    IF (NEW.venue_id, NEW.number, NEW.is_final, NEW.start_date, NEW.end_date, NEW.plan, NEW.plan_note)
        IS DISTINCT FROM
       (OLD.venue_id, OLD.number, OLD.is_final, OLD.start_date, OLD.end_date, OLD.plan, OLD.plan_note) THEN
        NEW.revision := OLD.revision + 1;
        NEW.changed_at := greatest(statement_timestamp(), OLD.changed_at);
    ELSE
        NEW.changed_at := OLD.changed_at;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION events_races_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.session_id, NEW.distance, NEW.category, NEW.division, NEW.phase, NEW.ordinal)
        IS NOT DISTINCT FROM
       (OLD.session_id, OLD.distance, OLD.category, OLD.division, OLD.phase, OLD.ordinal) THEN
        RETURN NULL;
    END IF;
    UPDATE events_session SET changed_at = statement_timestamp()
    WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.session_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.session_id END);
    RETURN NULL;
END $$;

CREATE TRIGGER session_revision BEFORE UPDATE ON events_session
    FOR EACH ROW EXECUTE FUNCTION events_count_session();
CREATE TRIGGER event_revision BEFORE UPDATE ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_count_event();
CREATE TRIGGER race_changes_session AFTER INSERT OR UPDATE OR DELETE ON events_race
    FOR EACH ROW EXECUTE FUNCTION events_races_changed();
"""

REVERSE = """
DROP TRIGGER race_changes_session ON events_race;
DROP TRIGGER event_revision ON events_event;
DROP TRIGGER session_revision ON events_session;
DROP FUNCTION events_races_changed();
DROP FUNCTION events_count_event();
DROP FUNCTION events_count_session();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0006_plans_and_revisions")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
