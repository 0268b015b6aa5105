"""What a listing says: part of a country, competitors, further ways and links, geo-blocked, only some sessions.

A broadcaster has the zone in which it writes its times."""

import django.contrib.postgres.fields
import events.models.venue
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0030_constraints_in_words'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='listing',
            name='listing_timing_known',
        ),
        migrations.RemoveConstraint(
            model_name='showing',
            name='showing_timing_known',
        ),
        migrations.AddField(
            model_name='broadcaster',
            name='time_zone',
            field=models.CharField(blank=True, help_text='IANA name, such as Europe/Berlin, in which it writes its times: listings take them as they are. Empty: the venue’s.', max_length=40, validators=[events.models.venue.validate_time_zone]),
        ),
        migrations.AddField(
            model_name='listing',
            name='also',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('live', 'Live'), ('delayed', 'Delayed'), ('on demand', 'On demand'), ('highlights', 'Highlights')], max_length=10), blank=True, default=list, help_text='Further ways, each after the best one in their order.', size=None, verbose_name='also shown'),
        ),
        migrations.AddField(
            model_name='listing',
            name='app_link',
            field=models.URLField(blank=True, max_length=2000, verbose_name='link of the app'),
        ),
        migrations.AddField(
            model_name='listing',
            name='competitors',
            field=models.CharField(blank=True, choices=[('', 'Men’s and women’s races'), ('women', 'Women’s races only'), ('men', 'Men’s races only')], default='', max_length=5),
        ),
        migrations.AddField(
            model_name='listing',
            name='is_geo_blocked',
            field=models.BooleanField(default=False, help_text='Its stream plays inside the territory alone.', verbose_name='geo-blocked'),
        ),
        migrations.AddField(
            model_name='listing',
            name='only_sessions',
            field=models.BooleanField(default=False, help_text='Sessions that aren’t ticked are left out, also those that the programme gets later.', verbose_name='only the ticked sessions'),
        ),
        migrations.AddField(
            model_name='listing',
            name='part',
            field=models.CharField(blank=True, help_text='In words, where it isn’t all of it: German-speaking part.', max_length=80, verbose_name='part of the country'),
        ),
        migrations.AddField(
            model_name='listing',
            name='programme_link',
            field=models.URLField(blank=True, max_length=2000, verbose_name='link of the programme page'),
        ),
        migrations.AlterField(
            model_name='listing',
            name='link',
            field=models.URLField(blank=True, help_text='Of the channel or its site.', max_length=2000),
        ),
        migrations.AlterField(
            model_name='listing',
            name='timing',
            field=models.CharField(choices=[('live', 'Live'), ('delayed', 'Delayed'), ('on demand', 'On demand'), ('highlights', 'Highlights')], default='live', help_text='The best way.', max_length=10),
        ),
        migrations.AlterField(
            model_name='showing',
            name='timing',
            field=models.CharField(blank=True, choices=[('live', 'Live'), ('delayed', 'Delayed'), ('on demand', 'On demand'), ('highlights', 'Highlights')], help_text='Empty: as the listing.', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('also__contained_by', ['delayed', 'on demand', 'highlights']), ('timing', 'live')), models.Q(('also__contained_by', ['on demand', 'highlights']), ('timing', 'delayed')), models.Q(('also__contained_by', ['highlights']), ('timing', 'on demand')), models.Q(('also__contained_by', []), ('timing', 'highlights')), _connector='OR'), name='listing_best_way_first'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.CheckConstraint(condition=models.Q(('competitors__in', ['', 'women', 'men'])), name='listing_competitors_known'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.CheckConstraint(condition=models.Q(('part', ''), ('country__isnull', False), _connector='OR'), name='listing_part_of_a_country', violation_error_code='part', violation_error_message='Only a listing for a country can be for a part of it.'),
        ),
        migrations.AddConstraint(
            model_name='showing',
            constraint=models.CheckConstraint(condition=models.Q(('timing__in', ['', 'live', 'delayed', 'on demand', 'highlights'])), name='showing_timing_known'),
        ),
    ]
