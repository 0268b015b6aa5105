"""Races whose result is unofficial, and races that are cancelled or abandoned."""

from typing import Any

from django.db import migrations, models

BEFORE = {"unofficial": "partial", "cancelled": "not-held", "abandoned": "not-held"}


def say_it_as_before(apps: Any, schema_editor: Any) -> None:
    """The nearest state that there was: an unofficial result was one of which only a part was sure."""
    Race = apps.get_model("events", "Race")
    for state, nearest in BEFORE.items():
        Race.objects.filter(result_state=state).update(result_state=nearest)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0020_distances_of_the_programme"),
        # A trigger there names the column.
        ("standings", "0020_before_more_states"),
    ]

    operations = [
        migrations.RemoveConstraint("race", "race_result_state_known"),
        migrations.AlterField(
            "race",
            "result_state",
            models.CharField(
                choices=[
                    ("none", "No result yet"),
                    ("partial", "Partial: some places are known"),
                    ("unofficial", "Unofficial: complete, but not from the official sheet"),
                    ("official", "Official result"),
                    ("not-held", "Not held: there is no result to wait for"),
                    ("cancelled", "Cancelled: it is not held"),
                    ("abandoned", "Abandoned: begun, and counts for nothing"),
                ],
                default="none",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            "race",
            "source",
            models.CharField(
                blank=True, help_text="Where the result was published, or why there is none.", max_length=200
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, say_it_as_before),
        migrations.AddConstraint(
            "race",
            models.CheckConstraint(
                condition=models.Q(
                    result_state__in=[
                        "none", "partial", "unofficial", "official", "not-held", "cancelled", "abandoned",
                    ]
                ),
                name="race_result_state_known",
            ),
        ),
    ]  # fmt: skip
