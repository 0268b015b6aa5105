"""An article knows when an entry of its live blog was undone, so that the dates of feeds never go back."""

from django.db import migrations, models

from isuwc.history.triggers import record

RECORDED = ["changed_at", "changed_by_id", "version"]
BEFORE, NOW = record("news_article", derived=RECORDED), record("news_article", derived=[*RECORDED, "entry_undone_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0075_title_of_unsaved_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='entry_undone_at',
            field=models.DateTimeField(editable=False, help_text='When an entry of its live blog was last undone, as if it had never been posted.', null=True),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('entry_undone_at__isnull', False)), fields=['entry_undone_at'], name='article_entry_undone'),
        ),
        # The column is derived: a change of it alone is no change of the article
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        migrations.RunSQL(NOW.sql, NOW.reverse_sql),
    ]
