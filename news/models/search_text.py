from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F
from django.db.models.expressions import RawSQL

from isuwc.database.plain_words import Query, Words
from news.models.edition import Edition, EditionQuerySet

RECENT = 200  # stories that are looked at before the index: what is often named is mostly named by some of them

# Which plan is the right one depends on how the matches lie in time, which Postgres doesn't know: it would read 20,000
# stories backwards for a skater who retired long ago, or sort all that have a common word. So both ways are given here.
# The index knows which stories have the words, and not where; so for a name their vectors are read, the newest first,
# until there are enough
_ITS = "CROSS JOIN LATERAL (SELECT {field} AS words FROM news_searchtext WHERE edition_id = id OFFSET 0) its"
_NEWEST = f"""
WITH recent (id, published_at) AS MATERIALIZED ({{recent}}),
met AS MATERIALIZED (SELECT id, published_at FROM recent {_ITS} WHERE its.words @@ {{words}}),
matching AS MATERIALIZED (
    SELECT edition_id FROM news_searchtext WHERE {{field}} @@ {{loosely}} AND (SELECT count(*) FROM met) < %s
),
others AS (
    SELECT id, published_at FROM ({{others}}) found (id, published_at) {_ITS} WHERE its.words @@ {{words}}
    ORDER BY published_at DESC, id DESC LIMIT %s
)
SELECT id FROM (SELECT id, published_at FROM met UNION SELECT id, published_at FROM others) found
ORDER BY published_at DESC, id DESC LIMIT %s
"""  # noqa: S608 - no value in it


class SearchText(models.Model):
    """The words of an edition, for search: a table of its own, so that whoever loads editions doesn't load them.

    A trigger makes it with its edition (migration 0078), whichever way that comes, and like that it never changes.
    Words are plain (`plain_words`) and in no language's forms: readers search for names above all. What a text has
    after its first 200,000 letters is not found, as Postgres has no vector for it.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    title = SearchVectorField(help_text="The title's words.")
    whole = SearchVectorField(help_text="All words, those of the title (A) and the lead (B) with greater weight.")

    class Meta:
        default_permissions = ()
        indexes = [
            # A list of what waits to be indexed would be read by every search, and stories are few
            GinIndex(fields=["title"], name="search_text_title", fastupdate=False),
            GinIndex(fields=["whole"], name="search_text_whole", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"Words of {self.edition}"


def newest_with(words: Words, number: int, live: EditionQuerySet, field: str = "whole") -> list[int]:
    """The keys of so many of these live editions that have the words, latest first. One query.

    It takes as long with 20,000 stories as with 1,000, however many of them match: the index is asked only where not
    enough of the newest do.
    """
    found = live.values_list("pk", F("published_at"))
    recent, recent_values = found[:RECENT].query.sql_with_params()
    others, other_values = found.filter(pk__in=RawSQL("SELECT edition_id FROM matching", [])).query.sql_with_params()
    exactly, exact_values = _compiled(words.exactly)
    loosely, loose_values = _compiled(words.loosely)
    sql = _NEWEST.format(recent=recent, others=others, words=exactly, loosely=loosely, field=field)
    values = [*recent_values, *exact_values, *loose_values, number, *other_values, *exact_values, number, number]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]


def _compiled(words: Query) -> tuple[str, tuple[Any, ...]]:
    query = SearchText.objects.all().query
    sql, values = query.get_compiler(connection=connection).compile(words.resolve_expression(query))
    return f"({sql})", tuple(values)
