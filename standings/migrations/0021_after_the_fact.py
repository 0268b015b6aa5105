"""Corrections and earlier skates; no race of which nothing counts has a result."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from isuwc.history.triggers import record

FORWARD = """
CREATE OR REPLACE FUNCTION standings_not_held_has_no_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'events_race' THEN
        IF EXISTS (SELECT FROM standings_result WHERE race_id = NEW.id) THEN
            RAISE EXCEPTION 'race % has a result, so it was held', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'race_not_held_has_no_result';
        END IF;
    ELSIF EXISTS (SELECT FROM events_race WHERE id = NEW.race_id
                  AND result_state IN ('not-held', 'cancelled', 'abandoned')) THEN
        RAISE EXCEPTION 'no result of race % counts, so it has none', NEW.race_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'race_not_held_has_no_result';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER race_not_held_has_no_result BEFORE UPDATE OF result_state ON events_race
    FOR EACH ROW WHEN (NEW.result_state IN ('not-held', 'cancelled', 'abandoned'))
    EXECUTE FUNCTION standings_not_held_has_no_result();
"""

REVERSE = """
DROP TRIGGER race_not_held_has_no_result ON events_race;

CREATE OR REPLACE FUNCTION standings_not_held_has_no_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'events_race' THEN
        IF EXISTS (SELECT FROM standings_result WHERE race_id = NEW.id) THEN
            RAISE EXCEPTION 'race % has a result, so it was held', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'race_not_held_has_no_result';
        END IF;
    ELSIF EXISTS (SELECT FROM events_race WHERE id = NEW.race_id AND result_state = 'not-held') THEN
        RAISE EXCEPTION 'race % is marked as not held, so it has no result', NEW.race_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'race_not_held_has_no_result';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("standings", "0020_before_more_states"),
        ("events", "0022_races_end_otherwise"),
        ("history", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, REVERSE),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("words", models.JSONField(help_text="What changed, a sentence each.")),
                (
                    "why",
                    models.CharField(
                        blank=True, help_text="As readers see it: Decision of the referee.", max_length=200
                    ),
                ),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="events.race"
                    ),
                ),
            ],
            options={
                "verbose_name": "correction of a result",
                "verbose_name_plural": "corrections of results",
                "ordering": ["race", "-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", []), _negated=True), name="correction_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierSkate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("reskated", "Skated again"),
                            ("abandoned", "Abandoned"),
                            ("cancelled", "Doesn’t count"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="The reason, as readers see it.", max_length=200),
                ),
                ("source", models.CharField(blank=True, max_length=200)),
                ("starts_at", models.DateTimeField(null=True)),
                ("lines", models.JSONField()),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="earlier_skates", to="events.race"
                    ),
                ),
            ],
            options={
                "ordering": ["race", "made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["reskated", "abandoned", "cancelled"])), name="skate_why_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("lines", []), _negated=True), name="skate_has_lines"),
                ],
            },
        ),
        record("standings_correction", owner=("events_race", "race_id")),
        record("standings_earlierskate", owner=("events_race", "race_id")),
    ]
