"""Finds the event and the race that a sheet's heading names."""

from dataclasses import replace

from django.db.models import Count, Min

from events.models import Event, Race
from events.models.programme import ResultState
from events.naming.events import event_title
from events.time.dates import long_date
from standings.corrections.contradictions import Kind
from standings.sheets.sheet import Heading


def find_event(heading: Heading) -> tuple[Event | None, str]:
    """The event on the sheet's day, or of its season, with its number; otherwise None and the problem in words."""
    events = Event.objects.select_related("season", "venue__country")
    when = []
    if heading.date:
        events = events.filter(start_date__lte=heading.date, end_date__gte=heading.date)
        when.append(f"that is on at {long_date(heading.date)}")
    if heading.season:
        events = events.filter(season__slug=heading.season)
        when.append(f"in season {heading.season}")
    fitting = [event for event in events if heading.event_number == event.number or heading.event_number is None]
    if len(fitting) == 1:
        return fitting[0], ""
    name = event_title(heading.event_number) if heading.event_number else "World Cup"
    return None, f"the calendar has no {name} {' '.join(when)}; add the event, or set its dates right"


def find_race(heading: Heading, event: Event) -> tuple[Race | None, str]:
    """The race of the programme, unsaved if the programme lacks it; otherwise None and the problem in words."""
    stored = {race.identity: race for race in Race.objects.filter(event=event).select_related("session")}
    if race := stored.get(heading.identity):
        race.event = event
        return race, ""
    alike = [each for each in stored if replace(each, ordinal=None) == replace(heading.identity, ordinal=None)]
    if any((each.ordinal is None) != (heading.identity.ordinal is None) for each in alike):
        said = "once" if alike[0].ordinal is None else "more than once"
        return None, f"the programme of {event} has {alike[0].title} {said}; set the programme or the sheet right"
    if heading.date is None:
        return (
            None,
            f"the programme of {event} has no {heading.identity.title}, and the file doesn't say on which day it was",
        )
    return Race.of(heading.identity, event=event), ""


def kind_of(race: Race) -> Kind:
    """What contradictions in the race's result are judged by. One query."""
    alike = Race.objects.filter(
        event__season=race.event.season_id,
        category=race.category,
        distance=race.distance,
        division=race.division,
        phase=race.phase,
        result_state=ResultState.OFFICIAL,
    ).exclude(pk=race.pk)
    fewest = alike.annotate(lines=Count("results")).filter(lines__gt=0).aggregate(fewest=Min("lines"))["fewest"]
    return Kind(by_time=race.distance != "mass-start", fewest=fewest)
