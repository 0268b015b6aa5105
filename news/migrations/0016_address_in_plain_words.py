"""The message for an address that another article has, in plain words. Nothing of it is in the database."""

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0015_history")]

    operations = [
        migrations.AlterConstraint(
            model_name="period",
            name="period_address_of_one_article",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("dropped_at__isnull", True)),
                expressions=[("year", "="), ("slug", "="), ("article", "<>")],
                name="period_address_of_one_article",
                violation_error_message=(
                    "Another article has, or had, this address. No address is ever given to a second article."
                ),
            ),
        ),
    ]
