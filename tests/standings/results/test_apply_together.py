"""Several people who apply sheets at once, an import that is killed, and what a sheet costs."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from events.models import Race
from standings.models import Competitor, SheetImport
from standings.results.apply import apply_sheets
from standings.results.planner import Planner
from tests.factories import sheets
from tests.standings.results.stage import TOTALS, hand_in, standing
from tests.together import together

# Several people, and the end of the world

other_day = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025")


@pytest.mark.django_db(transaction=True)
def test_two_who_import_two_races_at_once_leave_both_and_one_standing(world_cup_1):
    waiting = [hand_in(sheets.WOMEN_500), hand_in(other_day)]
    outcomes = together(*(partial(apply_sheets, [each]) for each in waiting))
    assert [len(each) for each in outcomes] == [1, 1]
    assert Competitor.objects.count() == 5
    assert standing() == [(rank, name, 2 * total) for rank, name, total in TOTALS]


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_one_sheet_at_once_apply_it_once(world_cup_1):
    waiting = hand_in()
    outcomes = together(*[partial(apply_sheets, [waiting])] * 2)
    assert sorted(len(each) for each in outcomes) == [0, 1]
    assert standing() == TOTALS


CUT_OFF = """
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
from standings.models import SheetImport
from standings.results import apply
def stop(season):
    print("written", flush=True)
    __import__("time").sleep(60)
apply.recompute = stop
apply.apply_sheets(list(SheetImport.objects.waiting()))
"""


@pytest.mark.django_db(transaction=True)
def test_import_that_is_killed_in_the_middle_leaves_everything_as_it_was(world_cup_1):
    apply_sheets([hand_in()])
    hand_in(other_day)
    program = CUT_OFF.format(name=connection.settings_dict["NAME"])
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "isuwc.settings"},
    )  # fmt: skip
    assert child.stdout.readline() == b"written\n"  # all results are in, the standings are not, nothing is committed
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert standing() == TOTALS
    assert (Race.objects.count(), SheetImport.objects.waiting().count()) == (1, 1)
    start = time.monotonic()
    apply_sheets(list(SheetImport.objects.waiting()))  # waits until the server has noticed that the other is gone
    assert time.monotonic() - start < 20
    assert standing() == [(rank, name, 2 * total) for rank, name, total in TOTALS]


@pytest.mark.parametrize("lines", [2, 20])
def test_sheet_costs_five_queries_to_plan_whatever_its_length(world_cup_1, django_assert_num_queries, lines):
    rows = [
        [n, n, f"Skater {'abcdefghijklmnopqrstuvwxyz'[n] * 9}", "NED", 1, "In", "40.00", "", ""]
        for n in range(1, lines)
    ]
    waiting = hand_in(sheets.WOMEN_500.but(rows=rows))
    apply_sheets([waiting])
    planner = Planner()
    planner.plan(waiting.sheet)
    with django_assert_num_queries(5):
        assert planner.plan(waiting.sheet).is_same


def test_name_in_other_letters_makes_a_skater_with_an_address(world_cup_1):
    rows = [[1, 1, "王 伟", "CHN", 1, "In", "40.00", "", ""], [2, 2, "李 娜", "CHN", 1, "Out", "41.00", "", ""]]
    apply_sheets([hand_in(sheets.WOMEN_500.but(rows=rows))])
    assert sorted(Competitor.objects.values_list("slug", flat=True)) == ["skater", "skater-2"]
