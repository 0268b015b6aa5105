"""A flood of wrong passwords against the served site, and what readers feel of it.

Run it as `make trials`, or by itself: `.venv/bin/python bench/trials/floods.py`. It serves this checkout on a free
port of loopback with a database of its own, which is gone afterwards, and takes about two minutes. Its figures are kept
in docs/trials.md.
"""

import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import ROOT, connection  # first: it sets Django up

DATABASE = f"trial_isuwc_{os.getpid()}"  # another trial may run at the same time
ATTACKERS = 16
READS = 40  # of the home page, for each figure
LONGEST = 60  # seconds of any flood
SIGNED_IN = 302


@dataclass
class Site:
    """The served site, the password of its administrator, its log, its main process and the settings of that."""

    port: int
    password: str
    log: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        asked.request(method, path, body or None, {**kind, **(headers or {})})
        response = asked.getresponse()
        response.read()
        asked.close()
        return response


@dataclass
class Visitor:
    """A client with cookies, as forms need them."""

    site: Site
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, account: str, password: str) -> int:
        """The status code of the response."""
        if "csrftoken" not in self.cookies:
            self.take(self.site.ask("GET", "/admin/login/"))
        values = {
            "username": account,
            "password": password,
            "next": "/admin/",
            "csrfmiddlewaretoken": self.cookies["csrftoken"],
        }
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        response = self.site.ask("POST", "/admin/login/", urlencode(values), headers)
        self.take(response)
        return response.status

    def take(self, response: http.client.HTTPResponse) -> None:
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value


@contextmanager
def served() -> Iterator[Site]:
    """The demo, served with a database of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = connection.get_connection_params()
    server = {key: found[key] for key in ("host", "port", "user", "password") if found.get(key)}
    user, password = (quote(server.get(key, ""), safe="") for key in ("user", "password"))
    options = urlencode({key: server[key] for key in ("host", "port") if key in server})
    with (
        tempfile.TemporaryDirectory() as folder,
        psycopg.connect(**server, dbname="postgres", autocommit=True) as admin,
    ):
        (Path(folder) / "media").mkdir()  # a site says no to a folder that is not there
        environment = {
            **os.environ,
            "DATABASE_URL": f"postgres://{user}{':' if password else ''}{password}@/{DATABASE}?{options}",
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "PORT": str(port),
            "SITE_URL": f"http://127.0.0.1:{port}",
            "DEBUG": "false",
        }
        drop_left(admin)
        name = sql.Identifier(DATABASE)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        log = Path(folder) / "log"
        try:
            manage(environment, "migrate", "--verbosity=0")
            said = manage(environment, "demo")
            manage(environment, "collectstatic", "--noinput", "--verbosity=0")
            with log.open("wb") as written:
                command = [sys.executable, "manage.py", "serve"]
                process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=written)
            try:
                site = Site(port, re.findall(r"^  admin +(\S+)$", said, re.MULTILINE)[0], log, process, environment)
                wait_for(site)
                yield site
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def drop_left(admin: psycopg.Connection[Any]) -> None:
    """Drop the databases of trials that were killed."""
    there = admin.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^trial_isuwc_[0-9]+$'").fetchall()
    for (name,) in there:
        if name == DATABASE or not Path("/proc", name.rpartition("_")[2]).exists():
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def manage(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def wait_for(site: Site) -> None:
    for _ in range(300):
        try:
            site.ask("GET", "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The site does not answer.")


def reads(site: Site) -> str:
    """Request the home page repeatedly, as one reader would."""
    taken = []
    for _ in range(READS):
        start = time.perf_counter()
        assert site.ask("GET", "/").status == 200
        taken.append(1_000 * (time.perf_counter() - start))
    return f"mean {statistics.fmean(taken):6.0f} ms, median {statistics.median(taken):6.0f}, slowest {max(taken):6.0f}"


@contextmanager
def flood(site: Site, account: Callable[[int], str]) -> Iterator[Counter[int]]:
    """Sixteen visitors who try wrong passwords as fast as they get responses, for a minute at most."""
    answers: Counter[int] = Counter()
    over = threading.Event()
    until = time.monotonic() + LONGEST

    def attack(number: int) -> None:
        visitor, tries = Visitor(site), 0
        while not over.is_set() and time.monotonic() < until:
            answers[visitor.sign_in(account(number * 100_000 + tries), "wrong")] += 1
            tries += 1

    attackers = [threading.Thread(target=attack, args=(number,)) for number in range(ATTACKERS)]
    for attacker in attackers:
        attacker.start()
    try:
        time.sleep(1)
        yield answers
    finally:
        over.set()
        for attacker in attackers:
            attacker.join()


def sixty(site: Site) -> None:
    """Sixty wrong passwords for one account in twelve seconds."""
    before = site.log.read_text().count("sign-in")
    attacker, answers, start = Visitor(site), Counter[int](), time.monotonic()
    for number in range(60):
        answers[attacker.sign_in("editor", "wrong")] += 1
        time.sleep(max(0, start + (number + 1) * 0.2 - time.monotonic()))
    logged = site.log.read_text().count("sign-in") - before
    print(f"  answers {dict(answers)} in {time.monotonic() - start:.0f} s, {logged} lines in the log")


@contextmanager
def colleague_of(site: Site, account: str) -> Iterator[None]:
    """Somebody who has signed in before must be able to again after all floods, from the attackers' own address."""
    colleague = Visitor(site)
    if (status := colleague.sign_in(account, site.password)) != SIGNED_IN:
        sys.exit(f"The colleague could not sign in before the floods: {status}.")
    colleague.cookies.pop("sessionid", None)
    yield
    if (status := colleague.sign_in(account, site.password)) != SIGNED_IN:
        sys.exit(f"The colleague was locked out by the floods: {status}.")
    print("  the colleague whose account was attacked is signed in from the device that she used before")


def main() -> None:
    with served() as site, colleague_of(site, "admin"):
        for _ in range(8):
            site.ask("GET", "/")
        print(f"Home page, nobody else                        {reads(site)}")
        with flood(site, lambda number: "admin") as answers:
            print(f"Home page, {ATTACKERS} attack one account             {reads(site)}")
        print(f"  answers to the attackers {dict(answers)}")
        with flood(site, lambda number: f"name{number}") as answers:
            print(f"Home page, {ATTACKERS} attack a new account each time {reads(site)}")
        print(f"  answers to the attackers {dict(answers)}")
        print("Sixty wrong passwords for one account in twelve seconds")
        sixty(site)


if __name__ == "__main__":
    main()
