"""Rules that span tables, so that no path into the database can break them.

- A race belongs to the event of its session (a composite foreign key).
- A session's day lies within its event, and its start falls on that day in the venue's zone (constraint triggers,
  checked at commit, so that an event and its sessions may be moved in one transaction).
- An event lies within its season.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE events_race
    ADD CONSTRAINT race_in_event_of_session FOREIGN KEY (session_id, event_id)
    REFERENCES events_session (id, event_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION events_check_sessions(checked_event bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    wrong text;
BEGIN
    SELECT format('Session %s on %s', s.number, s.date) INTO wrong
    FROM events_session s
    JOIN events_event e ON e.id = s.event_id
    JOIN events_venue v ON v.id = e.venue_id
    WHERE e.id = checked_event
      AND (s.date NOT BETWEEN e.start_date AND e.end_date
           OR (s.starts_at AT TIME ZONE v.time_zone)::date <> s.date)
    ORDER BY s.number LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION '% is not within its event, or its start is on another day at the venue.', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_inside_event';
    END IF;
END $$;

CREATE FUNCTION events_session_inside_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM events_check_sessions(NEW.event_id);
    RETURN NULL;
END $$;

CREATE FUNCTION events_event_inside_season() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first_year integer;
BEGIN
    SELECT start_year INTO first_year FROM events_season WHERE id = NEW.season_id;
    IF NEW.start_date < make_date(first_year, 7, 1) OR NEW.end_date > make_date(first_year + 1, 6, 30) THEN
        RAISE EXCEPTION 'Event % is not within its season.', NEW.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'event_inside_season';
    END IF;
    PERFORM events_check_sessions(NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER session_inside_event AFTER INSERT OR UPDATE ON events_session
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_session_inside_event();
CREATE CONSTRAINT TRIGGER event_inside_season AFTER INSERT OR UPDATE ON events_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_event_inside_season();
"""

REVERSE = """
DROP TRIGGER event_inside_season ON events_event;
DROP TRIGGER session_inside_event ON events_session;
DROP FUNCTION events_event_inside_season();
DROP FUNCTION events_session_inside_event();
DROP FUNCTION events_check_sessions(bigint);
ALTER TABLE events_race DROP CONSTRAINT race_in_event_of_session;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
