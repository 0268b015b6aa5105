"""An article may say that it was drafted from the results of a session or an event. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0066_photo_library")]

    operations = [
        migrations.AlterField(
            "article",
            "imported_from",
            models.CharField(
                blank=True,
                editable=False,
                help_text="The digest of the text that it was made from, or of which results it was drafted.",
                max_length=64,
            ),
        ),
    ]
