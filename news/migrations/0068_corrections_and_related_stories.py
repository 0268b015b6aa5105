"""What an edition corrects, stories that are chosen by hand, and whether entries follow the text.

Editions of before have none of it: columns with a default, which no trigger of editions minds.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0067_drafted_from_results")]

    operations = [
        migrations.AddField(
            "edition",
            "correction",
            models.TextField(blank=True, default="", help_text="What it corrects, for readers of earlier editions."),
            preserve_default=False,
        ),
        migrations.AddField(
            "edition",
            "related",
            ArrayField(
                models.BigIntegerField(),
                blank=True,
                default=list,
                help_text="Articles that were chosen by hand, by their keys.",
                size=None,
            ),
        ),
        migrations.AddField(
            "edition", "live_blog", models.BooleanField(default=False, help_text="Entries follow the text.")
        ),
        migrations.AddField(
            "article",
            "related",
            ArrayField(
                models.BigIntegerField(),
                blank=True,
                default=list,
                help_text="Articles by their keys, in the order in which readers see them.",
                size=None,
                verbose_name="related stories",
            ),
        ),
        migrations.AddField(
            "article",
            "live_blog",
            models.BooleanField(
                default=False,
                help_text="Entries follow the text, each published by itself.",
                verbose_name="live blog",
            ),
        ),
        migrations.AddField(
            "article",
            "live_ended_at",
            models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When its live blog ended; empty while it goes on.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(related__len__lte=4),
                name="article_few_related",
                violation_error_code="related",
                violation_error_message="Four related stories can be chosen at most.",
            ),
        ),
    ]
