"""Lists of stories, newest first, a page at a time.

A page is found by the story before it, not by its number: the hundredth costs what the first does, and no story is
shown twice or left out because another was published meanwhile.
"""

import datetime
import re
from dataclasses import dataclass

from django.db.models import F, Q
from django.http import Http404

from isuwc.text.numbers import whole_number
from news.models import Edition
from news.models.edition import EditionQuerySet

PER_PAGE = 18
MOMENT = "%Y%m%dT%H%M%S%f"
PLACE = re.compile(r"([0-9]{8}T[0-9]{12})-([0-9]{1,18})")


@dataclass(frozen=True)
class Place:
    """Of a story in a list: when it was first published, and the edition's key for those of one moment."""

    moment: datetime.datetime
    key: int

    def __str__(self) -> str:
        return f"{self.moment.astimezone(datetime.UTC).strftime(MOMENT)}-{self.key}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """As `str` writes it. Raises Http404 for anything else."""
        found = PLACE.fullmatch(text)
        try:
            moment = datetime.datetime.strptime(found[1], MOMENT).replace(tzinfo=datetime.UTC) if found else None
        except ValueError:  # the 31st of February
            moment = None
        if found is None or moment is None:
            raise Http404("No such page.")
        return cls(moment, int(found[2]))


@dataclass(frozen=True)
class ListPage:
    """One page. `newer` and `older` are the places that lead to the pages beside it, None where there is none;
    `is_newest`: it begins with the newest story, and that before it, if there is one, does too."""

    editions: list[Edition]
    is_newest: bool
    newer: Place | None
    older: Place | None


def page_of(editions: EditionQuerySet, before: str) -> ListPage:
    """The stories that follow the place `before`; the newest if it is empty. `editions` are in the order of `live()`.

    Raises Http404 for what is no place, and for one that nothing follows.
    """
    if not before:
        found = list(editions[: PER_PAGE + 1])
        return ListPage(found[:PER_PAGE], is_newest=True, newer=None, older=_last(found))
    place = Place.read(before)
    found = list(_older(editions, place)[: PER_PAGE + 1])
    if not found:
        raise Http404("No such page.")
    newer = _newer(editions, found[0]).values_list(F("published_at"), F("pk"))[: PER_PAGE + 1]
    above = [Place(*each) for each in newer]
    beside = above[PER_PAGE] if len(above) > PER_PAGE else None
    return ListPage(found[:PER_PAGE], is_newest=False, newer=beside, older=_last(found))


def place_of_page(editions: EditionQuerySet, number: str) -> Place | None:
    """Where the page begins that had this number when pages had numbers; None for the first. Raises Http404 for a page
    that there isn't."""
    page = whole_number(number)
    if not page:
        raise Http404("No such page.")
    if page == 1:
        return None
    before = (page - 1) * PER_PAGE
    found = list(editions.values_list(F("published_at"), F("pk"))[before - 1 : before + 1]) if before < 2**31 else []
    if len(found) < 2:
        raise Http404("No such page.")
    return Place(*found[0])


def _last(found: list[Edition]) -> Place | None:
    """The place that leads to the page after this one."""
    return Place(found[PER_PAGE - 1].published_at, found[PER_PAGE - 1].pk) if len(found) > PER_PAGE else None


def _older(editions: EditionQuerySet, place: Place) -> EditionQuerySet:
    same = Q(published_at=place.moment, pk__gte=place.key)
    return editions.filter(Q(published_at__lte=place.moment)).exclude(same)


def _newer(editions: EditionQuerySet, than: Edition) -> EditionQuerySet:
    """The nearest first."""
    same = Q(published_at=than.published_at, pk__lte=than.pk)
    newer = editions.filter(Q(published_at__gte=than.published_at)).exclude(same)
    return newer.order_by(F("published_at").asc(), "pk")
