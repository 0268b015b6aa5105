"""A served site: its own processes on a port, on a database that is there."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from tests.databases import KEPT, ROOT, digest, remove, server

# What decides which static files are collected
COLLECTED = (
    "*/static/**/*", "*/*/static/**/*", "isuwc/site/stylesheets.py", "isuwc/settings/*.py", "requirements.txt",
)  # fmt: skip


@contextmanager
def served(folder: Path, database: str, django_db_blocker) -> Iterator[str]:
    """The address of a site on that database, which is gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "media").mkdir(exist_ok=True)  # a site says no to a folder that is not there
    with django_db_blocker.unblock():
        found = server()
    environment = {
        **os.environ,
        "DATABASE_URL": address(found, database),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(static_files()),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "false",
    }
    process = subprocess.Popen([sys.executable, "-m", "tests.browser.serve"], cwd=ROOT, env=environment)
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        with django_db_blocker.unblock():
            remove(database)


def static_files() -> Path:
    """The collected static files, collected anew when one of them or a package changed."""
    folder = KEPT / f"static_{digest(*COLLECTED)}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process collects, the others wait
        if not folder.is_dir():
            for older in KEPT.glob("static_*"):  # one that was left half made is among them
                shutil.rmtree(older)
            half = KEPT / "static_half"
            run(
                {**os.environ, "STATIC_ROOT": str(half), "DEBUG": "false"},
                "collectstatic",
                "--noinput",
                "--verbosity=0",
            )
            half.rename(folder)
    return folder


def address(server: dict[str, Any], database: str) -> str:
    """That database on the server that all tests use, which may listen on a socket alone."""
    user, password = (quote(server.get(key, ""), safe="") for key in ("user", "password"))
    options = urlencode({key: value for key, value in server.items() if key not in {"user", "password"}})
    return f"postgres://{user}{':' if password else ''}{password}@/{database}?{options}"


def run(environment: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def wait_until_it_answers(url: str, process: subprocess.Popen) -> None:
    """Up to two minutes: where much else runs, even the first answer takes long."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, "the server has ended"
        with suppress(OSError), urllib.request.urlopen(url, timeout=10):  # noqa: S310 - our own server
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
