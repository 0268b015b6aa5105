"""The models of competitors, results, rules and standings, with their constraints and querysets."""

from standings.models.alias import Alias
from standings.models.competitor import Competitor
from standings.models.correction import Correction, EarlierSkate
from standings.models.cup import Cup, CupScale, Scale
from standings.models.former_address import FormerAddress
from standings.models.name_decision import NameDecision
from standings.models.note import NoteMeaning
from standings.models.result import RaceSheet, Result
from standings.models.sheet_import import SheetImport
from standings.models.standing import PublishedStanding, Score, Standing
from standings.models.start import Start, StartList, StartSheet

__all__ = [
    "Alias",
    "Competitor",
    "Correction",
    "Cup",
    "CupScale",
    "EarlierSkate",
    "FormerAddress",
    "NameDecision",
    "NoteMeaning",
    "PublishedStanding",
    "RaceSheet",
    "Result",
    "Scale",
    "Score",
    "SheetImport",
    "Standing",
    "Start",
    "StartList",
    "StartSheet",
]
