
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0012_past_never_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='said_by_file',
            field=models.JSONField(blank=True, editable=False, help_text='What its file said of itself when it came, by field: goes with the file when another one comes. Null: not known.', null=True),
        ),
    ]
