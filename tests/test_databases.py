"""Databases of tests on a server that others use too."""

import subprocess
import sys

import pytest

from tests.databases import PROCESSES, administration, copy_name, drop_left, make, remove

pytestmark = pytest.mark.django_db


def names() -> set[str]:
    with administration() as admin:
        return {name for (name,) in admin.execute("SELECT datname FROM pg_database").fetchall()}


def ended() -> int:
    """The number of a process that is gone."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_drop_left_takes_copies_of_own_processes_that_are_gone():
    gone = ended()
    left = f"test_copy_{PROCESSES}_{gone}_left"
    others = {
        copy_name("left"),  # a process that runs
        f"test_copy_{'0' * 12}_{gone}_left",  # another checkout's
        f"test_copy_{gone}_mine",
        "test_copy_backup",
        f"{left}_2",
    }
    try:
        with administration() as admin:
            for name in {left, *others}:
                make(admin, name)
        drop_left()
        assert names() & {left, *others} == others
    finally:
        remove(left, *others)
