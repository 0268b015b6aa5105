"""The events of sheets that wait: a sheet that isn't applied has no race yet, but says its day, or its event."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from events.models import Event
from standings.models import SheetImport


def waiting_for(event: Event) -> QuerySet[SheetImport]:
    """Sheets that wait for the event's races: those of its days, and those that say season and number but no day."""
    of_day = Q(race_date__range=(event.start_date, event.end_date))
    undated = Q(race_date=None, content__heading__season=event.season.slug, content__heading__event_number=event.number)
    return SheetImport.objects.waiting().filter(of_day | undated)


def events_of(sheets: Iterable[SheetImport]) -> dict[int, Event]:
    """The event of each, by the sheet's key, without those of which no event is known. One query, or none."""
    found = {each.pk: each.race.event for each in sheets if each.race}
    others = [each for each in sheets if each.race is None]
    wanted = Q()
    for each in others:
        season, number = _said(each)
        if each.race_date:
            wanted |= Q(start_date__lte=each.race_date, end_date__gte=each.race_date)
        elif season and number:
            wanted |= Q(season__slug=season, number=number)
    events = list(Event.objects.filter(wanted).select_related("season", "venue__country")) if wanted else []
    for each in others:
        fitting = [event for event in events if _is_of(each, event)]
        if len(fitting) == 1:
            found[each.pk] = fitting[0]
    return found


def _is_of(sheet: SheetImport, event: Event) -> bool:
    season, number = _said(sheet)
    if sheet.race_date:
        is_its = event.start_date <= sheet.race_date <= event.end_date
        return is_its and number in {None, event.number} and season in {"", event.season.slug}
    return (season, number) == (event.season.slug, event.number)


def _said(sheet: SheetImport) -> tuple[str, int | None]:
    """The season and the number of the event as the sheet has them."""
    heading = sheet.content.get("heading", {})
    return heading.get("season") or "", heading.get("event_number")
