"""A showing knows which day and start of its session its words were said for; sessions are not removed under it.

A trigger and not `save()`, so that forms, tables and a hand in the database count alike: whoever changes the words says
them of the session as it is then. A move of the session leaves them, so that they tell that it was moved, and back. What
stood before counts as said for the sessions as they are.

Sessions of an event may not overlap: checked at commit, so that they may exchange their times.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE events_showing SET known_date = s.date, known_start = s.starts_at
FROM events_session s WHERE s.id = events_showing.session_id;
"""

FORWARD = """
CREATE FUNCTION events_showing_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR
       (NEW.session_id, NEW.is_shown, NEW.starts_at, NEW.timing, NEW.channel, NEW.link, NEW.note) IS DISTINCT FROM
       (OLD.session_id, OLD.is_shown, OLD.starts_at, OLD.timing, OLD.channel, OLD.link, OLD.note) THEN
        SELECT date, starts_at INTO NEW.known_date, NEW.known_start FROM events_session WHERE id = NEW.session_id;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER showing_said BEFORE INSERT OR UPDATE ON events_showing
    FOR EACH ROW EXECUTE FUNCTION events_showing_said();
"""

REVERSE = """
DROP TRIGGER showing_said ON events_showing;
DROP FUNCTION events_showing_said();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0010_broadcast_keeps_showings")]

    operations = [
        migrations.AddField(
            model_name="showing",
            name="known_date",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="showing",
            name="known_start",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="showing",
            name="known_date",
            field=models.DateField(editable=False),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
        migrations.AlterField(
            model_name="showing",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="showings", to="events.session"
            ),
        ),
        migrations.RemoveConstraint(model_name="session", name="sessions_of_event_do_not_overlap"),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                name="sessions_of_event_do_not_overlap",
                condition=models.Q(("ends_at__isnull", False), ("starts_at__isnull", False)),
                deferrable=models.Deferrable.DEFERRED,
                expressions=[
                    ("event", "="),
                    (
                        models.Func(
                            models.F("starts_at"),
                            models.F("ends_at"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                            function="TSTZRANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                violation_error_message="Two sessions of an event can't be on at the same time.",
            ),
        ),
    ]
