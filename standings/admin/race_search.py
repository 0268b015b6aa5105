"""Lists of races: found by the words of their event and their own (World Cup 2, WC2, Calgary, 2025/26, women 500m,
Division B), today's first."""

import re
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Replace
from django.http import HttpRequest
from django.utils import timezone

from events.models import Event
from events.naming.languages import isos_called
from events.naming.seasons import slug_of_name
from events.time.dates import short_date
from isuwc.text.slugs import fold
from isuwc.text.typed import CleanAdmin

NUMBERED = re.compile(r"\b(?:world ?cup|wc) ?(\d{1,2})\b", re.IGNORECASE)
THOUSANDS = re.compile(r"(\d)[,.](\d{3})")  # 10,000m


class FoundByEvent(CleanAdmin):
    """`race_path` leads to the race, `own_words` are further fields of the row."""

    race_path: ClassVar[str] = ""
    own_words: ClassVar[tuple[str, ...]] = ()
    search_fields = ("pk",)  # without any, the admin has no search; what is searched is said in `matching`
    search_help_text = "World Cup 2, Calgary, 2025/26, women 500m, Division B"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return matching(queryset, search_term, self.race_path, *self.own_words), False


class RaceList(FoundByEvent):
    """The list of races."""

    list_display = ("title", "event", "day", "result_state", "lines")
    list_select_related = ("event__season", "event__venue", "session")

    def get_ordering(self, request: HttpRequest) -> Any:
        """Today's races, then those before, the newest first, then those to come, the next first."""
        held = When(session__date__lte=timezone.localdate(), then="session__date")
        return [Case(held).desc(nulls_last=True), "session__date", "event", "number"]

    @admin.display(description="day", ordering="session__date")
    def day(self, row: Any) -> str:
        return short_date(row.session.date)


def matching(found: QuerySet[Any], words: str, path: str = "", *own: str) -> QuerySet[Any]:
    """The rows in whose description a word begins like each of the words. `path` leads to the race, `own` are further
    fields of the row.

    The number of a World Cup is that of the event: the 2 of World Cup 2 is not found in 2025/26.
    """
    for number in NUMBERED.findall(words):
        found = found.filter(**{f"{path}event__number": number})
    rest = slug_of_name(THOUSANDS.sub(r"\1\2", NUMBERED.sub(" ", words))).split()
    if rest:
        found = found.annotate(described=_described(path, own))
    for word in rest:
        country = Q(**{f"{path}event__venue__country__iso__in": isos_called(word)})
        found = found.filter(Q(described__unaccent__icontains=f" {word}") | country)
    return found


def is_described(words: str, event: Event | None, own: str) -> bool:
    """As in `matching`, of a row without a race: by its event, if that is known, and its own words."""
    numbers = NUMBERED.findall(words)
    if numbers and (event is None or {int(number) for number in numbers} != {event.number}):
        return False
    parts = [own]
    if event:
        kind = "World Cup Final" if event.is_final else "World Cup"
        parts += [kind, event.venue.city, event.venue.name, event.venue.country.name, event.season.slug]
    text = f" {fold(slug_of_name(' '.join(parts)))}"
    rest = slug_of_name(THOUSANDS.sub(r"\1\2", NUMBERED.sub(" ", words))).split()
    iso = event.venue.country.iso if event else ""
    return all(f" {fold(word)}" in text or iso in isos_called(word) for word in rest)


def _described(path: str, own: tuple[str, ...]) -> Concat:
    """Each word of it after a space."""
    final = When(**{f"{path}event__is_final": True}, then=Value(" World Cup Final"))
    kind = Case(final, default=Value(" World Cup"), output_field=CharField())
    has_division = When(**{f"{path}division__in": ["A", "B"]}, then=Concat(Value(" Division "), F(f"{path}division")))
    division = Case(has_division, default=Value(""), output_field=CharField())
    race = Replace(F(f"{path}slug"), Value("-"), Value(" "))
    of_event = ("venue__city", "venue__name", "venue__country__name", "season__slug")
    fields = (*(f"{path}event__{name}" for name in of_event), *own)
    spaced = [part for each in (race, *map(F, fields)) for part in (Value(" "), each)]
    return Concat(kind, division, *spaced, output_field=CharField())
