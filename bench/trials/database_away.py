"""Postgres stopped for half a minute under load: what readers of hot pages get, and what becomes of every save.

Run it as `.venv/bin/python bench/trials/database_away.py`; it takes two minutes, and needs Debian's nginx and server
programs of Postgres. It serves the demo with a server of its own, behind nginx as deploy/nginx.conf has it.

Six pages are made hot. Eight readers ask for them without a pause, four of nginx and four of the site itself, while
somebody saves a venue every second. Saving stops five seconds before Postgres is stopped, and goes on when it is: a
page that changes at the last moment can't be made anew. It ends with an error where a read failed, a save was
acknowledged that is not there, or one was refused without the words that were typed.
"""

import shutil
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg
from measuring.fronts import ENCODINGS, ask, nginx
from measuring.servers import Answer, Site, postgres, site, system_programs, words
from outages import ADD, TYPED

AWAY, BEFORE, AFTER, QUIET = 30, 15, 20, 5  # seconds
READERS = 4  # of nginx, and as many of the site
PAGES = {
    "home": "/",
    "news": "/news/",
    "event": "/events/2025-26/1-salt-lake-city/",
    "cup": "/standings/2025-26/women/500m/",
    "where to watch": "/where-to-watch/ned/",
    "skater": "/skaters/femke-kok/",
}


@dataclass
class Reading:
    """The answers by phase, who gave them, and status; and the slowest by phase and giver, in seconds."""

    phase: str = "before"
    statuses: dict[tuple[str, str], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    slowest: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    over: threading.Event = field(default_factory=threading.Event)

    def go_on(self, giver: str, port: int, is_secure: bool) -> None:
        while not self.over.is_set():
            for path in PAGES.values():
                phase, begun = self.phase, time.monotonic()
                try:
                    status, _ = ask(port, path, is_secure, ENCODINGS)
                except OSError:
                    status = 0
                self.statuses[phase, giver][status] += 1
                self.slowest[phase, giver] = max(self.slowest[phase, giver], time.monotonic() - begun)


@dataclass
class Saving:
    """The names that were acknowledged, and what was said of the others."""

    served: Site
    forms: list[dict[str, str]]  # opened before: each can be sent once
    pause: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    saved: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[Answer] = field(default_factory=list)

    def go_on(self) -> None:
        for number, form in enumerate(self.forms):
            while self.pause.is_set():
                time.sleep(0.1)
            if self.over.wait(1):
                return
            typed = {**TYPED, "name": f"Oval {number}", "slug": f"oval-{number}"}
            answer = self.served.ask(ADD, {**form, **typed})
            if 0 < answer.status < 400:
                self.saved.add(typed["name"])
            else:
                self.refused[f"{answer.status} “{words(answer)}”"] += 1
                if not all(f'value="{value}"' in answer.text for value in typed.values()):
                    self.lost.append(answer)


def main() -> int:
    programs = system_programs()
    if programs is None or not shutil.which("nginx"):
        print("Not tried without Debian's nginx and server programs of Postgres (nginx-light, postgresql).")
        return 0
    with postgres(programs) as server, site(server.url()) as served:
        server.execute("CREATE DATABASE isuwc")
        for command in (("migrate", "--verbosity=0"), ("demo",), ("collectstatic", "--noinput", "--verbosity=0")):
            served.manage(*command)
        served.start()
        served.sign_in("chief")
        forms = [served.hidden(served.ask(ADD).text) for _ in range(BEFORE + AWAY + AFTER)]
        reading, saving = Reading(), Saving(served, forms)
        with nginx([served.port]) as (port, _):
            for path in PAGES.values():
                ask(port, path, True, ENCODINGS)
            givers = [("nginx", port, True)] * READERS + [("the site", served.port, False)] * READERS
            threads = [threading.Thread(target=reading.go_on, args=each) for each in givers]
            threads.append(threading.Thread(target=saving.go_on))
            for each in threads:
                each.start()
            time.sleep(BEFORE - QUIET)
            saving.pause.set()
            time.sleep(QUIET)
            server.stop()
            reading.phase = f"Postgres away for {AWAY} s"
            saving.pause.clear()
            time.sleep(AWAY)
            server.start()
            begun, healed = time.monotonic(), 0.0
            reading.phase = "after"
            while not healed:
                if served.ask(f"/search/?q={time.monotonic_ns()}").status == 200:  # made for this request
                    healed = time.monotonic() - begun
                time.sleep(0.05)
            time.sleep(AFTER)
            reading.over.set()
            saving.over.set()
            for each in threads:
                each.join()
        with psycopg.connect(server.url()) as connection:
            there = {name for (name,) in connection.execute("SELECT name FROM events_venue WHERE name LIKE 'Oval %'")}
    return said(reading, saving, there, healed)


def said(reading: Reading, saving: Saving, there: set[str], healed: float) -> int:
    failed = 0
    for (phase, giver), statuses in reading.statuses.items():
        wrong = sum(count for status, count in statuses.items() if status != 200)
        slowest = reading.slowest[phase, giver]
        print(f"{phase}, {giver}: {statuses.total()} reads, {wrong} failed, slowest {slowest:.2f} s")
        failed += wrong
    refusals = ", ".join(f"{count} × {words}" for words, count in saving.refused.items())
    print(f"{len(saving.saved)} saves acknowledged, {len(saving.saved - there)} of them lost; refused: {refusals}")
    print(
        f"{len(saving.lost)} refusals without what was typed; a page was made anew {healed:.1f} s after Postgres began"
    )
    return 1 if failed or saving.saved - there or saving.lost else 0


if __name__ == "__main__":
    sys.exit(main())
