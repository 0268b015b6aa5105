"""Where the embedded Postgres of a test is."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from isuwc.database.embedded.place import Place, locate
from tests.isuwc.database.embedded.users import wait_for_end


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A place that the server's account can reach: pytest's own folders are closed to others."""
    var = Path("/tmp") / f"isuwc-test-{os.getpid()}-{tmp_path.name[-20:]}" / "var"
    var.mkdir(parents=True)
    place = locate(var)
    yield place
    wait_for_end(place)
    shutil.rmtree(var.parent)
    shutil.rmtree(place.socket_dir, ignore_errors=True)
