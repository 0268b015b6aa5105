"""Choices that identify a race of an event. Their values are used in the database, in addresses and in data files."""

from django.db import models


class Category(models.TextChoices):
    WOMEN = "women", "Women"
    MEN = "men", "Men"
    MIXED = "mixed", "Mixed"


class Distance(models.TextChoices):
    """What is skated."""

    M500 = "500", "500m"
    M1000 = "1000", "1000m"
    M1500 = "1500", "1500m"
    M3000 = "3000", "3000m"
    M5000 = "5000", "5000m"
    M10000 = "10000", "10,000m"
    MASS_START = "mass-start", "Mass Start"
    TEAM_PURSUIT = "team-pursuit", "Team Pursuit"
    TEAM_SPRINT = "team-sprint", "Team Sprint"
    MIXED_RELAY = "mixed-relay", "Mixed Relay"


class Division(models.TextChoices):
    """Races with phases have no division, nor has the mixed relay."""

    A = "A", "Division A"
    B = "B", "Division B"


class Phase(models.TextChoices):
    """The rounds of a race that has them; most have none."""

    NONE = "", "—"
    SEMI_FINAL_1 = "semi-final-1", "Semi-final 1"
    SEMI_FINAL_2 = "semi-final-2", "Semi-final 2"
    FINAL = "final", "Final"


TEAM_DISTANCES = frozenset({Distance.TEAM_PURSUIT, Distance.TEAM_SPRINT, Distance.MIXED_RELAY})


def category_fits(category: str, distance: str) -> bool:
    """The mixed relay, and no other race, is mixed."""
    return (category == Category.MIXED) == (distance == Distance.MIXED_RELAY)
