"""What readers, staff, probes and the log see while the database is frozen, stopped or restarted, and disks are full.

Run it as `.venv/bin/python bench/trials/outages.py [backup]`; with a backup the site has that content. It needs
Debian's server programs of Postgres and, for the full disk, root, which may mount a small file system. Everything is
its own: the server on a free port, the database, the folders, the site. It prints the table of docs/trials.md.
"""

import contextlib
import io
import os
import secrets
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.servers import Answer, Postgres, Site, free_port, postgres, site, system_programs, words

READERS = 12  # at once: more than the site has threads
TYPED = {"city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}
HEAD = "| state | readers | staff who save | /healthz | /readyz | the log, of one reader |\n|---|---|---|---|---|---|"
ADD = "/admin/events/venue/add/"
CAPTION = "Typed while nothing could be written"


def main(backup: str | None) -> None:
    programs = system_programs()
    if programs is None:
        sys.exit("There are no server programs of a Postgres here (Debian's package postgresql has them).")
    with postgres(programs) as server, site(server.url(), LOG_FORMAT="plain", SLOW_QUERY="0") as served:
        server.execute("CREATE DATABASE isuwc")
        served.manage(*(("restore", backup) if backup else ("migrate", "--verbosity=0")))
        served.manage("collectstatic", "--noinput", "--verbosity=0")
        served.start()
        for path in ("/", "/events/", "/standings/"):
            served.ask(path)
        served.sign_in("chief")
        print(HEAD)
        look("all is well", served, contextlib.nullcontext)
        look("Postgres frozen (SIGSTOP to all of it)", served, lambda: frozen(server))
        look("running again", served, contextlib.nullcontext)
        look("Postgres stopped", served, lambda: stopped(server))
        look("started again", served, contextlib.nullcontext)
        look("Postgres crashed (SIGKILL to it), started again", served, lambda: crashed(server))
        look("a statement waits for a lock", served, lambda: locked(server))
        media = Path(served.environment["MEDIA_ROOT"])
        look("media folder unwritable", served, lambda: read_only(media), adds_photo)
        look("media folder gone", served, lambda: gone(media), adds_photo)
        served.stop()
    full_database(programs, backup)


def full_database(programs: Path, backup: str | None) -> None:
    """The server's disk is full: a small file system of its own."""
    folder = Path(tempfile.mkdtemp(prefix="isuwc-trial-"))
    if not mount(folder, "size=160m"):
        print("The full disk is skipped: only root can mount a small file system here.")
        folder.rmdir()
        return
    try:
        folder.chmod(0o755)
        server = Postgres(programs, folder / "postgres", free_port(), secrets.token_urlsafe(12))
        server.make()
        server.start()
        with site(server.url(), SLOW_QUERY="0") as served:
            server.execute("CREATE DATABASE isuwc")
            served.manage(*(("restore", backup) if backup else ("migrate", "--verbosity=0")))
            served.manage("collectstatic", "--noinput", "--verbosity=0")
            served.start()
            served.sign_in("chief")
            look("the database's disk is full", served, lambda: filled(folder))
            served.stop()
        server.stop()
    finally:
        subprocess.run([shutil.which("umount") or "umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def look(
    state: str,
    served: Site,
    during: Callable[[], contextlib.AbstractContextManager[object]],
    saves: "Callable[[Site], Callable[[], tuple[Answer, bool]]] | None" = None,
) -> None:
    """One line of the table. The form was opened and filled in before it happened."""
    save = (saves or adds_venue)(served)
    with during():
        probes: list[Answer] = []
        over = threading.Event()

        def probe() -> None:
            while not over.is_set():
                probes.append(served_probe(served, "/healthz"))
                time.sleep(0.25)

        prober = threading.Thread(target=probe)
        prober.start()
        before = len(served.log.read_text().splitlines())
        one = served_probe(served, "/events/")
        time.sleep(0.3)
        lines = [line for line in served.log.read_text().splitlines()[before:] if "/healthz" not in line]
        many = readers(served)
        saved, kept = save()
        over.set()
        prober.join()
        ready = served_probe(served, "/readyz")
    slowest = max(answer.seconds for answer in probes)
    typed_words = "all typed is there" if kept else "TYPED IS LOST"
    print(
        f"| {state} | {one.status} “{words(one)}” in {one.seconds:.1f} s; {READERS} at once: {figures(many)} "
        f"| {saved.status} “{words(saved)}” in {saved.seconds:.1f} s, {typed_words} "
        f"| {statistics.mode(answer.status for answer in probes)}, slowest {slowest:.2f} s "
        f"| {ready.status} in {ready.seconds:.1f} s: {bad(ready)} | {shown(lines)} |",
        flush=True,
    )


def adds_venue(served: Site) -> Callable[[], tuple[Answer, bool]]:
    """Sends the form; whether it was saved, or every word is in the answer."""
    number = time.time_ns()
    typed = {**TYPED, "name": f"Oval {number}", "slug": f"oval-{number}"}
    form = {**served.hidden(opened(served, ADD)), **typed}

    def save() -> tuple[Answer, bool]:
        saved = served.ask(ADD, form)
        return saved, saved.status < 400 or all(f'value="{value}"' in saved.text for value in typed.values())

    return save


def adds_photo(served: Site) -> Callable[[], tuple[Answer, bool]]:
    """The same of the form that needs the folder."""
    address = "/admin/news/photo/add/"
    form = {**served.hidden(opened(served, address)), "caption": CAPTION, "focal_x": "0.5", "focal_y": "0.4"}
    picture = io.BytesIO()
    Image.effect_noise((900, 700), 90).save(picture, "JPEG")

    def save() -> tuple[Answer, bool]:
        saved = served.ask(address, form, files={"upload": ("ice.jpg", picture.getvalue())})
        return saved, saved.status < 400 or f'value="{CAPTION}"' in saved.text or f"{CAPTION}</textarea>" in saved.text

    return save


def opened(served: Site, address: str) -> str:
    """The form's page, once it comes again after an outage."""
    until = time.monotonic() + 60
    while (page := served.ask(address)).status != 200:
        if time.monotonic() > until:
            sys.exit(f"{address} is answered with {page.status}.")
        time.sleep(0.2)
    return page.text


def served_probe(served: Site, path: str) -> Answer:
    """Without the cookies of whoever is signed in."""
    return Site(served.environment, served.log, served.port).ask(path)


def readers(served: Site) -> list[Answer]:
    answers: list[Answer] = []
    threads = [
        threading.Thread(target=lambda: answers.append(served_probe(served, "/standings/"))) for _ in range(READERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def figures(answers: list[Answer]) -> str:
    statuses = sorted({answer.status for answer in answers})
    taken = [answer.seconds for answer in answers]
    counted = ", ".join(f"{sum(answer.status == status for answer in answers)} × {status}" for status in statuses)
    return f"{counted}, median {statistics.median(taken):.1f} s, slowest {max(taken):.1f} s"


def bad(ready: Answer) -> str:
    lines = ready.text.splitlines()
    wrong = [line for line in lines[1:] if not line.endswith(("answers", "applied", "collected", "read and written"))]
    return "; ".join(wrong or lines[:1])


def shown(lines: list[str]) -> str:
    """How many, and the first that is no access line, without its time and number."""
    errors = [line for line in lines if " isuwc.access " not in line]
    said = " ".join(errors[0].split()[4:])[:150] if errors else ""
    return f"{len(lines)} lines" + (f": `{said}`" if said else "")


@contextlib.contextmanager
def frozen(server: Postgres) -> Iterator[None]:
    server.signal_all(signal.SIGSTOP)
    try:
        yield
    finally:
        server.signal_all(signal.SIGCONT)


@contextlib.contextmanager
def stopped(server: Postgres) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextlib.contextmanager
def crashed(server: Postgres) -> Iterator[None]:
    server.stop(signal.SIGKILL)
    time.sleep(1)
    server.start()
    yield


@contextlib.contextmanager
def locked(server: Postgres) -> Iterator[None]:
    """Somebody holds the table of venues, as a migration does."""
    import psycopg  # noqa: PLC0415

    with psycopg.connect(server.url()) as connection:
        connection.execute("LOCK TABLE events_venue IN EXCLUSIVE MODE")
        yield
        connection.rollback()


@contextlib.contextmanager
def read_only(media: Path) -> Iterator[None]:
    """Root may write to every folder; a file system that is mounted to be read alone refuses even root."""
    if os.geteuid() or not mount(media, "ro"):
        media.chmod(0o500)
        yield
        media.chmod(0o755)
        return
    yield
    subprocess.run([shutil.which("umount") or "umount", str(media)], check=True)


@contextlib.contextmanager
def gone(media: Path) -> Iterator[None]:
    away = media.with_name("away")
    media.rename(away)
    media.write_text("")
    yield
    media.unlink()
    away.rename(media)


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[None]:
    """To the last byte; what was free comes back afterwards."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * (1 << 16))
            file.flush()
    yield
    ballast.unlink()


def mount(folder: Path, options: str) -> bool:
    command = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else None)
