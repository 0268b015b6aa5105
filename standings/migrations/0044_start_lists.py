"""Start lists: who starts in a race, in which pair and lane. Results staff keep them, journalists and editors see them."""

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import everything, grant, revoke

SEE = {"standings": ["view_startsheet", "view_start", "view_startlist"]}
ROLES = {
    "Journalist": SEE,
    "Editor": SEE,
    "Results": {"standings": ["view_startsheet", "change_startsheet", "view_startlist", *everything("start")]},
}


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0030_constraints_in_words'),
        ('history', '0002_no_truncate'),
        ('standings', '0031_corrections_taken_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='StartSheet',
            fields=[
            ],
            options={
                'verbose_name': 'start list',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('events.race',),
        ),
        migrations.CreateModel(
            name='Start',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField(help_text='Place on the list.')),
                ('pair', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pair or heat')),
                ('lane', models.CharField(blank=True, choices=[('inner', 'Inner'), ('outer', 'Outer'), ('finish', 'Finish straight'), ('crossing', 'Crossing straight')], max_length=8, null=True)),
                ('bib', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number')),
                ('clock', models.TimeField(blank=True, help_text='By the venue’s clocks: 14:36.', null=True, verbose_name='start')),
                ('is_withdrawn', models.BooleanField(default=False, verbose_name='withdrew')),
                ('note', models.CharField(blank=True, help_text='Printed beside the name.', max_length=80)),
                ('competitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='starts', to='standings.competitor')),
                ('country', models.ForeignKey(help_text='For whom the competitor starts.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.country')),
                ('race', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='starts', to='events.race')),
            ],
            options={
                'verbose_name': 'line of a start list',
                'verbose_name_plural': 'lines of a start list',
                'ordering': ['race', 'is_withdrawn', models.OrderBy(models.F('pair'), nulls_last=True), 'lane', 'line'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('race', 'competitor'), name='start_competitor_once_in_race', violation_error_code='competitor', violation_error_message='This start list has the competitor already.'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('race', 'pair', 'lane'), name='start_lane_once_in_pair', violation_error_code='lane', violation_error_message='This lane of the pair is another competitor’s.'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('race', 'bib'), name='start_number_once_in_race', violation_error_code='bib', violation_error_message='This number is another competitor’s.'), models.CheckConstraint(condition=models.Q(('line__gte', 1)), name='start_line_from_one', violation_error_code='line', violation_error_message='Lines are numbered from 1.'), models.CheckConstraint(condition=models.Q(('pair__isnull', True), ('pair__gte', 1), _connector='OR'), name='start_pair_from_one', violation_error_code='pair', violation_error_message='Pairs are numbered from 1.'), models.CheckConstraint(condition=models.Q(('lane__in', ['inner', 'outer', 'finish', 'crossing'])), name='start_lane_known'), models.CheckConstraint(condition=models.Q(('is_withdrawn', False), models.Q(('lane__isnull', True), ('pair__isnull', True)), _connector='OR'), name='start_withdrawn_has_no_lane', violation_error_code='pair', violation_error_message='Whoever withdrew has neither pair nor lane.')],
            },
        ),
        migrations.CreateModel(
            name='StartList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(help_text='Where it was published: readers see it.', max_length=200)),
                ('published_on', models.DateField(blank=True, help_text='The day on which it was published, if known.', null=True)),
                ('known_date', models.DateField(editable=False)),
                ('known_start', models.DateTimeField(editable=False, null=True)),
                ('changed_at', models.DateTimeField(editable=False, null=True)),
                ('changes', models.JSONField(default=list, editable=False, help_text='What changed since it is here, in words.')),
                ('race', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='start_list', to='events.race')),
            ],
            options={
                'ordering': ['race'],
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='start_list_has_source', violation_error_code='source', violation_error_message='Say where the start list is from: readers see it.')],
            },
        ),
        record("standings_startlist", owner=("events_race", "race_id")),
        record("standings_start", owner=("events_race", "race_id")),
        migrations.RunPython(make, unmake),
    ]
