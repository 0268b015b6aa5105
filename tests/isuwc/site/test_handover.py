"""A server hands over to its successor on the same socket, and no request is refused meanwhile."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from isuwc.site.management.serving import Outcome, _ear, _tell, outcome_of

ROOT = Path(__file__).resolve().parents[3]
# As systemd does: the socket has number 3, and the process that it is meant for knows itself by its id
SERVE = """
import os, sys
os.environ["LISTEN_PID"] = str(os.getpid())
os.dup2(int(sys.argv[1]), 3)
os.execv(sys.argv[2], sys.argv[2:])
"""


@dataclass
class Served:
    port: int
    main: int  # the id of the process that the server said to be its main one
    told: socket.socket

    def wait_for_main(self) -> dict[str, str]:
        """What systemd would be told next."""
        return dict(line.split("=", 1) for line in self.told.recv(4096).decode().splitlines())

    def status(self) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", "/healthz", headers={"Connection": "close"})
            return connection.getresponse().status


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    """The site on a socket that this process holds, as systemd does."""
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(str(tmp_path / "notify"))
    told.settimeout(60)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.set_inheritable(True)
    successor = tmp_path / "successor"
    command = f"{sys.executable} manage.py serve --workers 1 --in-time 120 --successor {successor}"
    successor.write_text(f"#!/bin/sh\ncd {ROOT}\nexec {command}\n")
    successor.chmod(0o755)
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(listening.fileno()), str(successor)],
        env={**os.environ, "LISTEN_FDS": "1", "NOTIFY_SOCKET": str(tmp_path / "notify")},
        pass_fds=[listening.fileno()],
        stderr=log,
    )
    site = Served(listening.getsockname()[1], process.pid, told)
    try:
        assert site.wait_for_main() == {"READY": "1", "MAINPID": str(process.pid), "STATUS": "Serving"}
        threading.Thread(target=process.wait, daemon=True).start()  # else the old server would stay as a zombie
        yield site
    finally:
        os.kill(site.main, signal.SIGTERM)
        listening.close()
        told.close()
        log.close()


def handover(process: int, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "handover", str(process)]
    environ = {**os.environ, **settings}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


def state_of(process: str) -> str:
    """Of a process by its id, as /proc names it; empty if it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def test_successor_takes_over_without_a_gap_and_one_that_fails_leaves_the_old(served, tmp_path):
    answers: list[int | OSError] = []
    ended = threading.Event()

    def ask() -> None:
        while not ended.is_set():
            try:
                answers.append(served.status())
            except OSError as error:
                answers.append(error)
            time.sleep(0.02)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        old = served.main
        successor = tmp_path / "successor"
        successor.write_text(successor.read_text().replace("--in-time 120", "--in-time 4"))  # for the one after this
        done = handover(old)
        assert (done.returncode, done.stderr) == (0, "")
        told = served.wait_for_main()
        served.main = int(told["MAINPID"])
        assert served.main != old
        assert Path(f"/proc/{served.main}/environ").exists()

        successor.write_text("#!/bin/sh\nexit 1\n")
        done = handover(served.main)
        assert done.returncode == 1
        assert done.stderr == "CommandError: The new server did not start; its log says why. The old one goes on.\n"
        assert served.status() == 200

        # One that never gets ready: as it was begun, so it is ended, with what it has begun
        hangs = tmp_path / "hangs"
        successor.write_text(f"#!/bin/sh\nsleep 600 &\necho $$ $! > {hangs}\nwait\n")
        done = handover(served.main)
        assert (done.returncode, "did not start" in done.stderr) == (1, True)
        hung = hangs.read_text().split()
        assert len(hung) == 2
        for process in hung:
            assert state_of(process) in {"", "Z", "X"}  # perhaps whoever adopted it has not looked yet
        assert served.status() == 200
    finally:
        ended.set()
        asking.join()
    assert set(answers) == {200}
    assert len(answers) > 50


def test_no_such_server_is_said():
    done = handover(2**22 + 1)  # more than any process has
    assert (done.returncode, done.stderr) == (1, f"CommandError: There is no process {2**22 + 1}.\n")


def test_only_the_servers_user_is_heard():
    """Another user says that it is done; nobody else does."""
    speak = "import os, socket, sys\nos.setuid(65534)\nmouth = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
    speak += "mouth.sendto(b'done', sys.argv[1])"
    with outcome_of(os.getpid(), 1) as outcome:
        address = _ear(os.getpid())
        mouth = subprocess.run([sys.executable, "-c", speak.replace("sys.argv[1]", repr(address))], check=False)
        if mouth.returncode:
            pytest.skip("only root can speak as another user")
        assert outcome() is None
    with outcome_of(os.getpid(), 1) as outcome:
        _tell(os.getpid(), Outcome.DONE)
        assert outcome() is Outcome.DONE


def test_second_who_waits_for_a_handover_is_refused():
    with outcome_of(os.getpid(), 1):
        done = handover(os.getpid())
    assert done.stderr == f"CommandError: Somebody has the server {os.getpid()} hand over already.\n"


@pytest.mark.django_db
def test_role_that_there_is_not_begins_nothing(settings):
    settings.SECOND_FACTOR = ["Editors"]
    with pytest.raises(SystemCheckError, match="SECOND_FACTOR names a role that there is not: Editors"):
        call_command("handover", str(2**22 + 1), skip_checks=False)


def test_server_hands_over_while_the_database_is_away():
    """That it could not be asked is said; here it goes on to the process, which there is not."""
    away = {"DATABASE_URL": "postgres://isuwc@127.0.0.1:1/isuwc", "EMBEDDED_POSTGRES": "false", "DEBUG": "true"}
    done = handover(2**22 + 1, **away)
    said, *_, refused = done.stderr.splitlines()
    assert said.startswith("The roles of SECOND_FACTOR were not checked, as the database does not answer: ")
    assert (done.returncode, refused) == (1, f"CommandError: There is no process {2**22 + 1}.")
