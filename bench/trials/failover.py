"""The cluster of `make cluster`, of which one part after the other is killed under load: what readers and savers feel.

Run it as `.venv/bin/python bench/trials/failover.py`; it takes six minutes, and needs what `make cluster` needs. Four
readers ask nginx for six hot pages and two ask one of the two web processes, without a pause; somebody saves a venue
every second, and sends what was refused again until it is taken, as the button of the refusal does. Then, without
warning (SIGKILL): the primary's machine (Patroni and Postgres), the standby's, Redis, etcd, a web process. Each stays
away until saves have gone on for a while, and then comes back.

A page that a save has made stale is a 503 of the site itself while the database is away, and nginx gives its last one.
It ends with an error where a read of nginx failed, a save was acknowledged that is not there, or one was refused
without the words that were typed.
"""

import os
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from database_away import PAGES
from measuring.clustered import Whole, whole
from measuring.clusters import lacking, wait_until
from measuring.fronts import ENCODINGS, ask
from measuring.servers import Answer, Site, words
from outages import ADD, TYPED

EACH, AFTERWARDS = 20, 8  # seconds of a phase, and of what follows the return
OF_NGINX, OF_A_SITE = 4, 2  # readers
NGINX, A_SITE = "nginx", "a web process"


@dataclass
class Phase:
    """What was met in it."""

    name: str
    reads: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # by who gave them
    slowest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    saved: int = 0
    gap: float = 0  # the longest time between two saves that were acknowledged
    refused: Counter[str] = field(default_factory=Counter)


@dataclass
class Load:
    """Readers and a saver."""

    made: Whole
    phases: list[Phase] = field(default_factory=lambda: [Phase("all is well")])
    over: threading.Event = field(default_factory=threading.Event)
    saved: list[str] = field(default_factory=list)
    saved_at: float = field(default_factory=time.monotonic)
    unanswered: int = 0  # the web process was killed under it
    lost: list[str] = field(default_factory=list)  # refusals without what was typed

    @property
    def phase(self) -> Phase:
        return self.phases[-1]

    def read(self, giver: str, port: int, is_secure: bool) -> None:
        while not self.over.is_set():
            for path in PAGES.values():
                phase, begun = self.phase, time.monotonic()
                try:
                    status = str(ask(port, path, is_secure, ENCODINGS)[0])
                except OSError as error:
                    status = type(error).__name__
                phase.reads[giver][status] += 1
                phase.slowest[giver] = max(phase.slowest[giver], time.monotonic() - begun)

    def save(self) -> None:
        browser, number = self.made.front, 0
        while not self.over.wait(1):
            opened = browser.ask(ADD)
            if opened.status != 200:
                self.phase.refused[f"form: {opened.status} “{words(opened)}”"] += 1
                continue
            number += 1
            typed = {**TYPED, "name": f"Oval {number}", "slug": f"oval-{number}"}
            form = {**browser.hidden(opened.text), **typed}
            while not self.over.is_set() and not self._taken(browser.ask(ADD, form), typed):
                time.sleep(0.5)

    def _taken(self, answer: Answer, typed: dict[str, str]) -> bool:
        if answer.status == 302 and "/login/" not in answer.headers.get("Location", ""):
            now = time.monotonic()
            self.phase.gap, self.saved_at = max(self.phase.gap, now - self.saved_at), now
            self.phase.saved += 1
            self.saved.append(typed["name"])
            return True
        self.phase.refused[f"{answer.status} “{words(answer)}”"] += 1
        if not all(f'value="{value}"' in answer.text for value in typed.values()):
            if "~pages" in answer.text or not answer.status:  # of nginx itself
                self.unanswered += 1
            else:
                self.lost.append(f"{answer.status} {answer.text[:300]}")
        return False


