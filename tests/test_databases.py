"""Databases of tests on a server that others use too."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests import databases
from tests.copies import Copies, LeftError, counted
from tests.databases import (
    PROCESSES,
    Template,
    administration,
    copy,
    copy_name,
    drop_left,
    make,
    remove,
    use,
    using,
)


@pytest.fixture(autouse=True)
def _other_databases(django_db_setup, django_db_blocker) -> Iterator[None]:
    """These tests make databases, which no transaction may surround."""
    with django_db_blocker.unblock():
        yield


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
        f"test_copy_{PROCESSES[::-1]}_{gone}_left",  # another checkout's
        f"test_copy_{gone}_mine_{PROCESSES}",
        f"test_copy_backup_{PROCESSES}_{gone}",
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


class Making:
    """A small template with a file, which numbers its makings in both."""

    def __init__(self) -> None:
        self.times = 0
        self.template = Template(f"trial{os.getpid()}", ("tests/test_databases.py",), self.fill, files=("number",))

    def fill(self) -> None:
        self.times += 1
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE made AS SELECT %s AS number", [self.times])
        self.template.folder.mkdir(parents=True, exist_ok=True)
        (self.template.folder / "number").write_text(str(self.times))

    def copied(self, folder: Path, anew: bool = False) -> tuple[int, str]:
        """The number in a new copy, and that in its file."""
        name = copy_name("trial")
        copy(self.template, name, anew, folder)
        with using(name), connection.cursor() as cursor:
            cursor.execute("SELECT number FROM made")
            return cursor.fetchone()[0], (folder / "number").read_text()


@pytest.fixture
def making() -> Iterator[Making]:
    found = Making()
    yield found
    remove(found.template.name, copy_name("trial"))
    shutil.rmtree(found.template.folder, ignore_errors=True)


def test_template_is_made_once(making, tmp_path):
    assert [making.copied(tmp_path), making.copied(tmp_path)] == [(1, "1"), (1, "1")]


def test_template_is_made_anew_once_in_a_run(making, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "RUN", "before")
    assert making.copied(tmp_path, anew=True) == (1, "1")
    monkeypatch.setattr(databases, "RUN", "now")
    assert making.copied(tmp_path) == (1, "1")
    assert making.copied(tmp_path, anew=True) == (2, "2")  # the run's first process
    assert making.copied(tmp_path, anew=True) == (2, "2")  # its second


@pytest.mark.parametrize("lost", ["number", "run"])
def test_template_without_its_files_is_made_again(making, tmp_path, lost):
    making.copied(tmp_path)
    (making.template.folder / lost).unlink()
    assert making.copied(tmp_path) == (2, "2")


def test_template_with_files_of_another_servers_is_made_again(making, tmp_path):
    making.copied(tmp_path)
    making.template.mark.write_text("the run that made it there")
    assert making.copied(tmp_path) == (2, "2")


@pytest.fixture
def copies_of(making) -> Iterator[Copies]:
    """A process's databases, of which that of the small template is in use."""
    before = connection.settings_dict["NAME"]
    found = Copies(anew=False)
    found.use(making.template)
    yield found
    use(before)
    remove(*found.made)


def write() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO made VALUES (7)")


def test_spoilt_copy_is_whole_again(copies_of):
    copies_of.spoil()  # before the test that writes, which may end in any way
    write()
    copies_of.renew()
    assert counted() == {"made": 1}
    write()
    copies_of.renew()  # once: what is not spoilt stays
    assert counted() == {"made": 2}


def test_file_that_writes_for_good_is_named_once(copies_of):
    for file in ("test_one.py", "test_one.py", "test_two.py"):
        copies_of.check(file)
    write()
    copies_of.check("test_two.py")
    with pytest.raises(LeftError, match=r"^test_two\.py has written for good in made\.$"):
        copies_of.check("test_three.py")
    copies_of.renew()
    copies_of.check("test_four.py")
    assert counted() == {"made": 1}
