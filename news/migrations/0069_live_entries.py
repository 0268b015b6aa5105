"""Entries of live blogs: each is public by itself while its story is, and every change of one is recorded."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from isuwc.history.triggers import record


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0054_former_names_and_links'),
        ('news', '0068_corrections_and_related_stories'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LiveEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField(blank=True)),
                ('is_pinned', models.BooleanField(default=False, help_text='Above all others; one at most.', verbose_name='pinned')),
                ('posted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When what readers see of it changed last.')),
                ('version', models.PositiveIntegerField(default=1, help_text='Raised by every correction, so that two notice it.')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='live_entries', to='news.article')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='live_entries', to='news.photo')),
                ('posted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('race', models.ForeignKey(blank=True, help_text='The race whose result stands below the words.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.race', verbose_name='result')),
            ],
            options={
                'verbose_name': 'entry of a live blog',
                'verbose_name_plural': 'entries of live blogs',
                'ordering': ['-pk'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['article', '-id'], name='live_entry_of_article')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('heading', ''), _negated=True), ('photo__isnull', False), ('race__isnull', False), _connector='OR'), name='live_entry_says_something', violation_error_code='text', violation_error_message='Write something, or choose a photo or a result.'), models.CheckConstraint(condition=models.Q(('changed_at__gte', models.F('posted_at'))), name='live_entry_changed_after_it_was_posted'), models.CheckConstraint(condition=models.Q(('is_pinned', False), ('withdrawn_at__isnull', True), _connector='OR'), name='live_entry_pinned_is_there'), models.UniqueConstraint(condition=models.Q(('is_pinned', True)), fields=('article',), name='live_entry_one_is_pinned')],
            },
        ),
        record("news_liveentry", owner=("news_article", "article_id"), derived=["version", "changed_at"]),
    ]
