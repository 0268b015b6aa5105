"""A correction that is taken back stays, and says so. Disqualified lines stand last, whatever they came from."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("standings", "0030_constraints_in_words")]

    operations = [
        migrations.AlterModelOptions(
            name="result",
            options={
                "ordering": [
                    "race_id",
                    models.Case(
                        models.When(models.Q(("status", "DQ")), then=1),
                        default=0,
                        output_field=models.IntegerField(),
                    ),
                    models.Case(
                        models.When(
                            models.Q(("rank__isnull", True), models.Q(("status", "OK"), _negated=True)), then=1
                        ),
                        default=0,
                        output_field=models.IntegerField(),
                    ),
                    Coalesce("rank", "line"),
                    "line",
                ]
            },
        ),
        migrations.AddField(
            model_name="correction",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        # Before, what was taken back was gone
        migrations.RunSQL(
            migrations.RunSQL.noop, "DELETE FROM standings_correction WHERE taken_back_at IS NOT NULL"
        ),
    ]
