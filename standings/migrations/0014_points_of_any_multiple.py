"""Points need not be whole: an event may count one and a half times."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import migrations, models

from standings.models.points_field import PointsField


class Migration(migrations.Migration):
    dependencies = [("standings", "0012_notes")]

    operations = [
        migrations.AlterField("cupscale", "multiplier", PointsField(
            default=1, max_digits=4, decimal_places=2, validators=[MinValueValidator(Decimal(1))],
            help_text="2 where an event gives double points, 1.5 for one and a half times.",
        )),
        migrations.AlterField("publishedstanding", "total", PointsField(
            null=True, blank=True, help_text="Empty where no source gives it."
        )),
        migrations.AlterField("score", "points", PointsField()),
        migrations.AlterField("standing", "total", PointsField()),
        migrations.AlterField("standing", "gap", PointsField(help_text="Points behind the leader.")),
        migrations.AddConstraint("score", models.CheckConstraint(
            condition=models.Q(points__gte=0), name="score_points_not_negative"
        )),
        migrations.AddConstraint("standing", models.CheckConstraint(
            condition=models.Q(total__gte=0, gap__gte=0), name="standing_points_not_negative"
        )),
        migrations.AddConstraint("publishedstanding", models.CheckConstraint(
            condition=models.Q(total__isnull=True) | models.Q(total__gte=0),
            name="published_standing_total_not_negative",
        )),
    ]
