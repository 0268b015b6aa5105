"""docs/attacks.md names a test for each attack, and each of them is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "attacks.md").read_text()
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_every_attack_has_a_test_that_is_there():
    rows = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.startswith("| attack |")]
    assert len(rows) > 40
    assert [row for row in rows if "::test_" not in row] == []
    written: dict[str, set[str]] = {}
    for path in {path for path, _ in NAMED}:
        tree = ast.parse((ROOT / path).read_text())
        written[path] = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    assert [(path, name) for path, name in NAMED if name not in written[path]] == []


def test_every_test_of_this_package_is_named():
    here = Path(__file__).parent
    written = {
        name for path in here.glob("test_*.py") for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }
    own = set(re.findall(r"^def (test_\w+)", Path(__file__).read_text(), re.M))
    assert written - own - {name for _, name in NAMED} == set()
