"""Ten thousand slow connections, a flood from one address and bodies of 100 MB: what readers elsewhere feel of them.

Run it as `.venv/bin/python bench/trials/slow_clients.py`; it takes some minutes, and needs Debian's nginx and h2load.
It serves the demo behind nginx as deploy/nginx.conf has it. The attackers come from 127.0.0.1, a reader from 127.0.0.2;
all of it shares the cores and the loopback of one machine.

- Connections that finish the handshake of TLS and then send a request's head, a line every five seconds: with as many
  connections for each process of nginx as Debian allows, and with as many as docs/operators.md recommends.
- 64 connections that ask without a pause for what is kept nowhere: searches and stories that are not there.
- Bodies of 100 MB to a public page, the sign-in, the upload of a picture and the page that takes whole reports.

It ends with an error where a reader's request failed, but for slow connections with Debian's number.
"""

import contextlib
import http.client
import resource
import shutil
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from floods import Site, served  # first: it sets Django up

# isort: split
from measuring.fronts import nginx

NEEDED = ("nginx", "h2load", "openssl")
SLOW, A_LINE = 10_000, 5  # connections, and after how many seconds each of them sends a line
FLOODING = 64  # connections
LASTS = 40  # seconds of each attack, of slow connections after the last was opened
OF_DEBIAN, RECOMMENDED = 768, 16_384  # connections for each process of nginx
BODY, BODIES = 100_000_000, 16  # bytes, and how many are sent at once
READER = "127.0.0.2"
PAGES = ("/", "/news/", "/standings/2025-26/women/500m/", "/where-to-watch/ned/", "/search/?q=kok", "/admin/login/")
TAKES_BODIES = ("/", "/admin/login/", "/admin/news/photo/upload/", "/admin/news/article/from-text/")


@dataclass
class Reading:
    """What one reader gets, who asks five times a second over new connections."""

    port: int
    statuses: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)

    def go_on(self, over: threading.Event) -> None:
        number = 0
        while not over.wait(0.2):
            begun = time.monotonic()
            self.statuses[read(self.port, PAGES[number % len(PAGES)])] += 1
            self.took.append(time.monotonic() - begun)
            number += 1

    @property
    def failed(self) -> int:
        return self.statuses.total() - self.statuses["200"]

    def __str__(self) -> str:
        took = [1_000 * each for each in sorted(self.took)]
        return (
            f"{len(took)} read, {self.failed} failed {dict(self.statuses)}; median {statistics.median(took):.0f} ms, "
            f"99 of 100 within {took[len(took) * 99 // 100]:.0f} ms, slowest {took[-1]:.0f} ms"
        )


def read(port: int, path: str) -> str:
    """The status, or why there is none."""
    context = ssl._create_unverified_context()  # noqa: S323 - our own server on loopback
    asked = http.client.HTTPSConnection("localhost", port, timeout=20, context=context, source_address=(READER, 0))
    try:
        asked.request("GET", path)
        response = asked.getresponse()
        response.read()
    except OSError as error:
        return type(error).__name__
    finally:
        asked.close()
    return str(response.status)


@contextlib.contextmanager
def reading(port: int, what: str) -> Iterator[Reading]:
    reader, over = Reading(port), threading.Event()
    thread = threading.Thread(target=reader.go_on, args=(over,))
    thread.start()
    try:
        yield reader
    finally:
        over.set()
        thread.join()
        print(f"{what}\n  the reader: {reader}", flush=True)


def slow_connections(port: int, each: int) -> int:
    """How many of the reader's requests failed meanwhile."""
    context = ssl._create_unverified_context()  # noqa: S323 - our own server on loopback
    with reading(port, f"{SLOW:,} slow connections, nginx with {each:,} for each process") as reader:
        opened: list[ssl.SSLSocket] = []
        refused = 0
        begun = time.monotonic()
        lines, next_line, end = 0, begun + A_LINE, begun + LASTS
        while time.monotonic() < end:
            if len(opened) + refused < SLOW:
                end = time.monotonic() + LASTS
                try:
                    plain = socket.create_connection(("127.0.0.1", port), timeout=2)
                    opened.append(context.wrap_socket(plain, server_hostname="localhost"))
                    opened[-1].sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
                except OSError:
                    refused += 1
            elif time.monotonic() < next_line:
                time.sleep(0.1)
            if time.monotonic() >= next_line:
                next_line += A_LINE
                lines += sum(sent(each, b"X-Slow: line\r\n") for each in opened)
        last = sum(sent(each, b"X-Slow: line\r\n") for each in opened)
        for one in opened:
            one.close()
        print(
            f"  {len(opened):,} opened, {refused:,} refused; {last:,} still open after {LASTS} s, {lines:,} lines sent"
        )
    return reader.failed


