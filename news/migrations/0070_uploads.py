"""Which files there are of a picture is written down, and its master is private (`manage.py photo_files` moves it)."""

import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

import isuwc.files.whole


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0069_live_entries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('digest', models.CharField(editable=False, max_length=20, primary_key=True, serialize=False)),
                ('width', models.PositiveIntegerField(help_text='Pixels of the master.')),
                ('height', models.PositiveIntegerField()),
                ('original', models.CharField(blank=True, editable=False, help_text='How the name ends of the file as it came; empty where it was not kept.', max_length=4)),
                ('holder', models.CharField(blank=True, editable=False, help_text='Of the credit that its renditions say.', max_length=250)),
                ('photographer', models.CharField(blank=True, editable=False, max_length=120)),
                ('stamp', models.CharField(blank=True, editable=False, help_text='Of that credit; empty where they say none yet.', max_length=8)),
                ('widths', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), help_text='Of its renditions, each as WebP and JPEG.', size=None)),
                ('avif', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), blank=True, help_text='Widths in AVIF; null: not yet tried.', null=True, size=None)),
                ('is_closed', models.BooleanField(default=False, help_text='Its renditions are, or are being put, in private.')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When its renditions were made last.')),
                ('left_at', models.DateTimeField(blank=True, help_text='Since when no photo and no edition has it.', null=True)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{20}\\Z'), ('stamp__regex', '^([0-9a-f]{8})?\\Z'), ('original__regex', '^[a-z]*\\Z')), name='upload_named'), models.CheckConstraint(condition=models.Q(('avif', None), ('avif__contained_by', models.F('widths')), _connector='OR'), name='upload_avif_widths'), models.CheckConstraint(condition=models.Q(('left_at', None), ('is_closed', True), _connector='OR'), name='upload_left_is_closed')],
            },
        ),
        migrations.AlterField(
            model_name='photo',
            name='file',
            field=models.ImageField(blank=True, editable=False, max_length=120, storage=isuwc.files.whole.private, upload_to='photos/'),
        ),
    ]
