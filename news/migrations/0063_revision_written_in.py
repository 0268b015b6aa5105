"""Versions keep who wrote each of their blocks last. NULL for those that are there, so that no row is written anew."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0062_planned_withdrawals")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="written_in",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveIntegerField(),
                blank=True,
                help_text="Of each block of the body the version that wrote it last; null: not yet worked out.",
                null=True,
                size=None,
            ),
        ),
    ]
