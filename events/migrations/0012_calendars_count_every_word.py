"""Whatever an entry of a calendar prints counts as a change of it: names of venue, country and series, and addresses.

Until now only the event's and the session's own columns did, so that a renamed venue changed LOCATION while SEQUENCE
and LAST-MODIFIED stayed, and calendar programs kept the old place. A revision is still counted by the database alone:
the event's trigger takes one from nobody but a trigger, which raises it by exactly one.

What a country's calendar says of broadcasters is dated by `events_listingsrevision`, which the name of a country moves
as well: the texts begin with it.
"""

from django.db import migrations

COUNT_EVENT = """
CREATE OR REPLACE FUNCTION events_count_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_reprinted boolean := pg_trigger_depth() > 1 AND NEW.revision = OLD.revision + 1;
BEGIN
    NEW.revision := OLD.revision;
    IF is_reprinted OR
       (NEW.season_id, NEW.slug, NEW.venue_id, NEW.number, NEW.is_final, NEW.start_date, NEW.end_date, NEW.plan,
        NEW.plan_note)
        IS DISTINCT FROM
       (OLD.season_id, OLD.slug, OLD.venue_id, OLD.number, OLD.is_final, OLD.start_date, OLD.end_date, OLD.plan,
        OLD.plan_note) THEN
        NEW.revision := OLD.revision + 1;
        NEW.changed_at := greatest(statement_timestamp(), OLD.changed_at);
    ELSE
        NEW.changed_at := OLD.changed_at;
    END IF;
    RETURN NEW;
END $$;
"""

COUNT_EVENT_BEFORE = """
CREATE OR REPLACE FUNCTION events_count_event() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""

FORWARD = """
CREATE FUNCTION events_reprint_venue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_event SET revision = revision + 1 WHERE venue_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION events_reprint_country() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_event SET revision = revision + 1
    WHERE venue_id IN (SELECT id FROM events_venue WHERE country_id = NEW.noc);
    RETURN NULL;
END $$;

CREATE FUNCTION events_reprint_season() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_event SET revision = revision + 1 WHERE season_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION events_reprint_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_event SET revision = revision + 1
    WHERE season_id IN (SELECT id FROM events_season WHERE series_id = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER venue_reprinted AFTER UPDATE ON events_venue FOR EACH ROW
    WHEN ((NEW.name, NEW.city, NEW.country_id, NEW.time_zone)
          IS DISTINCT FROM (OLD.name, OLD.city, OLD.country_id, OLD.time_zone))
    EXECUTE FUNCTION events_reprint_venue();
CREATE TRIGGER country_reprinted AFTER UPDATE ON events_country FOR EACH ROW
    WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION events_reprint_country();
CREATE TRIGGER season_reprinted AFTER UPDATE ON events_season FOR EACH ROW
    WHEN ((NEW.slug, NEW.series_id) IS DISTINCT FROM (OLD.slug, OLD.series_id))
    EXECUTE FUNCTION events_reprint_season();
CREATE TRIGGER series_reprinted AFTER UPDATE ON events_series FOR EACH ROW
    WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION events_reprint_series();

CREATE TRIGGER country_changes_listings AFTER UPDATE ON events_country FOR EACH ROW
    WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION events_listings_changed();
"""

REVERSE = """
DROP TRIGGER country_changes_listings ON events_country;
DROP TRIGGER series_reprinted ON events_series;
DROP TRIGGER season_reprinted ON events_season;
DROP TRIGGER country_reprinted ON events_country;
DROP TRIGGER venue_reprinted ON events_venue;
DROP FUNCTION events_reprint_series();
DROP FUNCTION events_reprint_season();
DROP FUNCTION events_reprint_country();
DROP FUNCTION events_reprint_venue();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0011_showings_know_their_session")]

    operations = [
        migrations.RunSQL(COUNT_EVENT, COUNT_EVENT_BEFORE),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
