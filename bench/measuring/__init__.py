"""What the benchmarks share: Django set up, an empty database of their own, queries and times.

Import it first: it sets Django up, which everything of the project needs.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("ENV_FILE", str(ROOT / "var" / "local.env"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
django.setup()
# Pages use static files from the source, in every process, so that nothing needs to be collected
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.WHITENOISE_AUTOREFRESH = True

Figures = tuple[int, float]  # queries, and milliseconds


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """An empty, migrated database on the configured server; one that an interrupted run left is replaced."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def measure(pages: dict[str, str], client: Client | None = None) -> dict[str, Figures]:
    """The figures of each page; `pages` maps names to addresses."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else the planner has the statistics of empty tables
    client = client or Client(SERVER_NAME="localhost")
    return {name: measured(lambda address=address: client.get(address)) for name, address in pages.items()}


def measured(work: Callable[[], Any], times: int = 9) -> Figures:
    """The number of queries of the first call, and the median time of the others in milliseconds."""
    with CaptureQueriesContext(connection) as queries:
        answer = work()
    if answer.status_code != 200:
        sys.exit(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    asked = len(queries)  # at once: the next request empties the log
    return asked, 1_000 * statistics.median(timed(work) for _ in range(times))


def timed(work: Callable[[], Any]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
