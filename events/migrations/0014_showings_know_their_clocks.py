"""A showing knows the clocks of the venue, too, that its words were said by.

A session without a start does not move when its event goes to a venue with other clocks, or its venue's zone is
corrected: without them nothing told that a broadcast's own time was meant by others. What stands counts as said by the
clocks as they are.
"""

from django.db import migrations, models

FILL = """
UPDATE events_showing SET known_zone = v.time_zone
FROM events_session s JOIN events_event e ON e.id = s.event_id JOIN events_venue v ON v.id = e.venue_id
WHERE s.id = events_showing.session_id;
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION events_showing_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR
       (NEW.session_id, NEW.is_shown, NEW.starts_at, NEW.timing, NEW.channel, NEW.link, NEW.note) IS DISTINCT FROM
       (OLD.session_id, OLD.is_shown, OLD.starts_at, OLD.timing, OLD.channel, OLD.link, OLD.note) THEN
        {select}
    END IF;
    RETURN NEW;
END $$;
"""

FORWARD = FUNCTION.format(
    select="""SELECT s.date, s.starts_at, v.time_zone INTO NEW.known_date, NEW.known_start, NEW.known_zone
        FROM events_session s JOIN events_event e ON e.id = s.event_id JOIN events_venue v ON v.id = e.venue_id
        WHERE s.id = NEW.session_id;"""
)

REVERSE = FUNCTION.format(
    select="SELECT date, starts_at INTO NEW.known_date, NEW.known_start FROM events_session WHERE id = NEW.session_id;"
)


class Migration(migrations.Migration):
    dependencies = [("events", "0013_race_not_held_and_whole_programme")]

    operations = [
        migrations.AddField(
            model_name="showing",
            name="known_zone",
            field=models.CharField(default="UTC", editable=False, max_length=40),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
