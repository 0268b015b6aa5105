"""The process that owns a running server: `python -m isuwc.database.embedded.keeper VAR`.

It starts Postgres as its child, prints "ready", waits until no process uses the server any more, and stops it cleanly.
If the keeper is killed, the kernel sends Postgres the signal for the same clean stop (PR_SET_PDEATHSIG).
"""

import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from isuwc.database.embedded.place import EmbeddedPostgresError, Place, locate
from isuwc.database.embedded.server import DATABASE, ROLE, address

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
START_TIMEOUT = 60  # seconds; the recovery after a crash of the machine may take some
RETRY_TIMEOUT = 10
PR_SET_PDEATHSIG = 1
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",  # compiles longer than our queries run
    "log_min_messages": "warning",
    "timezone": "UTC",
}


def main(var: Path) -> int:
    place = locate(var)
    lock = os.open(place.keeper_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)  # for as long as this process lives
    try:
        _make_cluster(place)
        _wait_for_an_old_server(place)
        server = _start_until_it_answers(place)
        try:
            _make_database(place)
        except BaseException:
            server.send_signal(signal.SIGINT)
            server.wait()
            raise
    except (EmbeddedPostgresError, psycopg.Error, OSError) as error:
        _say(f"The embedded Postgres did not start: {str(error).strip().splitlines()[0]}")
        return 1
    _say("ready")
    threading.Thread(target=_stop_after_the_last_user, args=(place, server), daemon=True).start()
    return server.wait()


def _say(line: str) -> None:
    """Report to the process that started this one, and then release the pipe, which it may close."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    with open(os.devnull, "w") as nothing:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def _stop_after_the_last_user(place: Place, server: subprocess.Popen[bytes]) -> None:
    users = os.open(place.users_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(users, fcntl.LOCK_EX)  # granted once every user has ended; new ones wait for us
    server.send_signal(signal.SIGINT)  # "fast": open transactions are rolled back, everything is written


def _as_account(place: Place) -> dict[str, Any]:
    """Arguments for subprocess that run a child as the server's account."""
    if place.account is None:
        return {}
    return {"user": place.account.pw_uid, "group": place.account.pw_gid, "extra_groups": []}


def _run(place: Place, command: Sequence[str | Path]) -> None:
    done = subprocess.run(  # noqa: S603 - the wheel's own program
        command, check=False, capture_output=True, text=True, cwd=place.home, env=_environment(), **_as_account(place)
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise EmbeddedPostgresError(f"{Path(command[0]).name} failed; {place.log} says why.")


def _environment() -> dict[str, str]:
    """Without PG… variables of whoever starts this, which could redirect the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def _make_cluster(place: Place) -> None:
    """Create an empty cluster under a temporary name, so that an interrupted start leaves none behind."""
    if (place.data / "PG_VERSION").exists():
        return
    new = place.home / "data.new"
    shutil.rmtree(new, ignore_errors=True)  # of a start that was cut short
    new.mkdir(mode=0o700)
    if place.account:
        os.chown(new, place.account.pw_uid, place.account.pw_gid)
    _run(
        place,
        [
            place.installation / "bin" / "initdb",
            f"--pgdata={new}",
            f"--username={ROLE}",
            "--auth=trust",  # the socket's directory is open to the account alone
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C.UTF-8",
            "--no-instructions",
        ],
    )
    new.rename(place.data)


def _wait_for_an_old_server(place: Place) -> None:
    """Wait for a server whose keeper was killed to stop: a second one must not start before."""
    pid_file = place.data / "postmaster.pid"
    until = time.monotonic() + START_TIMEOUT
    asked = False
    while time.monotonic() < until:
        try:
            pid = int(pid_file.read_text().splitlines()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return
        if os.fsencode(place.data) not in command:
            return  # the process id was reused by another program; Postgres removes the file by itself
        if not asked:
            os.kill(pid, signal.SIGINT)
            asked = True
        time.sleep(0.05)
    raise EmbeddedPostgresError(f"an earlier server on {place.data} does not stop.")


def _start(place: Place) -> subprocess.Popen[bytes]:
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    options += ["-c", f"unix_socket_directories={place.socket_dir}"]
    return subprocess.Popen(  # noqa: S603 - the wheel's own program
        [place.installation / "bin" / "postgres", "-D", place.data, *options],
        cwd=place.home,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        preexec_fn=_stop_with_the_keeper,  # no thread runs yet
        **_as_account(place),
    )


def _stop_with_the_keeper() -> None:
    """Runs between fork and exec, after the change of user, which would reset it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _connect(place: Place, database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(**address(place), dbname=database, autocommit=True, connect_timeout=5)


def _start_until_it_answers(place: Place) -> subprocess.Popen[bytes]:
    """Start the server. Retry if it ends at once, as it does while workers of a crashed server are still ending."""
    until = time.monotonic() + RETRY_TIMEOUT
    while True:
        server = _start(place)
        if _answers(place, server):
            return server
        if time.monotonic() > until:
            raise EmbeddedPostgresError(f"it stops immediately; {place.log} says why.")
        time.sleep(0.2)


def _answers(place: Place, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server takes connections (True) or has ended (False)."""
    until = time.monotonic() + START_TIMEOUT
    while server.poll() is None:
        try:
            _connect(place, "postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                server.send_signal(signal.SIGINT)
                server.wait()
                raise EmbeddedPostgresError(f"no answer within {START_TIMEOUT} s; see {place.log}.") from None
            time.sleep(0.02)
        else:
            return True
    return False


def _make_database(place: Place) -> None:
    with _connect(place, "postgres") as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        found = connection.execute(
            "SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)]
        ).fetchall()
    missing = set(EXTENSIONS) - {name for (name,) in found}
    if missing:
        raise EmbeddedPostgresError(f"the wheel lacks the extension {', '.join(sorted(missing))}.")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
