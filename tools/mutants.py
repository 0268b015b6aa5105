"""Finds changes of the code that no test notices: `make mutants ARGS="standings/scoring events/coverage"`.

It changes one thing at a time (a comparison, a number, and to or …) in the pure modules and in code that checks
permissions, runs the tests of the room, and lists the changes with which they still pass. Such a survivor shows a
missing test, or code that makes no difference. No file is changed: each mutant is compiled in a separate process.
"""

import argparse
import ast
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path

import psycopg  # noqa: F401 - what every mutant needs is imported once, before it begins
import pytest
from django.contrib import admin  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]

# Code, and the tests that should notice changes of it
ROOMS = {
    "events/coverage": ["tests/events/coverage"],
    "events/naming": ["tests/events/naming"],
    "events/time": ["tests/events/time"],
    "events/broadcast/links/faults.py": ["tests/events/broadcast/links/test_faults.py"],
    "events/broadcast/links/policy.py": ["tests/events/broadcast/links/test_policy.py"],
    "events/broadcast/links/trying.py": ["tests/events/broadcast/links/test_trying.py"],
    "events/broadcast/permissions.py": ["tests/isuwc/newsroom", "tests/test_kinds_of_table.py"],
    "events/broadcast/listings/rows.py": ["tests/events/broadcast/listings"],
    "events/broadcast/showings/rows.py": ["tests/events/broadcast/showings"],
    "events/broadcast/showings/listing_cells.py": ["tests/events/broadcast/showings"],
    "events/calendar/programme/rows.py": ["tests/events/calendar/programme"],
    "events/calendar/programme/cells.py": ["tests/events/calendar/programme"],
    "events/calendar/programme/changes.py": ["tests/events/calendar/programme"],
    "events/calendar/ical.py": ["tests/events/calendar/test_ical.py", "tests/events/calendar/test_calendars.py"],
    "standings/corrections/contradictions.py": ["tests/standings/corrections/test_contradictions.py"],
    "standings/corrections/moving.py": ["tests/standings/corrections/test_moving.py"],
    "standings/corrections/published.py": ["tests/standings/corrections/test_published.py"],
    "standings/scoring": ["tests/standings/scoring"],
    "standings/spelling": ["tests/standings/spelling"],
    "standings/sheets": ["tests/standings/sheets"],
    "standings/pages/races/bests.py": [
        "tests/standings/pages/test_bests.py",
        "tests/standings/pages/test_race_pages.py",
    ],
    "standings/pages/cups/plot.py": ["tests/standings/pages/test_plot.py"],
    "standings/results/changes.py": ["tests/standings/results"],
    "news/blocks": ["tests/news/blocks"],
    "news/report": ["tests/news/report"],
    "news/pictures/art": ["tests/news/pictures/art"],
    "news/editions/schedule.py": [
        "tests/news/editions/test_planned_withdrawal.py",
        "tests/news/editions/test_publishing.py",
        "tests/news/editions/test_publishing_again.py",
    ],
    "news/editions/publishing.py": [
        "tests/news/editions/test_planned_withdrawal.py",
        "tests/news/editions/test_publishing.py",
        "tests/news/editions/test_publishing_again.py",
    ],
    "news/editions/refusals.py": [
        "tests/news/editions/test_publishing.py",
        "tests/news/admin/test_publish_page.py",
        "tests/news/admin/test_waiting_page.py",
    ],
    "news/editions/checks.py": ["tests/news/editions", "tests/news/blocks"],
    "news/editions/versions": ["tests/news/editions/versions"],
    "news/admin/articles": ["tests/news/admin"],
    "news/admin/desk/days.py": ["tests/news/admin/test_calendar.py"],
    "news/admin/publishing": ["tests/news/admin"],
    "isuwc/clock": ["tests/isuwc/clock"],
    "isuwc/site/middleware/clock.py": ["tests/isuwc/site/clock"],
    **{
        f"isuwc/site/views/search/{name}.py": [f"tests/isuwc/site/search/test_{name}.py"]
        for name in ("answer", "closeness", "snippets")
    },
    "isuwc/text": ["tests/isuwc/text"],
    "isuwc/web/widgets.py": ["tests/isuwc/web/test_widgets.py"],
    "isuwc/history/undo.py": [f"tests/isuwc/history/test_{name}.py" for name in ("undo", "undo_by_kind")],
    "isuwc/history/words.py": [f"tests/isuwc/history/test_{name}.py" for name in ("pages", "labels")],
    "isuwc/newsroom/pages.py": ["tests/isuwc/newsroom"],
    "isuwc/tables/pages.py": ["tests/test_kinds_of_table.py"],
    "isuwc/tables/matching": ["tests/isuwc/tables", "tests/events/broadcast/listings"],
    "isuwc/newsroom/roles.py": ["tests/isuwc/newsroom"],
    "isuwc/signin": ["tests/isuwc/signin"],
    "isuwc/submissions/two_people/merging.py": [
        f"tests/isuwc/submissions/two_people/test_{name}.py" for name in ("merging", "rows_of_two")
    ],
}

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One change in one file: the node by its place in the walk through the tree, and which of its changes."""

    path: Path
    place: int
    number: int
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.words}"

    def code(self) -> object:
        tree = ast.parse(self.path.read_bytes())
        node = list(ast.walk(tree))[self.place]
        list(changes(node))[self.number][1]()
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec")


def changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """In words, and what makes each of them in the tree."""

    def swap(holder: ast.AST, field: str, new: object) -> Callable[[], None]:
        return lambda: setattr(holder, field, new)

    match node:
        case ast.Compare(ops=ops):
            for number, op in enumerate(ops):
                if type(op) in OTHER:
                    new = [*ops[:number], OTHER[type(op)](), *ops[number + 1 :]]
                    yield f"{type(op).__name__} became {OTHER[type(op)].__name__}", swap(node, "ops", new)
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in OTHER:
            yield f"{type(op).__name__} became {OTHER[type(op)].__name__}", swap(node, "op", OTHER[type(op)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not was left out", swap(node, "operand", ast.UnaryOp(ast.Not(), operand))
        case ast.Constant(value=bool() as value):
            yield f"{value} became {not value}", swap(node, "value", not value)
        case ast.Constant(value=int() as value):
            yield f"{value} became {value + 1}", swap(node, "value", value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            yield f"{name} became {NAMES[name]}", swap(node.func, "id", NAMES[name])
        case ast.If(test=test) | ast.IfExp(test=test):
            yield "the condition was turned", swap(node, "test", ast.UnaryOp(ast.Not(), test))
        case ast.Raise():
            yield "nothing was raised", swap(node, "exc", None)


def mutants_of(path: Path) -> list[Mutant]:
    """All of a file but those in decorators, such as frozen=True, which say how a class is built."""
    nodes = list(ast.walk(ast.parse(path.read_bytes())))
    decorators = [each for node in nodes for each in getattr(node, "decorator_list", ())]
    passed_over = {part for decorator in decorators for part in ast.walk(decorator)}
    return [
        Mutant(path, place, number, node.lineno, words)
        for place, node in enumerate(nodes)
        if hasattr(node, "lineno") and node not in passed_over
        for number, (words, _) in enumerate(changes(node))
    ]


def start(tests: list[str], mutant: Mutant | None, limit: float) -> int:
    """The process that runs the tests on the mutant, or on the code as it is."""
    if pid := os.fork():
        return pid
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    signal.setitimer(signal.ITIMER_REAL, limit)  # whatever then still runs goes round in circles
    if mutant:
        _load(mutant)
    code = 1
    try:
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests])
    finally:
        os._exit(code)


def _load(mutant: Mutant) -> None:
    """Let the mutant be imported in place of its file."""
    as_it_is, code = SourceFileLoader.get_code, mutant.code()

    def get_code(loader: SourceFileLoader, name: str) -> object:
        return code if loader.path == str(mutant.path) else as_it_is(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def survivors(tests: list[str], mutants: list[Mutant], jobs: int) -> list[Mutant]:
    """Those that the tests pass. Ends the program where they don't pass the code as it is."""
    begun = time.monotonic()
    if os.waitstatus_to_exitcode(os.waitpid(start(tests, None, 600), 0)[1]) != 0:
        sys.exit(f"{' '.join(tests)} fail without any change.")
    limit = 20 + 5 * (time.monotonic() - begun)
    found, waiting, running = [], list(mutants), dict[int, Mutant]()
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop(0)
            running[start(tests, mutant, limit)] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if os.waitstatus_to_exitcode(status) == 0:
            found.append(mutant)
            print(f"  survived: {mutant}", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="folders or files; all rooms if left out")
    parser.add_argument("--every", type=int, default=1, help="take every nth change only, for a first look")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    asked = [ROOT / path for path in chosen.paths] or [ROOT]
    if missing := [path for path in asked if not path.exists()]:
        sys.exit(f"There is no {missing[0].relative_to(ROOT)}.")
    total = 0
    for room, tests in ROOMS.items():
        files = sorted((ROOT / room).rglob("*.py")) if (ROOT / room).is_dir() else [ROOT / room]
        files = [file for file in files if any(file.is_relative_to(path) for path in asked)]
        mutants = [mutant for file in files for mutant in mutants_of(file)][:: chosen.every]
        if mutants:
            print(f"{room}: {len(mutants)} changes", flush=True)
            left = survivors(tests, mutants, chosen.jobs)
            total += len(left)
            print(f"{room}: {len(mutants) - len(left)} of {len(mutants)} were noticed", flush=True)
    print(f"{total} survived.")


if __name__ == "__main__":
    main()
