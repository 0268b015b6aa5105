"""nginx in front of the site, as deploy/nginx.conf has it: as fast as a file, fresh, and there while the site is away.

Run it as `.venv/bin/python bench/trials/front.py`; it takes some minutes, and needs Debian's nginx and h2load. It
serves the demo with a database of its own. Once a second a story is published and a skater and a broadcaster are
renamed, each with a number, while

- `h2load` asks from 64 connections as browsers do, by HTTP/2, in turn for each page and for a file of the same
  compressed bytes, which is answered with the same headers;
- somebody else notes which number each page shows, of nginx and of the site itself, and how long it was out of date;
- at last the site is ended, and its pages are asked for half a minute more.

It ends with an error where a request failed, or a page was stale for longer than docs/freshness.md says.
"""

import http.client
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from floods import DATABASE, Site, served  # first: it sets Django up

# isort: split
from django.db import connection
from measuring.fronts import ENCODINGS, ask, nginx

from events.models import Broadcaster, Listing
from news.editions.publishing import publish
from news.models import Article
from standings.models import Competitor, Cup, Standing

NEEDED = ("nginx", "h2load", "openssl")
ROUNDS, SECONDS, CONNECTIONS = 3, 6, 64
AWAY = 30  # seconds
OF_NGINX, OF_THE_SITE = 2.5, 1.0  # seconds for which a page may be out of date
NUMBER = re.compile(r"Trial (\d+)")


@dataclass
class Changes:
    """One a second, and when each was committed (`time.monotonic`)."""

    article: Article
    skater: Competitor
    broadcaster: Broadcaster
    at: list[float] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        while not self.ended.wait(1):
            number = len(self.at)
            self.article.title = f"Trial {number}"
            self.article.save()
            publish(self.article, by=None)
            Competitor.objects.filter(pk=self.skater.pk).update(name=f"Trial {number}")
            Broadcaster.objects.filter(pk=self.broadcaster.pk).update(name=f"Trial {number}")
            self.at.append(time.monotonic())
        connection.close()

    def out_of_date(self, shown: int, asked: float) -> float:
        """Seconds for which another number had been there when the page with this one was asked for."""
        return max(0.0, asked - self.at[shown + 1]) if shown + 1 < len(self.at) else 0.0


@dataclass
class Reader:
    """Asks for each page again and again."""

    name: str
    port: int
    is_secure: bool
    pages: dict[str, str]
    changes: Changes
    longest: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    asked: int = 0

    def go_on(self) -> None:
        while not self.changes.ended.is_set():
            for name, path in self.pages.items():
                begun = time.monotonic()
                try:
                    status, body = ask(self.port, path, self.is_secure)
                except OSError as error:
                    status, body = repr(error), ""
                self.asked += 1
                if status != 200:
                    self.failed.append(f"{self.name} {path}: {status}")
                elif found := NUMBER.search(body):
                    stale = self.changes.out_of_date(int(found[1]), begun)
                    self.longest[name] = max(self.longest.get(name, 0), stale)
            time.sleep(0.05)


def headers_of_a_page(site: Site) -> str:
    """Those that nginx doesn't write itself, as nginx adds them to a file."""
    asked = http.client.HTTPConnection("localhost", site.port, timeout=20)
    asked.request("GET", "/", headers={"X-Forwarded-Proto": "https", "Accept-Encoding": ENCODINGS})
    response = asked.getresponse()
    response.read()
    asked.close()
    own = {"server", "date", "connection", "content-type", "content-length", "x-request-id"}
    sent = [(name, value) for name, value in response.getheaders() if name.lower() not in own]
    added = [f"add_header {name} '{value.replace(chr(39), chr(34))}';" for name, value in sent]
    return " ".join([*added, "add_header X-Request-ID $request_id;"])


