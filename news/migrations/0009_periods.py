"""From when to when which edition of an article is live gets a table of its own (1 of 4: the table)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0010_broadcast_keeps_showings'),
        ('news', '0008_fixed_blocks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField(help_text='From the first moment to the one at which it is over; open: for good.')),
                ('year', models.PositiveSmallIntegerField(help_text='In UTC, in which the article first went live.')),
                ('slug', models.SlugField(db_index=False, help_text="The edition's.", max_length=120)),
                ('published_at', models.DateTimeField(help_text='When the article first went live; a correction keeps it.')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='It ended because the article was withdrawn.', null=True)),
                ('dropped_at', models.DateTimeField(blank=True, help_text='Taken back before anybody saw it.', null=True)),
                ('dropped_for', models.CharField(blank=True, choices=[('replaced', 'Replaced by a later edition'), ('moved', 'Moved to another moment'), ('cancelled', 'Cancelled'), ('withdrawn', 'The article was withdrawn')], max_length=9)),
            ],
            options={
                'ordering': ['article', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='not_before',
            field=models.DateTimeField(blank=True, editable=False, help_text='The planned moment of what is in the working copy: publishing it earlier takes the right to.', null=True),
        ),
        migrations.AlterField(
            model_name='article',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('ready', 'Ready'), ('published', 'Published or scheduled'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('id', 'article', 'slug'), name='edition_with_article_and_address'),
        ),
        migrations.AddField(
            model_name='period',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='news.article'),
        ),
        migrations.AddField(
            model_name='period',
            name='dropped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='period',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='news.edition'),
        ),
        migrations.AddField(
            model_name='period',
            name='replaced_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_periods', to='news.edition'),
        ),
        migrations.AddField(
            model_name='period',
            name='set_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='period',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='period',
            index=models.Index(condition=models.Q(('dropped_at__isnull', True)), fields=['-published_at'], name='period_published'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('dropped_at__isnull', True)), expressions=[('article', '='), ('during', '&&')], name='period_one_live_edition', violation_error_message='An article has one live edition at a time.'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('dropped_at__isnull', True)), expressions=[('year', '='), ('slug', '='), ('article', '<>')], name='period_address_of_one_article', violation_error_message='This address belongs to another article for ever.'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', False), ('during__lower_inc', True), ('during__lower_inf', False), ('during__upper_inc', False)), name='period_begins_and_lasts'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__lte', models.F('during__startswith'))), name='period_published_before_corrected'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('dropped_at__isnull', True), ('during__upper_inf', False), ('withdrawn_at', models.F('during__endswith')), ('withdrawn_at__isnull', False)), _connector='OR'), name='period_withdrawn_at_its_end'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True), ('dropped_for', ''), ('replaced_by__isnull', True)), models.Q(('dropped_at__isnull', False), ('dropped_at__lt', models.F('during__startswith')), models.Q(models.Q(('dropped_for', 'replaced'), ('replaced_by__isnull', False)), models.Q(('dropped_for__in', ['moved', 'cancelled', 'withdrawn']), ('replaced_by__isnull', True)), _connector='OR')), _connector='OR'), name='period_dropped_before_it_began'),
        ),
        migrations.RunSQL(
            # A period names an edition of its own article, at that edition's address.
            "ALTER TABLE news_period ADD CONSTRAINT period_of_its_article_and_address"
            " FOREIGN KEY (edition_id, article_id, slug) REFERENCES news_edition (id, article_id, slug)"
            " DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE news_period DROP CONSTRAINT period_of_its_article_and_address",
        ),
    ]
