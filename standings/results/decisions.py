"""Stores whose a name on waiting sheets is, and lets it take effect when a sheet is applied."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User as StaffUser
from django.db import transaction

from standings.models import Alias, Competitor, NameDecision, SheetImport
from standings.spelling.decisions import Decision, Decisions, NameKey
from standings.spelling.names import letters


@transaction.atomic
def decide(decisions: Decisions, by: StaffUser | None = None) -> int:
    """Store whose each name is. Nobody is made of a new name before a sheet with it is applied. Returns how many."""
    for key, decision in decisions.items():
        values = {"competitor_id": decision.competitor, "country_id": decision.noc or None, "decided_by": by}
        of: dict[str, Any] = {"name": key.name, "noc": key.noc, "category": key.category}
        of |= {"number": key.number, "event_id": key.event}
        NameDecision.objects.update_or_create(**of, defaults=values)
    return len(decisions)


def remember(decided: Iterable[tuple[NameKey, Decision]]) -> None:
    """Make aliases of decided names whose sheet is applied, so that no later sheet raises the doubt again.

    Not of a name with a number, which holds in one event, nor of one with a wrong country.
    """
    for key, decision in decided:
        if decision.competitor is None or decision.noc or key.number:
            continue
        competitor = Competitor.objects.prefetch_related("aliases").get(pk=decision.competitor)
        known = [(competitor.name, competitor.country_id), *((a.name, a.country_id) for a in competitor.aliases.all())]
        if (letters(key.name), key.noc) not in {(letters(name), noc) for name, noc in known}:
            values = {"name": key.name, "competitor": competitor}
            Alias.objects.get_or_create(
                key=letters(key.name), country_id=key.noc, category=key.category, defaults=values
            )


def settle(made: dict[NameKey, int]) -> None:
    """After sheets were applied or set aside: who was made of new names, and no decision without a waiting sheet."""
    waiting = [each.sheet for each in SheetImport.objects.waiting()] if NameDecision.objects.exists() else []
    names = {(line.name, sheet.heading.identity.category) for sheet in waiting for line in sheet.lines}
    for each in NameDecision.objects.all():
        if (each.name, each.category) not in names:
            each.delete()
        elif each.competitor_id is None and each.key in made:
            each.competitor_id = made[each.key]
            each.save()
