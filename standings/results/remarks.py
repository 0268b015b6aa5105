"""Remarks for staff on a sheet: printed points that differ from the computed ones, and marks that it clears."""

import datetime

from events.models import Race
from standings.models import CupScale
from standings.models.result import Status
from standings.scoring import points as scoring
from standings.scoring.rounds import scale_rule
from standings.sheets.sheet import ResultSheet
from standings.worth.scale import Number


def points_remarks(sheet: ResultSheet, race: Race) -> list[str]:
    """Remarks for staff on the sheet's figures, above all printed points that don't match the place."""
    rule = CupScale.objects.for_race(race).select_related("scale").first()
    if rule is None:
        return ["This race counts for no cup of the season."]
    scale = scale_rule(rule)
    found = []
    if all(line.printed_points is None for line in sheet.lines):
        return ["The sheet prints no points."]
    for line in sheet.lines:
        points, reason = scoring.line_points(scoring.Line(0, line.rank, line.status), scale)
        if line.printed_points is not None and line.printed_points != points:
            found.append(points_difference(line.name, line.printed_points, line.rank, line.status, points))
        elif line.status == "DNF" and line.rank is None and scale.dnf_scores:
            found.append(f"{line.name}: {reason}.")
    return found


def mark_remarks(race: Race) -> list[str]:
    if not race.is_not_held:
        return []
    return [f"The race is marked as {race.outcome.lower()}; applied, the sheet takes the mark away."]


def start_remarks(race: Race, starts_at: datetime.datetime | None) -> list[str]:
    """A start that the programme's times of the session rule out; the sheet's is taken all the same."""
    if starts_at is None or race.pk is None or starts_at == race.starts_at:
        return []
    session, zone = race.session, race.event.venue.zone
    for moment, does, is_outside in (
        (session.starts_at, "starts", session.starts_at and starts_at < session.starts_at),
        (session.ends_at, "ends", session.ends_at and starts_at > session.ends_at),
    ):
        if moment and is_outside:
            clock = f"{starts_at.astimezone(zone):%H:%M}"
            return [
                f"The race started at {clock}, but in the programme its session {does} at "
                f"{moment.astimezone(zone):%H:%M}. Correct the session’s times on the event’s form."
            ]
    return []


def points_difference(name: str, printed: int, rank: int | None, status: str, points: Number) -> str:
    """Momoka Horikawa: the sheet says 44, rank 4 gives 43."""
    cause = f"rank {rank}" if status == Status.OK and rank else f"{status} at rank {rank}" if rank else status
    return f"{name}: the sheet says {printed}, {cause} gives {points}."
