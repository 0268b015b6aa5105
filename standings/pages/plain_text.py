"""A race's result and a cup's standing as plain text, for whoever pastes them into a story of their own.

One line for each place, what is not sure of it in the words of its page, and at the end the address of that page.
"""

from collections.abc import Sequence

from django.conf import settings
from django.utils.dateformat import format as in_words

from events.models import Race
from isuwc.text.characters import tidy
from standings.models import PublishedStanding, Result, Score, Standing
from standings.pages.cups.tables import CupTable
from standings.scoring.race_states import IN_A_SENTENCE
from standings.scoring.wording import sentence
from standings.worth.scale import in_points


def result_text(race: Race, results: Sequence[Result]) -> str:
    """1. Femke Kok (NED), 36.75, 60 points. Of results loaded `with_competitor`, and with their scores.

    A line begins with the place, with DNF, DNS, DQ or WDR, or with a question mark where the place is not known.
    """
    event = race.event
    where = f"{event.title}, {event.venue.city}, {in_words(race.session.date, 'j F Y')}"
    sure = IN_A_SENTENCE.get(race.result_state, "")
    lines = [_result_line(result, next(iter(result.scores.all()), None)) for result in results]
    return _text([race.title, where, *filter(None, [sure])], lines, race.get_absolute_url())


def _result_line(result: Result, score: Score | None) -> str:
    place = result.place_text or "?"
    began = f"{place}. " if place.isdigit() else f"{place} "
    time = "" if result.status == "DQ" else f"{result.time_text}{result.thousandth_text}"
    points = in_points(score.points) if score and score.counts and result.place_text else ""
    return began + ", ".join(filter(None, [f"{result.competitor} ({result.country_id})", time, points]))


def standing_text(table: CupTable) -> str:
    """1. Femke Kok (NED), 600 points; the places that were published, where no standing can be computed."""
    words = table.status.words
    title = f"World Cup standing, {table.cup.title} {table.cup.season}"
    said = [words.lede, *map(sentence, words.earlier)]
    if table.status.is_provisional:
        said.append(sentence(f"provisional: {words.provisional}"))
    rows: Sequence[Standing | PublishedStanding] = [row.standing for row in table.rows]
    if table.rows:
        said.append(sentence(words.since_and_so))
    elif table.final_places:
        said = ["Not every result is here. These places were published; the others are not known here."]
        rows = table.final_places
    else:
        said = ["No standing can be computed from the results that are here."]
    query = "" if table.is_newest or not table.rows else f"?race={table.race_id}"
    lines = [
        f"{each.rank}. {each.competitor} ({each.competitor.country_id})"
        + ("" if each.total is None else f", {in_points(each.total)}")
        for each in rows
    ]
    return _text([title, *filter(None, said)], lines, f"{table.cup.get_absolute_url()}{query}")


def _text(head: Sequence[str], lines: Sequence[str], address: str) -> str:
    parts = ["\n".join(head), "\n".join(lines), f"Source: {settings.SITE_URL}{address}"]
    text: str = tidy("\n\n".join(filter(None, parts)) + "\n")
    return text
