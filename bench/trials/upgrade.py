"""An upgrade from an older commit under four readers and one writer: no request fails, no word is lost.

Run it as `.venv/bin/python bench/trials/upgrade.py [commit]`; it takes some minutes. The steps are those of
deploy/upgrade: styles and scripts collected beside the old ones; then migrations, while the old code serves if none is
in its way, and else between its end and the start of the new code on the same socket, which this process holds as
systemd does. The first time the server is restarted, as the old commit can't hand over; the second time this checkout
hands over to itself. Readers ask for pages and for the styles and scripts that any page has named so far, old ones too;
the writer saves an article again and again. Both commits run with this checkout's packages. All is in a database of its
own.
"""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg import sql

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import ROOT, connection  # first: it sets Django up
from measuring.visitors import LONGEST, Watched, Writer, read

from isuwc.site.management.commands.pending_migrations import MUST_STOP

OLD = "0a4a5c2"
DATABASE = "trial_isuwc_upgrade"
READERS = 4
QUIET = 15  # seconds of each phase in which nothing is changed
# The socket has number 3, and the process that it is meant for knows itself by its id
START = """
import os, sys
os.environ["LISTEN_PID"] = str(os.getpid())
os.dup2(int(sys.argv[1]), 3)
os.execv(sys.executable, [sys.executable, "manage.py", "serve", "--workers", "2"])
"""


