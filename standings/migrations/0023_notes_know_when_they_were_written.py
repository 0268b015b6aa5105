"""A cup's note knows when it was written, so that results that came in since are noticed; results staff add seasons."""

from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import grant, revoke

PERMISSIONS = {"events": ["add_season"], "standings": ["delete_cupscale"]}

WRITTEN = """
CREATE FUNCTION standings_note_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.note <> OLD.note THEN
        NEW.note_written_at := CASE WHEN NEW.note = '' THEN NULL ELSE statement_timestamp() END;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER note_written BEFORE INSERT OR UPDATE ON standings_cup
    FOR EACH ROW EXECUTE FUNCTION standings_note_written();
"""
NOT_WRITTEN = """
DROP TRIGGER note_written ON standings_cup;
DROP FUNCTION standings_note_written();
"""

RECORDED = record("standings_cup")  # as before


def make(apps, schema_editor):
    grant(apps, "Results", PERMISSIONS)


def unmake(apps, schema_editor):
    revoke(apps, "Results", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("standings", "0022_people"), ("events", "0022_races_end_otherwise")]

    operations = [
        migrations.RunSQL(RECORDED.reverse_sql, RECORDED.sql),
        migrations.AddField(
            model_name="cup",
            name="note_written_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="note written or confirmed"),
        ),
        # Of notes that are there nobody knows when they were written: what comes in from now on is noticed
        migrations.RunSQL(
            "UPDATE standings_cup SET note_written_at = statement_timestamp() WHERE note <> ''",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(WRITTEN, NOT_WRITTEN),
        record("standings_cup", derived=["note_written_at"]),
        migrations.RunPython(make, unmake),
    ]
