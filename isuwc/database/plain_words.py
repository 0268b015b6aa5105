"""Texts as searches compare them, in the database: words of plain lower-case letters between single spaces.

The function is `plain_words` of events' migration 0056. It is immutable, so that an index may hold what it gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Func, TextField, Value

Query = SearchQuery | CombinedSearchQuery


class PlainWords(Func):
    """“Min-Sun  ŻUREK” is "min sun zurek"."""

    function = "plain_words"
    output_field = TextField()


class _Begun(Func):
    """tom & maz:* of "Tom MAZ"; NULL, which matches nothing, where there is no word."""

    template = r"replace(regexp_replace(nullif(plain_words(%(expressions)s), ''), '(\S{3,})', '\1:*', 'g'), ' ', ' & ')"
    output_field = TextField()


@dataclass(frozen=True)
class Words:
    """What texts are asked for; `loosely` finds all of them and perhaps others, by what an index knows."""

    exactly: Query
    loosely: Query


def begun_by(words: str) -> Words:
    """Has each of the words, or one that begins with it; a word of two letters, with which many begin, whole."""
    query = SearchQuery(_Begun(Value(words)), config="simple", search_type="raw")
    return Words(query, query)


def whole_name(*names: str) -> Words:
    """Has one of the names, its words one after the other."""
    return Words(_one_of(names, "phrase"), _one_of(names, "plain"))


def _one_of(names: Sequence[str], how: str) -> Query:
    queries: list[Query] = [SearchQuery(PlainWords(Value(name)), config="simple", search_type=how) for name in names]
    return reduce(or_, queries)