def main() -> int:
    if missing := lacking():
        print(f"Not tried without {missing}.")
        return 0
    with whole() as made:
        made.front.cookies = signed_in(made.sites[0])
        for path in PAGES.values():
            ask(made.front.port, path, True, ENCODINGS)
            for each in made.sites:
                ask(each.port, path, False, ENCODINGS)
        load = Load(made)
        readers = [(NGINX, made.front.port, True)] * OF_NGINX + [(A_SITE, made.sites[1].port, False)] * OF_A_SITE
        threads = [threading.Thread(target=load.read, args=each) for each in readers]
        threads.append(threading.Thread(target=load.save))
        for each in threads:
            each.start()
        try:
            time.sleep(EACH)
            tried(load)
        finally:
            load.over.set()
            for each in threads:
                each.join()
        with made.cluster.connect() as connection:
            there = [name for (name,) in connection.execute("SELECT name FROM events_venue WHERE name LIKE 'Oval %'")]
    return said(load, there)


def signed_in(site: Site) -> dict[str, str]:
    site.sign_in("chief")
    return site.cookies


def tried(load: Load) -> None:
    made, of = load.made, load.made.cluster
    primary, standby = of.primary(), of.standby()
    away(load, "the primary's machine", primary.kill, primary.start)
    print(
        f"whole again after {of.wait_until_whole():.0f} s more, {primary.name} follows {of.primary().name}", flush=True
    )
    standby = of.standby()
    away(load, "the standby's machine", standby.kill, standby.start)
    print(f"whole again after {of.wait_until_whole():.0f} s more", flush=True)
    away(load, "Redis", of.redis.kill, of.redis.start)
    away(load, "etcd", of.etcd.kill, of.etcd.start)
    away(load, "a web process", lambda: killed(made.sites[0]), made.sites[0].start)


def away(load: Load, what: str, kill: Callable[[], None], back: Callable[[], None]) -> None:
    """Until it has been away for EACH seconds and something was saved meanwhile."""
    load.phases.append(Phase(f"{what} away"))
    begun = time.monotonic()
    kill()
    gone = time.monotonic()
    wait_until(lambda: load.saved_at > gone, f"a save without {what}")
    first = load.saved_at - begun
    time.sleep(max(0, EACH - (time.monotonic() - begun)))
    load.phases.append(Phase(f"{what} back"))
    back()
    print(f"{what}: killed; the first save {first:.1f} s afterwards", flush=True)
    time.sleep(AFTERWARDS)


def killed(site: Site) -> None:
    """The main process and its workers."""
    assert site.process
    main = site.process.pid
    workers = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    for pid in (main, *map(int, workers)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    site.process.wait()


def met(reads: Counter[str], slowest: float) -> str:
    wrong = ", ".join(f"{count} × {status}" for status, count in reads.items() if status != "200")
    return f"{reads.total():,}, {wrong or 'none failed'}, slowest {slowest:.2f} s"


def said(load: Load, there: list[str]) -> int:
    failed = 0
    print(
        "\n| | reads of nginx | of a web process | saves | longest between two | refused |\n|---|---|---|---|---|---|"
    )
    for phase in load.phases:
        refused = ", ".join(f"{count} × {what}" for what, count in phase.refused.items()) or "none"
        reads = " | ".join(met(phase.reads[giver], phase.slowest[giver]) for giver in (NGINX, A_SITE))
        print(f"| {phase.name} | {reads} | {phase.saved} | {phase.gap:.1f} s | {refused} |")
        failed += phase.reads[NGINX].total() - phase.reads[NGINX]["200"]
    missing = set(load.saved) - set(there)
    twice = [name for name, count in Counter(there).items() if count > 1]
    print(
        f"{len(load.saved)} saves acknowledged, {len(missing)} of them lost, {len(twice)} made twice; "
        f"{load.unanswered} had no answer of the site and were sent again; {len(load.lost)} refused without the words."
    )
    for each in load.lost[:5]:
        print(f"  ! {each}")
    return 1 if failed or missing or twice or load.lost or not load.saved else 0


if __name__ == "__main__":
    sys.exit(main())
