"""The site under three servers: gunicorn, which serves it, beside granian and uvicorn, in one run.

Run it as `.venv/bin/python bench/servers.py`; it takes some three minutes, and needs Debian's wrk. Those that it is
compared with are measured where they are installed, in an environment of its own that this project has nothing to do
with:

    python -m venv var/peers/servers && var/peers/servers/bin/pip install granian uvicorn a2wsgi uvloop httptools

Each has two processes of four threads. They are asked in turn for a "hello", a page that is kept, and a page that is
made for each request, from 1, 16 and 64 connections. At last it says how much memory each needs for the site.
"""

import os
import shutil
import sys
import sysconfig
import time
from contextlib import ExitStack

from served_pages import (
    CONNECTIONS,
    PROCESSES,
    THREADS,
    addresses,
    beside,
    gunicorn,
    in_turn,
    megabytes,
)  # first: it sets Django up

# isort: split
from django.db import connection
from floods import DATABASE, served
from measuring import ROOT

OTHERS = ROOT / "var" / "peers" / "servers" / "bin"
HELLO, SITE = "peers.plain.hello:application", "isuwc.wsgi:application"


def granian(application: str) -> list[str]:
    processes = ["--workers", str(PROCESSES), "--blocking-threads", str(THREADS)]
    return [str(OTHERS / "granian"), "--interface", "wsgi", *processes, "--port", "PORT", application]


def uvicorn(application: str) -> list[str]:
    """Which asks a WSGI application by threads of a2wsgi."""
    module = f"peers.plain.asgi_{'hello' if application == HELLO else 'site'}"
    options = ["--workers", str(PROCESSES), "--port", "PORT", "--log-level", "error", "--no-access-log"]
    return [str(OTHERS / "uvicorn"), *options, f"{module}:application"]


def main() -> int:
    if not shutil.which("wrk") or not (OTHERS / "granian").exists():
        print("Not run: wrk or the other servers are not there; the first lines of this file say how to have them.")
        return 0
    libraries = sysconfig.get_path("purelib")
    with ExitStack() as servers, served() as site:
        connection.settings_dict["NAME"] = DATABASE
        path = addresses()["article"]
        environment = {**site.environment, "PYTHONPATH": f"{ROOT / 'bench'}:{ROOT}:{libraries}"}
        asked: dict[str, dict[str, int]] = {}
        memory: dict[str, int] = {}
        for what, application, more in (
            ("hello", HELLO, {}),
            ("kept", SITE, {}),
            ("made", SITE, {"KEPT_PAGES": "0"}),
        ):
            for name, command in (("gunicorn", gunicorn), ("granian", granian), ("uvicorn", uvicorn)):
                running = beside({**environment, **more}, *command(application))
                port, process = servers.enter_context(running)
                asked.setdefault(what, {})[name] = port
                memory[f"{name}, {what}"] = process
        time.sleep(15)
        print(
            f"{os.cpu_count()} cores, {PROCESSES} processes of {THREADS} threads. Requests a second; 99 of 100 within"
        )
        for what, ports in asked.items():
            for connections in CONNECTIONS:
                found = in_turn(ports, path if what != "hello" else "/", connections)
                said = "; ".join(f"{name} {rate:,.0f}, {slow:.1f} ms" for name, (rate, slow) in found.items())
                print(f"{what}, {connections} connections: {said}", flush=True)
        for name, process in memory.items():
            print(f"Megabytes of {name}: {megabytes(process)}")
        connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
