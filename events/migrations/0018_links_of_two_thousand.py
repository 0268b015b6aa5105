"""Links have 2,000 characters, where browsers cut what was pasted at the 200 that Django gives.

The trigger that forgets a failing link when it is replaced names the column, and is made anew around the change. Taken
back, the database refuses a link that is longer than 200: none is cut.
"""

from django.db import migrations, models

MAKE = """
CREATE TRIGGER listing_new_link BEFORE UPDATE OF link ON events_listing
    FOR EACH ROW EXECUTE FUNCTION events_listing_new_link();
"""
DROP = "DROP TRIGGER listing_new_link ON events_listing;"


class Migration(migrations.Migration):
    dependencies = [("events", "0017_plain_words")]

    operations = [
        migrations.RunSQL(DROP, MAKE),
        migrations.AlterField("broadcaster", "website", models.URLField(blank=True, max_length=2000)),
        migrations.AlterField("listing", "link", models.URLField(blank=True, max_length=2000)),
        migrations.AlterField("series", "website", models.URLField(blank=True, max_length=2000)),
        migrations.AlterField(
            "showing", "link", models.URLField(blank=True, help_text="Empty: as the listing.", max_length=2000)
        ),
        migrations.AlterField("stream", "link", models.URLField(max_length=2000)),
        migrations.RunSQL(MAKE, DROP),
    ]
