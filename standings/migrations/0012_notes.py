"""What the codes on sheets mean, kept for each race; room for more codes on a line."""

import django.db.models.deletion
from django.db import migrations, models

from isuwc.history.triggers import record


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0019_history'),
        ('history', '0001_initial'),
        ('standings', '0011_history'),
    ]

    operations = [
        migrations.AlterField(
            model_name='result',
            name='notes',
            field=models.CharField(blank=True, help_text='Codes on the sheet: T10, F, RS, N.', max_length=40),
        ),
        migrations.CreateModel(
            name='NoteMeaning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='As beside the name or time: T25.', max_length=6)),
                ('words', models.CharField(help_text='As at the sheet’s foot: Serious obstructions of another skater.', max_length=200)),
                ('rule', models.CharField(blank=True, help_text='The rule of the ISU’s regulations that the sheet names: 257.4.5.', max_length=20)),
                ('race', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='note_meanings', to='events.race')),
            ],
            options={
                'verbose_name': 'meaning of a note',
                'verbose_name_plural': 'meanings of notes',
                'ordering': ['race', 'code'],
                'constraints': [models.UniqueConstraint(fields=('race', 'code'), name='note_meaning_once_in_race', violation_error_message='This code is explained already.'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='note_meaning_is_said')],
            },
        ),
        record("standings_notemeaning", owner=("events_race", "race_id")),
    ]
