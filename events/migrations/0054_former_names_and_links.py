"""A name, website or link that is replaced is kept, up to the day from which the new one holds."""

import django.db.models.deletion
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import everything, grant, revoke

TABLES = ("broadcasterwas", "listingwas")
COUNT = "".join(
    f"""
CREATE TRIGGER {table}_changes_listings AFTER INSERT OR UPDATE OR DELETE ON events_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION events_listings_changed();
"""
    for table in TABLES
)
COUNT_NOT = "".join(f"DROP TRIGGER {table}_changes_listings ON events_{table};\n" for table in TABLES)


def allow(apps, schema_editor):
    grant(apps, "Broadcast", {"events": everything(*TABLES)})


def disallow(apps, schema_editor):
    revoke(apps, "Broadcast", {"events": everything(*TABLES)})


class Migration(migrations.Migration):
    dependencies = [("events", "0053_links_by_address")]

    operations = [
        migrations.CreateModel(
            name='BroadcasterWas',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('name', 'Name'), ('website', 'Website')], max_length=7)),
                ('was', models.CharField(blank=True, help_text='Empty: it had none.', max_length=2000)),
                ('before', models.DateField(help_text='The day from which the next one holds. Events that were over by then keep this one.', verbose_name='until before')),
                ('broadcaster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='formers', to='events.broadcaster')),
            ],
            options={
                'verbose_name': 'former name or website',
                'verbose_name_plural': 'former names and websites',
                'ordering': ['broadcaster', 'what', 'before'],
                'constraints': [models.UniqueConstraint(fields=('broadcaster', 'what', 'before'), name='broadcaster_was_one_thing', violation_error_code='before', violation_error_message='There is another former one up to this day.'), models.CheckConstraint(condition=models.Q(('what__in', ['name', 'website'])), name='broadcaster_was_known'), models.CheckConstraint(condition=models.Q(('was', ''), ('what', 'name'), _negated=True), name='broadcaster_was_called_something', violation_error_code='was', violation_error_message='A broadcaster had a name.')],
            },
        ),
        migrations.CreateModel(
            name='ListingWas',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('link', 'Link'), ('app_link', 'App’s link'), ('programme_link', 'Programme page’s link')], default='link', max_length=20)),
                ('was', models.URLField(blank=True, help_text='Empty: it had none.', max_length=2000)),
                ('before', models.DateField(help_text='The day from which the next one holds. Events that were over by then keep this one.', verbose_name='until before')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='formers', to='events.listing')),
            ],
            options={
                'verbose_name': 'former link',
                'ordering': ['listing', 'what', 'before'],
                'constraints': [models.UniqueConstraint(fields=('listing', 'what', 'before'), name='listing_was_one_thing', violation_error_code='before', violation_error_message='There is another former one up to this day.'), models.CheckConstraint(condition=models.Q(('what__in', ('link', 'app_link', 'programme_link'))), name='listing_was_known')],
            },
        ),
        record("events_broadcasterwas", owner=("events_broadcaster", "broadcaster_id")),
        record("events_listingwas", owner=("events_listing", "listing_id")),
        migrations.RunSQL(COUNT, COUNT_NOT),
        migrations.RunPython(allow, disallow),
    ]
