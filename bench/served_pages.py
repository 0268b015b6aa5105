"""The site as it is served, page by page: kept, and made for each request; beside plain Django by the same server.

Run it as `.venv/bin/python bench/served_pages.py`; it takes five minutes, and needs Debian's wrk. It serves the demo
with a database of its own by `manage.py serve`, twice: once as it is, once with KEPT_PAGES=0, so that each request
makes its page (the process is warm, nothing is kept of page, fragment or query). Beside them gunicorn serves, with as
many processes and threads, a "hello", the same site with Django's own page cache, and an article as the plainest Django
view has it (`peers/plain`). `wrk` asks all of them in turn, as browsers ask, from 1, 16 and 64 connections.

At last it says how much memory the site's processes have, and what they had before.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "trials"))

from floods import DATABASE, served  # first: it sets Django up

# isort: split
from django.db import connection
from measuring import ROOT
from measuring.servers import free_port

from news.models import Edition

ENCODINGS = "gzip, deflate, br, zstd"
CONNECTIONS = (1, 16, 64)
ROUNDS, SECONDS = 3, 2
PROCESSES, THREADS = 2, 4
COLD_CONNECTIONS = 16


def addresses() -> dict[str, str]:
    live = Edition.objects.live().with_event()
    return {
        "article": max(live, key=lambda each: len(each.body)).get_absolute_url(),
        "home": "/",
        "cup": "/standings/2025-26/women/500m/",
        "where to watch": "/where-to-watch/ned/",
        "event": "/events/2025-26/1-salt-lake-city/",
        "skater": "/skaters/femke-kok/",
    }


@contextmanager
def beside(environment: dict[str, str], *command: str) -> Iterator[tuple[int, int]]:
    """The port and the main process of another server with the settings of the site."""
    port = free_port()
    changed = {"PYTHONPATH": f"{ROOT / 'bench'}:{ROOT}", **environment, "PORT": str(port)}
    words = [each.replace("PORT", str(port)) for each in command]
    process = subprocess.Popen(words, cwd=ROOT, env=changed, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def gunicorn(application: str) -> list[str]:
    options = ["-k", "gthread", "-w", str(PROCESSES), "--threads", str(THREADS), "-b", "127.0.0.1:PORT"]
    return [sys.executable, "-m", "gunicorn", *options, application]


def asked(port: int, path: str, connections: int) -> tuple[float, float]:
    """Requests a second, and within how many milliseconds 99 of 100 are answered."""
    command = [
        "wrk", "-t", "1", "-c", str(connections), "-d", f"{SECONDS}s", "--latency", "--timeout", "10s",
        "-H", f"Accept-Encoding: {ENCODINGS}", f"http://127.0.0.1:{port}{path}",
    ]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, slow = re.search(r"Requests/sec: +([\d.]+)", said), re.search(r"99% +([\d.]+)(us|ms|s)\b", said)
    if "Non-2xx" in said or not rate or not slow:
        sys.exit(f"{path} on {port}: {said}")
    return float(rate[1]), float(slow[1]) * {"us": 0.001, "ms": 1, "s": 1_000}[slow[2]]


def in_turn(ports: dict[str, int], path: str, connections: int) -> dict[str, tuple[float, float]]:
    """The medians of each."""
    for port in ports.values():
        asked(port, path, connections)
    found = [{name: asked(port, path, connections) for name, port in ports.items()} for _ in range(ROUNDS)]
    return {
        name: (statistics.median(each[name][0] for each in found), statistics.median(each[name][1] for each in found))
        for name in ports
    }


def megabytes(main: int) -> list[int]:
    """That each process of a server has in memory, the main one first."""
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    statuses = [Path(f"/proc/{process}/status").read_text() for process in (main, *children)]
    return [int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1_024 for status in statuses]  # type: ignore[index]


def main() -> int:
    if not shutil.which("wrk"):
        print("Not run: wrk is not there (Debian: apt-get install wrk).")
        return 0
    with ExitStack() as servers, served() as site:
        connection.settings_dict["NAME"] = DATABASE
        paths = addresses()
        environment = {**site.environment, "WORKERS": str(PROCESSES)}
        serve = [sys.executable, "manage.py", "serve"]
        ports = {
            name: servers.enter_context(beside({**environment, **more}, *command))[0]
            for name, more, command in (
                ("hello", {}, gunicorn("peers.plain.hello:application")),
                ("Django’s page cache", {}, gunicorn("peers.plain.page_cache:application")),
                ("plain view", {}, gunicorn("peers.plain.minimal:application")),
                ("made", {"KEPT_PAGES": "0"}, serve),
            )
        }
        ports["kept"] = site.port
        time.sleep(10)
        before = megabytes(site.process.pid)
        print(
            f"{os.cpu_count()} cores, {PROCESSES} processes of {THREADS} threads. Requests a second; 99 of 100 within"
        )
        for name, path in paths.items():
            for connections in CONNECTIONS:
                wanted = ("hello", "Django’s page cache", "kept")
                found = in_turn({each: ports[each] for each in wanted}, path, connections)
                kept, cached = found["kept"][0], found["Django’s page cache"][0]
                said = "; ".join(f"{each} {rate:,.0f}, {slow:.1f} ms" for each, (rate, slow) in found.items())
                print(f"{name}, {connections} connections: {said}; kept is {kept / cached:.1f} × Django’s", flush=True)
        for name, path in paths.items():
            wanted = ("made", "plain view") if name == "article" else ("made",)
            found = in_turn({each: ports[each] for each in wanted}, path, COLD_CONNECTIONS)
            said = "; ".join(f"{each} {rate:,.0f}, {slow:.0f} ms" for each, (rate, slow) in found.items())
            print(f"{name}, made for each of {COLD_CONNECTIONS} connections: {said}", flush=True)
        print(f"Megabytes of the processes: {megabytes(site.process.pid)}; before: {before}")
        connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
