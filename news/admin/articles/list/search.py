"""Finds articles by what is typed into the list's search: their words, and the event that they are about."""

from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from events.models import Event
from events.naming.events import search_words
from news.models import Article, QuoteBlock, TextBlock

HELP = "Title, lead, address, text, quotes, event (WC2, Heerenveen 2025/26)"


def matching(articles: "QuerySet[Article]", typed: str) -> "QuerySet[Article]":
    """Articles that have every word, ignoring case and accents: in their text, or as something of their event."""
    if not (words := typed.split()):
        return articles
    in_text = reduce(and_, map(_in_text, words))
    in_either = reduce(and_, (_in_text(word) | _of_event(word) for word in search_words(typed)), Q())
    return articles.filter(in_text | in_either)


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
