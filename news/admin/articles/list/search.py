"""Finds articles by what is typed into the list's search: their words, and the event that they are about."""

from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from events.models import Event
from events.naming.events import search_words
from news.models import Article, QuoteBlock, TextBlock

MOST_KEYS = 2_000  # of articles found that are named one by one in further queries
HELP = "Title, lead, address, text, quotes, event (WC2, Heerenveen 2025/26)"


def matching(articles: "QuerySet[Article]", typed: str) -> "QuerySet[Article]":
    """Articles that have every word, ignoring case and accents: in their text, or as something of their event."""
    if not (words := typed.split()):
        return articles
    # As the words of texts and events are often the same, those of texts alone would only be looked for twice
    in_text = reduce(and_, map(_in_text, words)) if words != (either := search_words(typed)) else Q(pk__in=[])
    found = in_text | reduce(and_, (_in_text(word) | _of_event(word) for word in either), Q())
    # The list asks four times: how many, which, and of which days. All rows are gone through once for it.
    keys = list(Article.objects.order_by().filter(found).values_list("pk", flat=True)[: MOST_KEYS + 1])
    return articles.filter(pk__in=keys) if len(keys) <= MOST_KEYS else articles.filter(found)


def _in_text(word: str) -> Q:
    found = {"text__unaccent__icontains": word}
    return (
        Q(title__unaccent__icontains=word)
        | Q(lead__unaccent__icontains=word)
        | Q(slug__icontains=word)
        | Q(pk__in=TextBlock.objects.filter(**found).values("parent"))
        | Q(pk__in=QuoteBlock.objects.filter(**found).values("parent"))
    )


def _of_event(word: str) -> Q:
    """A number alone is not taken for that of a World Cup: texts are full of them."""
    return Q(pk__in=[]) if word.isdecimal() else Q(event__in=Event.objects.matching(word).values("pk"))
