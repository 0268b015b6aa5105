"""What the library finds a picture by, and from when until when it may be shown.

Facts of photos that are there count as looked at: people saw them in the form in which they were added.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0065_words_not_yet_saved"), ("events", "0054_former_names_and_links")]

    operations = [
        migrations.AddField(
            "photo",
            "event",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="photos",
                to="events.event",
            ),
        ),
        migrations.AddField(
            "photo",
            "is_checked",
            models.BooleanField(
                default=True,
                help_text="Somebody has looked at what the file says of itself.",
                verbose_name="facts are checked",
            ),
        ),
        migrations.AddField(
            "photo",
            "keywords",
            models.TextField(blank=True, help_text="Words by which it is found, separated by commas."),
        ),
        migrations.AddField(
            "photo",
            "rights_from",
            models.DateTimeField(
                blank=True,
                help_text="Before, no story with it goes live. Empty: at once.",
                null=True,
                verbose_name="may be shown from",
            ),
        ),
        migrations.AddField(
            "photo",
            "rights_until",
            models.DateTimeField(
                blank=True,
                help_text="From then on no page shows it. Empty: for good.",
                null=True,
                verbose_name="may be shown until",
            ),
        ),
        migrations.AlterField(
            "photo",
            "usage_terms",
            models.TextField(blank=True, help_text="What the picture may be used for, in the holder’s words."),
        ),
        migrations.AddConstraint(
            "photo",
            models.CheckConstraint(
                condition=models.Q(
                    ("rights_from__isnull", True),
                    ("rights_until__isnull", True),
                    ("rights_until__gt", models.F("rights_from")),
                    _connector="OR",
                ),
                name="photo_rights_in_order",
                violation_error_code="rights_until",
                violation_error_message="The rights end after they begin.",
            ),
        ),
    ]
