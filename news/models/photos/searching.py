"""How photos are found by words, in SQL."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from events.models import Event
from events.naming.events import search_words
from standings.models import Competitor

FIELDS = ("name", "caption", "agency_id", "keywords", "people", "place", "photographer", "credit", "alt")
HELP = "Caption, skater, event (WC2, Heerenveen 2025/26), place, keyword, agency number, photographer"


def having(typed: str) -> Q:
    """Photos that have every word, ignoring case and accents: in their facts, or as names of their skaters and event.

    "Stolz Heerenveen" finds the pictures of Jordan Stolz that were taken at an event there.
    """
    words = typed.split()
    if not words:
        return Q()
    in_facts = reduce(and_, map(_in_facts, words))
    return in_facts | reduce(and_, (_in_facts(word) | _of_event(word) for word in search_words(typed)), Q())


def _in_facts(word: str) -> Q:
    in_fields = reduce(or_, (Q(**{f"{field}__unaccent__icontains": word}) for field in FIELDS))
    # In a query of its own: joined, a photo would be found once for each of its skaters
    of_skaters = Competitor.objects.matching(word).filter(photos__isnull=False).order_by().values("photos")
    return in_fields | Q(pk__in=of_skaters)


def _of_event(word: str) -> Q:
    """A number alone is not taken for that of a World Cup: agencies' numbers are full of them."""
    return Q(pk__in=[]) if word.isdecimal() else Q(event__in=Event.objects.matching(word).values("pk"))
