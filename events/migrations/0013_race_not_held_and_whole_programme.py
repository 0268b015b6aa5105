"""A race may be marked as not held, and an event's programme as complete: what a standing may be called final by."""

from django.db import migrations, models


def forget_not_held(apps, schema_editor):
    """Going back: the state is not known there, and a race without a result is what comes nearest."""
    apps.get_model("events", "Race").objects.filter(result_state="not-held").update(result_state="none")


class Migration(migrations.Migration):
    dependencies = [("events", "0012_calendars_count_every_word")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="programme_is_whole",
            field=models.BooleanField(
                default=False,
                help_text="Every race of the event is in the programme. Races that result sheets add do not make it complete. Until it is, a division that other World Cups had counts as still missing, and no standing as final.",
                verbose_name="the programme is complete",
            ),
        ),
        migrations.AlterField(
            model_name="race",
            name="result_state",
            field=models.CharField(
                choices=[
                    ("none", "No result yet"),
                    ("partial", "Partial: some places are known"),
                    ("official", "Official result"),
                    ("not-held", "Not held: there is no result to wait for"),
                ],
                default="none",
                max_length=8,
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_not_held),
        migrations.AddConstraint(
            model_name="race",
            constraint=models.CheckConstraint(
                condition=models.Q(("result_state__in", ["none", "partial", "official", "not-held"])),
                name="race_result_state_known",
            ),
        ),
    ]
