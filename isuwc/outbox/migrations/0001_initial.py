"""Letters that wait to be sent."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('next_try_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, help_text='Empty once it is sent or given up.', null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('refused', models.TextField(blank=True, help_text='What was said when it was last refused.')),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), models.Q(('next_try_at__isnull', True), ('sent_at__gte', models.F('made_at'))), _connector='OR'), name='letter_sent_once')],
            },
        ),
    ]
