"""Programs that use an embedded Postgres, and what they leave."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from isuwc.database.embedded.place import Place
from isuwc.database.embedded.server import DATABASE, ROLE

ROOT = Path(__file__).resolve().parents[4]
# Joins, says so, and stays until its input ends.
USER = """
import sys
from pathlib import Path
from isuwc.database.embedded.server import ensure_running
print(ensure_running(Path(sys.argv[1])).socket_dir, flush=True)
sys.stdin.read()
"""


def join(place: Place, **environment: str) -> subprocess.Popen[str]:
    user = subprocess.Popen(
        [sys.executable, "-c", USER, place.var],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout.readline().strip() == str(place.socket_dir)
    return user


def leave(user: subprocess.Popen[str]) -> None:
    user.communicate()
    assert user.returncode == 0


def execute(place: Place, query: str) -> list[tuple]:
    with psycopg.connect(host=str(place.socket_dir), user=ROLE, dbname=DATABASE) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def run(program: str, arguments: list[str], var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `python -m isuwc.database.embedded.run` does, on a place of this test."""
    code = (
        "import sys; from pathlib import Path; from isuwc.database.embedded.run import main; "
        "sys.exit(main(sys.argv[2], sys.argv[3:], Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, var, program, *arguments]
    environment = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def processes(place: Place) -> dict[int, str]:
    """Keeper and server, by the paths that stand in their commands."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes().decode().split("\0")
        except (OSError, UnicodeDecodeError):
            continue
        if "isuwc.database.embedded.keeper" in command and str(place.var) in command:
            found[int(folder.name)] = "keeper"
        elif str(place.data) in command:
            found[int(folder.name)] = "server"
    return found


def process(place: Place, kind: str) -> int:
    return next(pid for pid, found in processes(place).items() if found == kind)


def wait_for_end(place: Place, seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while running := processes(place):
        assert time.monotonic() < until, f"still running: {running}"
        time.sleep(0.02)
