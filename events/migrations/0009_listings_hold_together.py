"""Rules of listings that span tables, and the moment of their last change.

- A listing's season is of its series (a composite foreign key).
- Its events are of its series and of its season, and exceptions of countries are for a group's alone (constraint
  triggers, checked at commit, so that a form may save the listing first and what belongs to it afterwards).
- A link that is replaced is not the one that was found to fail.
- Whatever changes that answers are made of sets `events_listingsrevision.changed_at`. A trigger and not `save()`, so
  that imports and deletions count as well.
"""

from django.db import migrations

CHANGES = [
    "events_listing",
    "events_listing_events",
    "events_listing_except_events",
    "events_listing_except_countries",
    "events_listing_except_held_in",
    "events_showing",
    "events_stream",
    "events_broadcaster",
    "events_countrygroup",
    "events_countrygroup_countries",
]

FORWARD = """
ALTER TABLE events_season ADD CONSTRAINT season_of_series UNIQUE (id, series_id);
ALTER TABLE events_listing
    ADD CONSTRAINT listing_season_of_series FOREIGN KEY (season_id, series_id)
    REFERENCES events_season (id, series_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION events_check_listing(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    wrong text;
BEGIN
    SELECT e.slug INTO wrong
    FROM events_listing l
    JOIN (SELECT listing_id, event_id FROM events_listing_events
          UNION ALL SELECT listing_id, event_id FROM events_listing_except_events) named ON named.listing_id = l.id
    JOIN events_event e ON e.id = named.event_id
    JOIN events_season s ON s.id = e.season_id
    WHERE l.id = checked AND (s.series_id <> l.series_id OR e.season_id <> l.season_id)
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'The event % is not of the listing''s season.', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_events_of_season';
    END IF;
    SELECT x.country_id INTO wrong
    FROM events_listing l JOIN events_listing_except_countries x ON x.listing_id = l.id
    WHERE l.id = checked AND l.group_id IS NULL
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'The listing is for one country, so % can''t be excepted.', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_exceptions_of_group';
    END IF;
END $$;

CREATE FUNCTION events_listing_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM events_check_listing(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION events_listing_part_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM events_check_listing(NEW.listing_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER listing_holds AFTER UPDATE ON events_listing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_listing_holds();
CREATE CONSTRAINT TRIGGER listing_events_hold AFTER INSERT OR UPDATE ON events_listing_events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_listing_part_holds();
CREATE CONSTRAINT TRIGGER listing_except_events_hold AFTER INSERT OR UPDATE ON events_listing_except_events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_listing_part_holds();
CREATE CONSTRAINT TRIGGER listing_except_countries_hold AFTER INSERT OR UPDATE ON events_listing_except_countries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_listing_part_holds();

CREATE FUNCTION events_listing_new_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.link <> OLD.link AND NEW.link_failed_on IS NOT DISTINCT FROM OLD.link_failed_on THEN
        NEW.link_failed_on := NULL;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER listing_new_link BEFORE UPDATE OF link ON events_listing
    FOR EACH ROW EXECUTE FUNCTION events_listing_new_link();

CREATE FUNCTION events_listings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO events_listingsrevision AS held (id, changed_at) VALUES (1, statement_timestamp())
    ON CONFLICT (id) DO UPDATE SET changed_at = greatest(held.changed_at, excluded.changed_at);
    RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table.removeprefix("events_")}_changes_listings AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION events_listings_changed();
"""
    for table in CHANGES
)

REVERSE = (
    "".join(f"DROP TRIGGER {table.removeprefix('events_')}_changes_listings ON {table};\n" for table in CHANGES)
    + """
DROP FUNCTION events_listings_changed();
DROP TRIGGER listing_new_link ON events_listing;
DROP FUNCTION events_listing_new_link();
DROP TRIGGER listing_except_countries_hold ON events_listing_except_countries;
DROP TRIGGER listing_except_events_hold ON events_listing_except_events;
DROP TRIGGER listing_events_hold ON events_listing_events;
DROP TRIGGER listing_holds ON events_listing;
DROP FUNCTION events_listing_part_holds();
DROP FUNCTION events_listing_holds();
DROP FUNCTION events_check_listing(bigint);
ALTER TABLE events_listing DROP CONSTRAINT listing_season_of_series;
ALTER TABLE events_season DROP CONSTRAINT season_of_series;
"""
)


class Migration(migrations.Migration):
    dependencies = [("events", "0008_showings_and_failing_links")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
