"""The house as docs/developers.md describes it: its drawing, what each room says it is, sizes of rooms and files."""

import ast
import pkgutil
import re
from pathlib import Path

import pytest

from tools.house import DRAWING, drawing, first_sentence
from tools.mutants import ROOMS

ROOT = Path(__file__).parents[1]
APPS = ("isuwc", "events", "standings", "news")
MOST_LINES = 300
MOST_ENTRIES = 16  # of a package, its __init__ not counted
PACKAGES = sorted(
    file.parent for app in APPS for file in (ROOT / app).rglob("__init__.py") if file.parent.name != "migrations"
)
FILES = sorted(
    file
    for folder in (*APPS, "tools", "bench", "tests")
    for file in (ROOT / folder).rglob("*.py")
    if file.parent.name != "migrations"
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_house_is_drawn_as_it_is():
    assert DRAWING.read_text() == drawing(), "Run `make house` and commit docs/house.md."


def test_mutants_are_made_of_code_that_is_there_and_tried_on_tests_that_are():
    paths = {path for room, tests in ROOMS.items() for path in (room, *tests)}
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_first_sentence_ends_at_its_full_stop():
    assert first_sentence("events.time") == "Clock times, moments, days and time zones of venues and visitors"
    assert first_sentence("isuwc.settings") == "Settings, all from the environment"
    assert first_sentence("events.apps") == ""


@pytest.mark.parametrize("guide", ["README.md", "docs/developers.md"])
def test_guide_names_what_there_is(guide):
    """The modules and names in it (`news.pages.page`), the files, folders and migrations (`bench/`, `events/0002`)."""
    text = (ROOT / guide).read_text()
    names = re.findall(rf"`((?:{'|'.join(APPS)})(?:\.\w+)+)(?:\(\))?`", text)
    files = re.findall(rf"`((?:{'|'.join(APPS)}|docs|tests|templates|bench|tools|deploy)/[\w/.]*)`", text)
    assert [name for name in names if not is_name(name)] == []
    # A fact box is the example of a block that there isn't yet.
    assert [path for path in files if not is_path(path) and "factbox" not in path] == []


def is_name(name: str) -> bool:
    try:
        return pkgutil.resolve_name(name) is not None
    except (ImportError, AttributeError):
        return False


def is_path(path: str) -> bool:
    app, _, number = path.replace("/migrations", "").rpartition("/")
    return (ROOT / path).exists() or any((ROOT / app / "migrations").glob(f"{number}_*.py"))


@pytest.mark.parametrize("package", PACKAGES, ids=named)
def test_package_says_what_it_is(package):
    assert ast.get_docstring(ast.parse((package / "__init__.py").read_text()))


def test_no_file_is_too_long():
    assert {named(file) for file in FILES if len(file.read_text().splitlines()) > MOST_LINES} == set()


def test_no_package_has_too_many_entries():
    assert {named(package): count for package in PACKAGES if (count := entries(package)) > MOST_ENTRIES} == {}


def entries(package: Path) -> int:
    return sum(
        (each.suffix == ".py" or each.is_dir()) and each.name not in {"__init__.py", "__pycache__"}
        for each in package.iterdir()
    )
