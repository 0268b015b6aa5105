"""Where the ISU stream is not available, with the source; broadcast staff keep it, as they keep the stream."""

import django.db.models.deletion
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import everything, grant, revoke

SEE = {"events": ["view_streamblock"]}
ROLES = {"Broadcast": {"events": everything("streamblock")}, "Journalist": SEE, "Editor": SEE, "Results": SEE}

TABLES = ["events_streamblock", "events_streamblock_countries", "events_streamblock_events"]
CHANGE_ANSWERS = "".join(
    f"""
CREATE TRIGGER {table.removeprefix("events_")}_changes_listings AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION events_listings_changed();
"""
    for table in TABLES
)
OF_SEASON = """
CREATE FUNCTION events_block_of_season() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM events_streamblock b JOIN events_stream s ON s.id = b.stream_id
        JOIN events_event e ON e.season_id = s.season_id WHERE b.id = NEW.streamblock_id AND e.id = NEW.event_id) THEN
        RAISE EXCEPTION 'The event is not of the stream''s season.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stream_block_events_of_season';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER block_events_hold AFTER INSERT OR UPDATE ON events_streamblock_events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION events_block_of_season();
"""
REVERSE = "".join(
    f"DROP TRIGGER {table.removeprefix('events_')}_changes_listings ON {table};\n" for table in TABLES
) + "DROP TRIGGER block_events_hold ON events_streamblock_events; DROP FUNCTION events_block_of_season();"


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0046_territories_of_today"),
        ("history", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="StreamBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        help_text="Who says so: a page of the ISU, a mail, the player’s message.", max_length=200
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "checked_on",
                    models.DateField(blank=True, help_text="When somebody last made sure of it.", null=True),
                ),
                (
                    "countries",
                    models.ManyToManyField(
                        help_text="Countries, and territories if said of them; otherwise these have their country’s answer.",
                        related_name="+",
                        to="events.country",
                        verbose_name="not available in",
                    ),
                ),
                (
                    "events",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Empty: every event of the season.",
                        related_name="+",
                        to="events.event",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="events.stream"
                    ),
                ),
            ],
            options={
                "verbose_name": "block of the ISU stream",
                "verbose_name_plural": "blocks of the ISU stream",
                "ordering": ["stream", "pk"],
            },
        ),
        migrations.RunSQL(OF_SEASON + CHANGE_ANSWERS, REVERSE),
        record("events_streamblock"),
        record("events_streamblock_countries", owner=("events_streamblock", "streamblock_id")),
        record("events_streamblock_events", owner=("events_streamblock", "streamblock_id")),
        migrations.RunPython(make, unmake),
    ]
