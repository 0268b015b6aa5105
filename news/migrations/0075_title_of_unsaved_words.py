"""The title by which unsaved words are offered stands beside them: no longer are they unpacked for it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0071_uploads_of_before'),
    ]

    operations = [
        # NULL on the rows that are there: nothing is rewritten, and they are gone within a week
        migrations.AddField(
            model_name='unsavedwords',
            name='title',
            field=models.CharField(editable=False, max_length=200, null=True),
        ),
    ]
