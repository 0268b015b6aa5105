"""Notes on cups that were written before results came in, and may say what is no longer true."""

from dataclasses import dataclass

from django.db.models import Max

from events.models import Race, Season
from isuwc.history.models import Change
from standings.models import Cup, Result


@dataclass(frozen=True)
class OldNote:
    """A cup's note, and a race that counts for the cup whose result came in, or changed, since the note was written."""

    cup: Cup
    race: Race
    others: int  # further such races

    @property
    def text(self) -> str:
        more = f" and {self.others} more" if self.others else ""
        return f"{self.cup.title}: “{self.cup.note}” Since then: {self.race.title}, {self.race.event}{more}."


def old_notes(season: Season | None = None) -> list[OldNote]:
    """Those of the season, or of all seasons. Two queries for each cup with a note."""
    cups = (
        Cup.objects.exclude(note="").select_related("season").with_scales().order_by("season", "position", "-category")
    )
    found = []
    for cup in cups.filter(season=season) if season else cups:
        if cup.note_written_at and (races := _changed(cup)):
            found.append(OldNote(cup, races[0], len(races) - 1))
    return found


def _changed(cup: Cup) -> list[Race]:
    """Races of the cup whose result changed since its note was written, the newest first."""
    races = Race.objects.with_result().filter(event__season=cup.season_id, category=cup.category)
    of_cup = {race.pk: race for race in races.select_related("event__season", "event__venue") if _concerns(race, cup)}
    changes = Change.objects.filter(
        table=Result._meta.db_table, owner_row__in=list(map(str, of_cup)), entry__made_at__gt=cup.note_written_at
    )
    newest = changes.order_by("owner_row").values_list("owner_row").annotate(at=Max("entry__made_at"))
    return [of_cup[int(row)] for row, _ in sorted(newest, key=lambda each: each[1], reverse=True)]


def _concerns(race: Race, cup: Cup) -> bool:
    """Whether the race counts for the cup; of a cup of which nothing counts yet, whether it has the race's distance."""
    counting = {(each.distance, each.division, each.phase) for each in cup.cup_scales.all()}
    if counting:
        return (race.distance, race.division, race.phase) in counting
    return race.distance in {cup.slug, cup.slug.removesuffix("m")}