def sent(connection: ssl.SSLSocket, line: bytes) -> bool:
    try:
        connection.sendall(line)
    except OSError:
        return False
    return True


def flood(port: int) -> int:
    """The same of a flood from one address."""
    with tempfile.TemporaryDirectory() as folder:
        asked, log = Path(folder, "asked"), Path(folder, "log")
        asked.write_text(
            "".join(
                f"https://localhost:{port}{path}\n"
                for number in range(2_000)
                for path in (f"/search/?q=kok{number}", f"/news/2025/nothing-{number}/")
            )
        )
        with reading(port, f"{FLOODING} connections of one address ask without a pause") as reader:
            command = [
                "h2load",
                "-t",
                "1",
                "-c",
                str(FLOODING),
                "-m",
                "1",
                "-D",
                str(LASTS),
                "-i",
                asked,
                "--log-file",
                log,
            ]
            subprocess.run(command, capture_output=True, check=True)
            answers = Counter(line.split("\t")[1] for line in log.read_text().splitlines())
            print(f"  answers to the flood: {dict(answers)}")
    return reader.failed


def bodies(port: int) -> int:
    """The same while many addresses send bodies of 100 MB, one after another."""
    answers: Counter[str] = Counter()
    begun = time.monotonic()

    def send(number: int) -> None:
        while time.monotonic() < begun + LASTS:
            path = TAKES_BODIES[number % len(TAKES_BODIES)]
            answers[f"{path} {send_body(port, path, f'127.0.1.{number + 1}')}"] += 1

    with reading(port, f"{BODIES} addresses send 100 MB each, again and again") as reader:
        senders = [threading.Thread(target=send, args=(number,)) for number in range(BODIES)]
        for each in senders:
            each.start()
        for each in senders:
            each.join()
        print(f"  answers to the bodies: {dict(sorted(answers.items()))}")
    return reader.failed


def send_body(port: int, path: str, address: str) -> str:
    """The status that comes back, whether the body was read or not."""
    context = ssl._create_unverified_context()  # noqa: S323 - our own server on loopback
    part = bytes(1_000_000)
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(address, 0)) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as sending,
        ):
            head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {BODY}\r\n"
            sending.sendall(f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n".encode())
            with contextlib.suppress(OSError):  # closed after the answer
                for _ in range(BODY // len(part)):
                    sending.sendall(part)
            return sending.recv(100).decode().split(" ")[1]
    except (OSError, IndexError) as error:
        return type(error).__name__


def tried(site: Site) -> int:
    wrong = 0
    for each in (OF_DEBIAN, RECOMMENDED):
        with nginx([site.port], connections=each, is_limited=True) as (port, _):
            for path in PAGES * 3:
                read(port, path)
            with reading(port, "Nobody else") as alone:
                time.sleep(10)
            failed = slow_connections(port, each)
            wrong += alone.failed + (failed if each == RECOMMENDED else 0)
    with nginx([site.port], connections=RECOMMENDED, is_limited=True) as (port, _):
        wrong += flood(port)
        time.sleep(5)
        wrong += bodies(port)
    return wrong


def main() -> int:
    if lacking := [name for name in NEEDED if not shutil.which(name)]:
        print(f"Not tried without {', '.join(lacking)} (Debian: apt-get install nginx-light nghttp2-client openssl).")
        return 0
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f"A process may have {most:,} files and connections open.")
    with served() as site:
        wrong = tried(site)
    print(f"{wrong} of the reader's requests failed.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
