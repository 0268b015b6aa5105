"""Which rows of this app are recorded in the history, and how forms say their columns."""

from django.db.models import Q

from isuwc.history.recorded import Recorded
from standings.models.alias import Alias
from standings.models.competitor import Competitor
from standings.models.correction import Correction, EarlierSkate
from standings.models.cup import Cup, CupScale, Scale
from standings.models.former_address import FormerAddress
from standings.models.name_decision import NameDecision
from standings.models.note import NoteMeaning
from standings.models.result import Result
from standings.models.sheet_import import SheetImport
from standings.models.standing import PublishedStanding, Score, Standing
from standings.models.start import Start, StartList
from standings.spelling.times import time_text

RECORDED = [
    Recorded(Competitor),
    Recorded(Alias, unsaid=frozenset({"key"})),
    Recorded(FormerAddress, owner="competitor", permission="standings.change_competitor"),
    Recorded(NameDecision, permission="standings.add_sheetimport"),
    Recorded(Scale),
    Recorded(Cup, derived=frozenset({"note_written_at"})),
    Recorded(CupScale, owner="cup"),
    Recorded(
        Result,
        owner="race",
        labels={
            "hundredths": "Time",
            "bib": "Number",
            "pair": "Pair",
            "sprint_points": "Sprints",
            "race_points": "Total",
            "printed_points": "Points",
        },
        worded={"hundredths": time_text},
    ),
    Recorded(NoteMeaning, owner="race", permission="standings.change_result"),
    # They are written and taken back with the results that they are about
    Recorded(
        Correction,
        owner="race",
        permission="standings.change_result",
        going_along=Q(taken_back_at__isnull=False),
        worded={"words": " ".join},
    ),
    Recorded(EarlierSkate, owner="race", unsaid=frozenset({"lines"}), permission="standings.change_result"),
    # Whoever may hand in sheets applies them; no role may change what a sheet said
    Recorded(
        SheetImport,
        bulky=frozenset({"content"}),
        unsaid=frozenset({"content", "digest"}),
        worded={"changes": "; ".join},
        permission="standings.add_sheetimport",
    ),
    Recorded(
        StartList,
        owner="race",
        unsaid=frozenset({"known_date", "known_start", "entered_at", "changed_at", "changes"}),
        permission="standings.change_start",
    ),
    Recorded(Start, owner="race", labels={"pair": "Pair"}),
    Recorded(PublishedStanding),
]

COMPUTED = (Score, Standing)

EXEMPT = {
    "standings.Score": "Computed of results and rules.",
    "standings.Standing": "Computed of results and rules.",
}
