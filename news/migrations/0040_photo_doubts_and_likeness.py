"""Photos keep what is doubtful of what their file said, and by what the same picture is recognised again.

Both are empty for photos that are there: `manage.py photo_likeness` works out the likeness of those.
"""

"""Photos keep what is doubtful of what their file said, and by what the same picture is recognised again.

Both are empty for photos that are there: `manage.py photo_likeness` works out the likeness of those.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0030_constraints_in_words'),
        ('standings', '0023_notes_know_when_they_were_written'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='file_doubts',
            field=models.JSONField(blank=True, default=dict, editable=False, help_text='What is doubtful of what its file said, by field, until somebody changes or confirms it.'),
        ),
        migrations.AddField(
            model_name='photo',
            name='likeness',
            field=models.BigIntegerField(blank=True, editable=False, help_text='By which the same picture is recognised again; null: not yet worked out.', null=True),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(fields=['likeness'], include=('id',), name='photo_likeness'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), ('likeness__isnull', True), _connector='OR'), name='photo_likeness_of_file'),
        ),
    ]
