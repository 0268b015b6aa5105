from standings.models.competitor import Competitor
from standings.models.cup import Cup, CupScale, Scale
from standings.models.result import RaceSheet, Result
from standings.models.standing import PublishedStanding, Score, Standing

__all__ = ["Competitor", "Cup", "CupScale", "PublishedStanding", "RaceSheet", "Result", "Scale", "Score", "Standing"]
