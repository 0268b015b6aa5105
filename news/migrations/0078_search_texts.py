"""1 of 3: the words of every edition, for search, made with it from now on.

Vectors are kept as they are, not compressed: ranking and phrases read many of them.
"""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from isuwc.freshness.triggers import watch

FORWARD = """
ALTER TABLE news_searchtext ALTER COLUMN title SET STORAGE EXTERNAL, ALTER COLUMN whole SET STORAGE EXTERNAL;

CREATE FUNCTION news_search_vector(title text, lead text, words text) RETURNS tsvector LANGUAGE sql STABLE AS $$
    -- A vector holds a megabyte: so many letters of four bytes fit with their places
    SELECT setweight(to_tsvector('simple', left(plain_words(title), 1000)), 'A')
        || setweight(to_tsvector('simple', left(plain_words(lead), 20000)), 'B')
        || to_tsvector('simple', left(plain_words(words), 200000))
$$;

CREATE FUNCTION news_edition_has_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO news_searchtext (edition_id, title, whole) VALUES (
        NEW.id,
        to_tsvector('simple', plain_words(NEW.title)),
        news_search_vector(NEW.title, NEW.lead, NEW.words)
    );
    RETURN NULL;
END $$;

CREATE TRIGGER edition_has_search_text AFTER INSERT ON news_edition
    FOR EACH ROW EXECUTE FUNCTION news_edition_has_search_text();
"""
REVERSE = """
DROP TRIGGER edition_has_search_text ON news_edition;
DROP FUNCTION news_edition_has_search_text();
DROP FUNCTION news_search_vector(text, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0056_plain_words"), ("news", "0077_watched")]
    running_code_goes_on = True

    operations = [
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_text', serialize=False, to='news.edition')),
                ('title', django.contrib.postgres.search.SearchVectorField(help_text="The title's words.")),
                ('whole', django.contrib.postgres.search.SearchVectorField(help_text='All words, those of the title (A) and the lead (B) with greater weight.')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
        watch("news_searchtext", "news"),
    ]
