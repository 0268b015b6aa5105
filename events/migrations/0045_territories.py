"""Territories without an NOC of their own: rows beside those of countries, with the country whose answer they have."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

# A territory has the answer of a country, never of another territory; no venue is in one; and a listing for a country
# may leave out the territories that have its answer, as one for a group leaves out countries.
FORWARD = """
CREATE FUNCTION events_check_territory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM events_country WHERE noc = NEW.follows_id AND is_territory)
        OR (NEW.is_territory AND EXISTS (SELECT FROM events_country WHERE follows_id = NEW.noc)) THEN
        RAISE EXCEPTION 'A territory has no answer that another could have.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'country_follows_no_territory';
    END IF;
    IF NEW.is_territory AND EXISTS (SELECT FROM events_venue WHERE country_id = NEW.noc) THEN
        RAISE EXCEPTION 'Venues are in %, so it can''t become a territory.', NEW.name
            USING ERRCODE = 'check_violation', CONSTRAINT = 'country_territory_without_venues';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER country_territory_holds AFTER INSERT OR UPDATE ON events_country
    FOR EACH ROW EXECUTE FUNCTION events_check_territory();

CREATE FUNCTION events_venue_in_country() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM events_country WHERE noc = NEW.country_id AND is_territory) THEN
        RAISE EXCEPTION 'A venue is in a country with an NOC, not in a territory.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'venue_in_country';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER venue_in_country AFTER INSERT OR UPDATE OF country_id ON events_venue
    FOR EACH ROW EXECUTE FUNCTION events_venue_in_country();

DROP TRIGGER country_changes_listings ON events_country;
CREATE TRIGGER country_changes_listings AFTER UPDATE ON events_country FOR EACH ROW
    WHEN ((NEW.name, NEW.with_article, NEW.follows_id) IS DISTINCT FROM (OLD.name, OLD.with_article, OLD.follows_id))
    EXECUTE FUNCTION events_listings_changed();
"""
REVERSE = """
DROP TRIGGER country_changes_listings ON events_country;
CREATE TRIGGER country_changes_listings AFTER UPDATE ON events_country FOR EACH ROW
    WHEN ((NEW.name, NEW.with_article) IS DISTINCT FROM (OLD.name, OLD.with_article))
    EXECUTE FUNCTION events_listings_changed();
DROP TRIGGER venue_in_country ON events_venue;
DROP FUNCTION events_venue_in_country();
DROP TRIGGER country_territory_holds ON events_country;
DROP FUNCTION events_check_territory();
"""

CHECK = """
CREATE OR REPLACE FUNCTION events_check_listing(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
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
    FROM events_listing l JOIN events_listing_except_countries x ON x.listing_id = l.id{join}
    WHERE l.id = checked AND l.group_id IS NULL{territory}
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'The listing is for one country, so % can''t be excepted.', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_exceptions_of_group';
    END IF;
END $$;
"""
WITH_TERRITORIES = CHECK.format(
    join=" JOIN events_country t ON t.noc = x.country_id",
    territory=" AND t.follows_id IS DISTINCT FROM l.country_id",
)


class Migration(migrations.Migration):
    dependencies = [("events", "0042_on_demand_goes_back")]

    operations = [
        migrations.AddField(
            model_name="country",
            name="is_territory",
            field=models.BooleanField(
                default=False,
                help_text="Such as Réunion: never of skaters, venues or results.",
                verbose_name="territory without an NOC",
            ),
        ),
        migrations.AddField(
            model_name="country",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                help_text="The country whose answer a territory has unless a listing names it. "
                "It doesn’t say whose it is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="territories",
                to="events.country",
                verbose_name="has the answer of",
            ),
        ),
        migrations.AlterField(
            model_name="country",
            name="noc",
            field=models.CharField(
                help_text="Three-letter Olympic code: NED, not NL. Of a territory: its ISO code of three letters.",
                max_length=3,
                primary_key=True,
                serialize=False,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]{3}$", "A NOC code is three capital letters, such as NED."
                    )
                ],
                verbose_name="NOC",
            ),
        ),
        migrations.AddConstraint(
            model_name="country",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_territory", True), ("follows__isnull", True), _connector="OR"),
                name="country_follows_as_territory",
                violation_error_code="follows",
                violation_error_message="Only a territory has the answer of another country.",
            ),
        ),
        migrations.AddConstraint(
            model_name="country",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_territory", False), ("is_current", True), _connector="OR"),
                name="country_territory_of_today",
                violation_error_code="is_current",
                violation_error_message="A territory has an answer, so it is of today: leave the tick.",
            ),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
        migrations.RunSQL(WITH_TERRITORIES, CHECK.format(join="", territory="")),
    ]
