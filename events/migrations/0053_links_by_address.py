"""What people found of a link is kept once for its address, for all that lead to it, and what the command found beside it.

A listing's link that was marked as dead becomes a word on its address, with the earliest day where several listings
have it. The trigger that took such a mark back when a listing got another link goes with the column.
"""

import django.db.models.functions.text
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import everything, grant, revoke

KEEP = """
INSERT INTO events_linkword (address, failed_on)
SELECT link, min(link_failed_on) FROM events_listing WHERE link <> '' AND link_failed_on IS NOT NULL GROUP BY link;
DROP TRIGGER listing_new_link ON events_listing;
DROP FUNCTION events_listing_new_link();
CREATE TRIGGER linkword_changes_listings AFTER INSERT OR UPDATE OR DELETE ON events_linkword
    FOR EACH STATEMENT EXECUTE FUNCTION events_listings_changed();
"""
GIVE_BACK = """
DROP TRIGGER linkword_changes_listings ON events_linkword;
DO $$ BEGIN
    IF EXISTS (SELECT FROM events_linkword WHERE failed_on IS NOT NULL) THEN
        UPDATE events_listing l SET link_failed_on = w.failed_on
        FROM events_linkword w WHERE w.address = l.link AND w.failed_on IS NOT NULL;
    END IF;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
CREATE FUNCTION events_listing_new_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.link <> OLD.link AND NEW.link_failed_on IS NOT DISTINCT FROM OLD.link_failed_on THEN
        NEW.link_failed_on := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER listing_new_link BEFORE UPDATE OF link ON events_listing
    FOR EACH ROW EXECUTE FUNCTION events_listing_new_link();
"""


def allow(apps, schema_editor):
    grant(apps, "Broadcast", {"events": [*everything("linkword"), "view_linktry"]})


def disallow(apps, schema_editor):
    revoke(apps, "Broadcast", {"events": [*everything("linkword"), "view_linktry"]})


class Migration(migrations.Migration):
    dependencies = [("events", "0047_stream_blocks"), ("history", "0003_added_and_deleted")]

    operations = [
        migrations.CreateModel(
            name='LinkTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=2000)),
                ('tried_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('answers', 'Answers'), ('fails', 'Fails'), ('unclear', 'Can’t tell'), ('refused', 'Not tried')], max_length=8)),
                ('outcome', models.CharField(help_text='In words: page not found (404).', max_length=300)),
                ('failing_since', models.DateTimeField(blank=True, help_text='The first of the tries that failed in a row.', null=True)),
                ('failures', models.PositiveIntegerField(default=0, help_text='How many tries failed in a row.')),
                ('redirected_to', models.URLField(blank=True, max_length=2000)),
            ],
            options={
                'verbose_name': 'link that was tried',
                'verbose_name_plural': 'links that were tried',
                'ordering': ['address'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.MD5('address'), name='link_try_once'), models.CheckConstraint(condition=models.Q(models.Q(('failing_since__isnull', False), ('failures__gte', 1), ('state', 'fails')), models.Q(('failing_since__isnull', True), ('failures', 0), ('state__in', ['answers', 'unclear', 'refused'])), _connector='OR'), name='link_try_counts_failures')],
            },
        ),
        migrations.CreateModel(
            name='LinkWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=2000)),
                ('failed_on', models.DateField(blank=True, help_text="When somebody found that it no longer answers; pages don't lead to it as long as this is filled.", null=True, verbose_name='no longer answers since')),
                ('answered_on', models.DateField(blank=True, help_text='When somebody last opened it and it answered.', null=True, verbose_name='answered on')),
            ],
            options={
                'verbose_name': 'link that somebody opened',
                'verbose_name_plural': 'links that somebody opened',
                'ordering': ['address'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.MD5('address'), name='link_word_once', violation_error_code='address', violation_error_message='This address is here already.'), models.CheckConstraint(condition=models.Q(('failed_on__isnull', False), ('answered_on__isnull', False), _connector='OR'), name='link_word_says_something', violation_error_code='failed_on', violation_error_message='Say when it was found to answer, or no longer to.'), models.CheckConstraint(condition=models.Q(('failed_on__isnull', True), ('answered_on__isnull', True), ('answered_on__lte', models.F('failed_on')), _connector='OR'), name='link_word_answered_before_it_failed', violation_error_code='answered_on', violation_error_message="It answered after the day since which it doesn't: clear one of the two.")],
            },
        ),
        record("events_linkword"),
        migrations.RunSQL(KEEP, GIVE_BACK),
        migrations.RemoveField(model_name="listing", name="link_failed_on"),
        migrations.RunPython(allow, disallow),
    ]
