"""An event's programme may be known by its distances alone, and says where it was published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0019_history")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="distances_are_whole",
            field=models.BooleanField(
                default=False,
                help_text="Tick it where every distance of the event is in the programme, though perhaps not every "
                "division. It says who can still win a cup, and that a cup without a race here has none to come.",
                verbose_name="every distance is in the programme",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="programme_source",
            field=models.CharField(
                blank=True,
                help_text="Where the programme was published: a site, its date, a link.",
                max_length=200,
            ),
        ),
    ]