def asked_by_many(port: int, path: str) -> tuple[float, float]:
    """Requests a second, and within how many milliseconds 99 of 100 are answered."""
    with tempfile.NamedTemporaryFile("r") as log:
        command = [
            "h2load", "-t", "1", "-c", str(CONNECTIONS), "-m", "1", "-D", str(SECONDS), "--warm-up-time", "1",
            "-H", f"accept-encoding: {ENCODINGS}", "--log-file", log.name, f"https://localhost:{port}{path}",
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True)
        # When each began, its status, and the microseconds that it took
        answers = [[int(part) for part in line.split("\t")] for line in log]
    if wrong := {status for _, status, _ in answers if status != HTTPStatus.OK} or not answers:
        sys.exit(f"{path}: {wrong}")
    return len(answers) / SECONDS, sorted(took for *_, took in answers)[len(answers) * 99 // 100] / 1_000


def while_away(site: Site, port: int, pages: dict[str, str]) -> list[str]:
    """What was not answered while the site was gone."""
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(timeout=30)
    end, asked, failed = time.monotonic() + AWAY, 0, []
    while time.monotonic() < end:
        for name, path in pages.items():
            status, _ = ask(port, path, True, ENCODINGS)
            asked += 1
            if status != 200:
                failed.append(f"{name} while the site was away: {status}")
        time.sleep(0.2)
    print(f"The site away for {AWAY} s: {asked} asked of nginx, {len(failed)} failed")
    return failed[:5]


def main() -> int:
    if lacking := [name for name in NEEDED if not shutil.which(name)]:
        print(f"Not tried without {', '.join(lacking)} (Debian: apt-get install nginx-light nghttp2-client openssl).")
        return 0
    wrong: list[str] = []
    with served() as site, nginx([site.port], headers_of_a_page(site)) as (port, files):
        connection.settings_dict["NAME"] = DATABASE
        article = Article.objects.filter(event__isnull=False).order_by("pk").first()
        cup = Cup.objects.get(season__slug="2025-26", category="women", slug="500m")
        leader = Standing.objects.filter(cup=cup).order_by("rank").first()
        listing = Listing.objects.filter(country="NED").first()
        assert article
        assert leader
        assert listing
        changes = Changes(article, leader.competitor, listing.broadcaster)
        writing = threading.Thread(target=changes.go_on)
        writing.start()
        while len(changes.at) < 2:
            time.sleep(0.1)
        story = article.editions.order_by("-number")[0]
        address = f"/news/{story.periods.get().year}/{story.slug}/"
        pages = {"article": address, "home": "/", "cup": cup.get_absolute_url(), "watch": "/where-to-watch/ned/"}
        readers = [Reader("nginx", port, True, pages, changes), Reader("the site", site.port, False, pages, changes)]
        threads = [threading.Thread(target=each.go_on) for each in readers]
        for each in threads:
            each.start()
        try:
            for name, path in pages.items():
                _, body = ask(port, path, True, ENCODINGS)
                (files / name).write_bytes(body.encode("latin-1"))
                found = [(asked_by_many(port, path), asked_by_many(port, f"/file/{name}")) for _ in range(ROUNDS)]
                rates = [page[0] / of_file[0] for page, of_file in found]
                slow = [page[1] / of_file[1] for page, of_file in found]
                page, of_file = (statistics.median(each[n][0] for each in found) for n in (0, 1))
                print(
                    f"{name} ({len(body):,} bytes): {page:,.0f} a second, a file {of_file:,.0f}: "
                    f"{100 * statistics.median(rates):.0f} %; p99 {statistics.median(slow):.2f} × the file's",
                    flush=True,
                )
        finally:
            changes.ended.set()
            for each in (writing, *threads):
                each.join()
        for reader, most in zip(readers, (OF_NGINX, OF_THE_SITE), strict=True):
            said = ", ".join(f"{name} {longest:.2f} s" for name, longest in reader.longest.items())
            print(f"Out of date at most, by {reader.name}: {said}; {reader.asked} asked, {len(reader.failed)} failed")
            wrong += reader.failed[:5]
            wrong += [
                f"{name} of {reader.name} was stale for {x:.2f} s" for name, x in reader.longest.items() if x > most
            ]
        wrong += while_away(site, port, pages)
    for each in wrong:
        print(f"  ! {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
