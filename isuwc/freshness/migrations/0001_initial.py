"""The marks of what public pages are made of."""

from django.db import migrations, models

from isuwc.freshness.triggers import OF_TRUNCATED


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=40)),
                ("mark", models.BigIntegerField()),
                ("made_in", models.BigIntegerField(help_text="The number of the transaction.")),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("scope", "made_in"), name="mark_once_in_transaction")
                ],
            },
        ),
        migrations.RunSQL(OF_TRUNCATED, "DROP FUNCTION freshness_of_truncated()"),
    ]