def manage(folder: Path, environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty one."""
    found = connection.get_connection_params()
    server = {key: found[key] for key in ("host", "port", "user", "password") if found.get(key)}
    options = urlencode({key: server[key] for key in ("host", "port") if key in server})
    who = ":".join(str(server[key]) for key in ("user", "password") if key in server)
    name = sql.Identifier(DATABASE)
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield f"postgres://{who}@/{DATABASE}?{options}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def old_release(commit: str, folder: Path) -> None:
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if archive.returncode:
        sys.exit(f"The commit {commit} is not here: {archive.stderr.decode()}")
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)  # noqa: S607


def keep_old_static(old: Path, new: Path) -> int:
    """As deploy/steps.sh does; how many there are that the new release has not."""
    kept = 0
    for file in old.rglob("*"):
        target = new / file.relative_to(old)
        if file.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
            kept += 1
    return kept


class Served:
    """A release on the socket; `main` is the process that it said to be its main one, as soon as it serves."""

    def __init__(self, listening: socket.socket, folder: Path) -> None:
        self.listening = listening
        self.notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notified.bind(str(folder / "notify"))
        self.notified.settimeout(LONGEST)
        self.folder = folder
        self.main = 0
        self.log = (folder / "log").open("ab")

    def start(self, code: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(self.listening.fileno())],
            cwd=code,
            env={**environment, "LISTEN_FDS": "1", "NOTIFY_SOCKET": str(self.folder / "notify")},
            pass_fds=[self.listening.fileno()],
            stdout=self.log,
            stderr=self.log,
        )
        self.main = process.pid
        threading.Thread(target=process.wait, daemon=True).start()
        return process

    def wait_until_ready(self) -> None:
        """The old commit says so before it has loaded anything; a request waits for the rest."""
        said = dict(line.split("=", 1) for line in self.notified.recv(4096).decode().splitlines())
        self.main = int(said.get("MAINPID", self.main))


def main(commit: str) -> None:
    with tempfile.TemporaryDirectory() as made, database() as address:
        folder = Path(made)
        old = folder / "old"
        old_release(commit, old)
        listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
        listening.set_inheritable(True)
        port = listening.getsockname()[1]
        with socket.create_server(("127.0.0.1", 0)) as probe:
            free = probe.getsockname()[1]
        (folder / "media").mkdir()
        environment = {
            **{name: value for name, value in os.environ.items() if name not in {"ENV_FILE", "DEMO_NOW"}},
            "DATABASE_URL": address,
            "EMBEDDED_POSTGRES": "false",
            "SECRET_KEY": "of-the-trial-0123456789-abcdefghijklmnopqrstuvwxyz-ABC",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "MEDIA_ROOT": str(folder / "media"),
            "PORT": str(free),  # not listened at: the socket is handed on
        }
        of_old = {**environment, "STATIC_ROOT": str(folder / "static-old")}
        of_new = {**environment, "STATIC_ROOT": str(folder / "static-new")}
        manage(old, of_old, "migrate", "--verbosity=0")
        password = re.findall(r"^  admin +(\S+)$", manage(old, of_old, "demo"), re.MULTILINE)[0]
        manage(old, of_old, "collectstatic", "--noinput", "--verbosity=0")
        served = Served(listening, folder)
        served.start(old, of_old)
        watched = Watched(port, "before")
        writer = Writer(watched, password)
        people = [threading.Thread(target=read, args=(watched, seed)) for seed in range(READERS)]
        people.append(threading.Thread(target=writer.write))
        for each in people:
            each.start()
        try:
            upgrade(watched, served, of_old, of_new, folder)
        finally:
            watched.ended.set()
            for each in people:
                each.join()
            os.kill(served.main, signal.SIGTERM)
        report(watched, writer, address, commit, folder / "log")


def upgrade(watched: Watched, served: Served, of_old: dict[str, str], of_new: dict[str, str], folder: Path) -> None:
    time.sleep(QUIET)
    watched.phase = "styles and scripts collected"
    manage(ROOT, of_new, "collectstatic", "--noinput", "--verbosity=0")
    kept = keep_old_static(folder / "static-old", folder / "static-new")
    print(f"{kept} old styles and scripts kept")
    old_goes_on = goes_on(of_new)
    if old_goes_on:
        watched.phase = "migrating, the old code serves"
        migrate(of_new, "migrate")
        watched.phase = "migrated, the old code serves"
        time.sleep(QUIET)
    watched.phase = "old ends, new starts" if old_goes_on else "old ends, tables are changed, new starts"
    began, old = time.monotonic(), served.main
    os.kill(old, signal.SIGTERM)
    while Path(f"/proc/{old}").exists():
        time.sleep(0.05)
    while select.select([served.notified], [], [], 0)[0]:  # what the old code said
        served.notified.recv(4096)
    if not old_goes_on:
        migrate(of_new, "migrate_whole")
    served.start(ROOT, of_new)
    served.wait_until_ready()
    print(f"restarted in {time.monotonic() - began:.1f} s")
    watched.phase = "the new code serves"
    time.sleep(QUIET)
    watched.phase = "handing over"
    began = time.monotonic()
    manage(ROOT, of_new, "handover", str(served.main))
    served.wait_until_ready()
    print(f"handed over in {time.monotonic() - began:.1f} s")
    watched.phase = "handed over"
    time.sleep(QUIET)


def goes_on(environment: dict[str, str]) -> bool:
    """Whether the running code can go on while what is to be run is."""
    command = [sys.executable, "manage.py", "pending_migrations"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in {0, MUST_STOP}:
        sys.exit(done.stderr)
    print(done.stdout.splitlines()[-1])
    return not done.returncode


def migrate(environment: dict[str, str], command: str) -> None:
    began = time.monotonic()
    manage(ROOT, environment, command, "--verbosity=0")
    print(f"migrated in {time.monotonic() - began:.1f} s")


def report(watched: Watched, writer: Writer, address: str, commit: str, log: Path) -> None:
    print(f"\nFrom {commit}, {READERS} readers and a writer:")
    for phase, counts in watched.answers.items():
        waits = sorted(watched.waits[phase])
        said = ", ".join(f"{count} × {what}" for what, count in sorted(counts.items()))
        print(f"  {phase}: {said}; median {waits[len(waits) // 2]:.2f} s, longest {waits[-1]:.1f} s")
    with psycopg.connect(address) as there:
        kept = there.execute("SELECT content::text FROM news_revision WHERE article_id = %s", [writer.id]).fetchall()
    lost = [words for words in watched.acknowledged if not any(f'"{words}"' in text for (text,) in kept)]
    print(f"  {len(watched.acknowledged)} saves were acknowledged, {len(lost)} of them lost")
    print(
        f"  the writer had to sign in again {writer.signed_out} times; "
        f"{len(writer.not_taken)} saves led there and were not taken"
    )
    print(f"  {len(watched.named)} styles and scripts were named by pages, old and new")
    for line in watched.refused[:20]:
        print(f"  ! {line}")
    if watched.refused or lost:
        print("The last error in the log:", log.read_text(errors="replace").rpartition("Traceback")[2][:6_000])
        sys.exit(f"{len(watched.refused)} requests failed, {len(lost)} saved words were lost.")
    print("No request failed, and every saved word is there.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else OLD)
