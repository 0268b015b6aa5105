"""Races of an event may exchange their numbers in one step: that each is there once is checked at commit.

The same rule, checked later, so whatever rows are there fulfil it, forward and back. It takes the table while its index is
built anew: a moment, for the few thousand races that there are.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0014_showings_know_their_clocks")]

    operations = [
        migrations.RemoveConstraint(model_name="race", name="race_number_once_in_event"),
        migrations.AddConstraint(
            model_name="race",
            constraint=models.UniqueConstraint(
                fields=["event", "number"],
                name="race_number_once_in_event",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ),
    ]
