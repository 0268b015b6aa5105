"""A programme that is planned from a table and applied, and what hangs on its races."""

from django.db import connection

from events.calendar.programme.apply import plan
from events.models import Race
from isuwc.tables.plans import apply
from tests.events.calendar.programme.tables import rows
from tests.factories import standings

EVENING = {"session_start": "17:30", "session_end": "20:00"}


NOON = {"session": "2", "session_start": "12:00", "session_end": "14:00"}


def planned(event, *given):
    return plan(rows(*given), event)


def do(event, *given):
    done = planned(event, *given)
    assert done.errors == ()
    apply(done)
    check_deferred()
    return done


def check_deferred():
    """Have the rules checked that wait for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def said(plan):
    kinds = [(change.is_new, change.is_removed) for change in plan.changes]
    names = {(True, False): "new", (False, True): "removed", (False, False): "changed"}
    return [
        (change.title, names[kind], "; ".join(change.words)) for change, kind in zip(plan.changes, kinds, strict=True)
    ]


# Whether the programme counts as complete


def with_result(race):
    standings.result(race)


def with_state(race):
    Race.objects.filter(pk=race.pk).update(result_state="partial")


def with_source(race):
    Race.objects.filter(pk=race.pk).update(source="A sheet")
