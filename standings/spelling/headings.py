"""What the columns of results are called, on sheets and by people in many languages. Pure.

One vocabulary for tables that are matched, lines that are pasted and published rankings; headings are compared as
`heading` makes them. Names by which only one of these may go stand with it.
"""

import re
from collections.abc import Mapping

from isuwc.text.slugs import fold

# By our own columns of results, each with its own name first
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "season": ("season", "saison", "seizoen"),
    "event": ("event", "wc", "world cup", "weltcup", "competition", "venue", "city", "ort"),
    "race": ("race", "race no", "race number"),
    "date": ("date", "day", "datum", "jour", "dag", "data", "fecha", "dato"),
    "category": ("category", "gender", "sex", "class", "geschlecht"),
    "distance": ("distance", "distanz", "strecke", "afstand"),
    "division": ("division", "div", "group", "gruppe"),
    "phase": ("phase", "round", "runde"),
    "ordinal": ("ordinal", "leg"),
    "rank": (
        "rank", "rnk", "rk", "place", "pos", "position", "pl", "#", "rang", "platz", "plaats", "classement",
        "posizione", "plass", "miejsce", "place final",
    ),
    "bib": (
        "bib", "nr", "no", "number", "num", "start no", "start number", "startnummer", "startnr", "stno", "helmet",
        "cap",
    ),
    "name": (
        "name", "skater", "skater name", "athlete", "competitor", "team", "rider", "naam", "nom", "navn", "läufer",
        "sportler", "patineur", "atleta", "rijder", "zawodnik",
    ),
    "noc": (
        "noc", "country", "ctry", "cntry", "nat", "nation", "nationality", "nationalität", "nf", "land", "pays",
        "kraj", "paese",
    ),
    "pair": ("pair", "heat", "pair or heat", "pair no", "quartet", "paar", "paire", "rit"),
    "lane": (
        "lane", "straight", "lane or straight", "start lane", "baan", "bahn", "in/out", "i/o", "inner/outer",
    ),
    "status": ("status", "state", "irm"),
    "time": (
        "time", "result", "final time", "finish time", "tijd", "zeit", "temps", "tid", "tempo", "czas", "tiempo",
        "ergebnis", "résultat",
    ),
    "thousandth": ("thousandth", "1/1000", "thousandth digit if printed"),
    "laps": ("laps",),
    "s1": ("s1", "sprint 1"),
    "s2": ("s2", "sprint 2"),
    "s3": ("s3", "sprint 3"),
    "s4": ("s4", "sprint 4"),
    "total": ("total", "race points", "sprint points"),
    "points": (
        "points", "pts", "wc points", "world cup points", "wcp", "printed points", "punkte", "punten",
    ),
    "notes": ("notes", "note", "note codes", "remarks", "remark", "comment", "bemerkung"),
    "behind": ("behind", "diff", "difference", "gap", "time behind"),
}  # fmt: skip


def heading(cell: str) -> str:
    """The words of a heading as they are compared: "Pair_No." is pair no."""
    return re.sub(r"[\s_]+", " ", fold(cell)).strip(" .:")


def headings(*columns: str) -> frozenset[str]:
    """Those of these columns, as they are compared."""
    return frozenset(heading(each) for column in columns for each in HEADINGS[column])
