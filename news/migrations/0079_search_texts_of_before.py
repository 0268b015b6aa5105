"""2 of 3: the words of editions from before. Others may be published meanwhile."""

from django.db import migrations

FORWARD = """
INSERT INTO news_searchtext (edition_id, title, whole)
SELECT id, to_tsvector('simple', plain_words(title)), news_search_vector(title, lead, words) FROM news_edition
ON CONFLICT (edition_id) DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0078_search_texts")]
    running_code_goes_on = True

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
