"""Two skaters, or teams, against each other: the races in which both have a place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from events.models import Race
from standings.models import Competitor, Result
from standings.models.result import Status

MOST = 60  # opponents that a page offers


@dataclass(frozen=True)
class Meeting:
    """A race with the results of both."""

    race: Race
    one: Result
    other: Result

    @property
    def ahead(self) -> Result | None:
        """Whose place is the better one; None where they share it."""
        one, other = self.one.rank or 0, self.other.rank or 0
        if one == other:
            return None
        return self.one if one < other else self.other

    @property
    def gap(self) -> str:
        """Of the slower one's time; empty where a time is missing, or times do not decide or contradict the places."""
        if self.ahead is None or not self.race.distance.isdigit():
            return ""
        behind = self.other if self.ahead is self.one else self.one
        return behind.gap_to(self.ahead.hundredths)


@dataclass(frozen=True)
class Tally:
    """How often which of the two was ahead, over a distance or, without one, in all."""

    distance: str
    one: int
    other: int
    level: int


@dataclass(frozen=True)
class HeadToHead:
    """Meetings, the latest first."""

    one: Competitor
    other: Competitor
    meetings: Sequence[Meeting]

    @property
    def names(self) -> tuple[str, str]:
        """Their family names, or the whole ones where these are the same; those of teams."""
        one, other = self.one.family_name, self.other.family_name
        return (self.one.name, self.other.name) if one == other or not (one and other) else (one, other)

    @property
    def total(self) -> Tally:
        return _tally("", self.meetings)

    @property
    def by_distance(self) -> list[Tally]:
        """In the order in which they are found; empty where there is one only."""
        distances = list(dict.fromkeys(str(each.race.get_distance_display()) for each in self.meetings))
        if len(distances) < 2:
            return []
        return [
            _tally(name, [each for each in self.meetings if each.race.get_distance_display() == name])
            for name in distances
        ]


def _tally(distance: str, meetings: Sequence[Meeting]) -> Tally:
    one = sum(each.ahead is each.one for each in meetings)
    other = sum(each.ahead is each.other for each in meetings)
    return Tally(distance, one, other, len(meetings) - one - other)


def head_to_head(one: Competitor, other: Competitor) -> HeadToHead:
    """One query."""
    placed = Result.objects.filter(competitor__in=[one, other], status=Status.OK, rank__isnull=False)
    rows = placed.select_related("race__session", "race__event__season", "race__event__venue")
    found: dict[int, dict[int, Result]] = {}
    for row in rows.order_by("-race__session__date", "-race__event", "-race__number"):
        found.setdefault(row.race_id, {})[row.competitor_id] = row
    meetings = [Meeting(each[one.pk].race, each[one.pk], each[other.pk]) for each in found.values() if len(each) > 1]
    return HeadToHead(one, other, meetings)


def opponents(competitor: Competitor) -> list[Competitor]:
    """Those who were met most often, by name; each has `met`, the number of races in which both have a place."""
    placed = Result.objects.filter(status=Status.OK, rank__isnull=False)
    races = placed.filter(competitor=competitor).order_by().values("race")
    met = placed.filter(race__in=races).exclude(competitor=competitor).order_by().values_list("competitor")
    times = dict(met.annotate(met=Count("pk")).order_by("-met", "competitor")[:MOST])
    found = list(Competitor.objects.filter(pk__in=times))
    for each in found:
        each.met = times[each.pk]  # type: ignore[attr-defined]
    return sorted(found, key=lambda each: (each.sorted_name.casefold(), each.pk))
