"""Gunicorn as this site runs it: on sockets that systemd holds, and handing over to another release without a gap.

A server that gets SIGUSR2 starts a successor on the same sockets: another process from the very beginning, so that it
has the code, packages and settings of now, not those of then. Once all of the successor's workers have loaded the site,
it says to systemd that it is the main process and ends the old server, whose workers answer what they have begun. A
successor that can't start is gone again, and the old server goes on. `manage.py handover` is told which it was by a
socket: a hardened unit's processes don't see each other in /proc.
"""

import fcntl
import os
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn import systemd
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

FIRST = systemd.SD_LISTEN_FDS_START  # the number under which a process finds the first socket that it is given


class Outcome(StrEnum):
    """What became of a handover."""

    DONE = "done"
    FAILED = "failed"


def _ear(process: int) -> str:
    """The address, in no file system, at which somebody may listen for the outcome of this server's handover."""
    return f"\0isuwc-handover-{process}"


@contextmanager
def outcome_of(process: int, limit: float) -> Iterator[Callable[[], Outcome | None]]:
    """Listen from now on; what is yielded waits for the outcome, for so many seconds at most."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(_ear(process))
        ear.settimeout(limit)

        def wait() -> Outcome | None:
            try:
                return Outcome(ear.recv(16).decode())
            except TimeoutError:
                return None

        yield wait


def _tell(process: int, outcome: Outcome) -> None:
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:  # perhaps nobody listens
        mouth.sendto(outcome.encode(), _ear(process))


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with the options given, and none from files or its own environment variables."""

    def __init__(self, options: Mapping[str, Any], successor: str = "") -> None:
        self.options = options
        self.successor = successor  # the program that SIGUSR2 starts; the same command line again if there is none
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)
        self.cfg.set("pre_exec", self.hand_on)

    def load(self) -> Any:
        return get_wsgi_application()

    def run(self) -> None:
        Master(self).run()

    def hand_on(self, master: Arbiter) -> None:
        """In the process that is to become the successor: gunicorn has moved systemd's sockets to other numbers."""
        if master.systemd:
            # Out of the way first, as one may stand where another has to be
            moved = [fcntl.fcntl(each.fileno(), fcntl.F_DUPFD_CLOEXEC, 64) for each in master.LISTENERS]
            for number, fd in enumerate(moved, FIRST):
                os.dup2(fd, number)
        if self.successor:
            # The folder of now: where a link led when this process began, there is the release of then.
            master.START_CTX = {0: self.successor, "args": [self.successor], "cwd": "/"}


class Master(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's master, which is ready when its workers are, and ends the one that it succeeds."""

    def __init__(self, app: Server) -> None:
        super().__init__(app)
        self._loaded, self._load = os.pipe()  # each worker writes a byte once it has loaded the site
        os.set_blocking(self._loaded, False)
        self._awaited = self.cfg.workers
        self.cfg.set("post_worker_init", lambda worker: os.write(self._load, b"."))

    def start(self) -> None:
        # Gunicorn says that it is ready before any worker has loaded the site.
        told = os.environ.pop("NOTIFY_SOCKET", None)
        super().start()
        if told:
            os.environ["NOTIFY_SOCKET"] = told

    def maybe_promote_master(self) -> None:
        """Called about once a second: a successor becomes the master as soon as the old one is gone."""
        if self._awaited > 0 and self._workers_are_ready():
            self.cfg.set("post_worker_init", lambda worker: None)  # of those that replace one later nobody reads
            systemd.sd_notify(f"READY=1\nMAINPID={os.getpid()}\nSTATUS=Serving", self.log)
            if self.master_pid and self.master_pid == os.getppid():
                _tell(self.master_pid, Outcome.DONE)
                os.kill(self.master_pid, signal.SIGTERM)
        super().maybe_promote_master()

    def reap_workers(self) -> None:
        successor = self.reexec_pid
        super().reap_workers()
        if successor and not self.reexec_pid:
            self.log.error("The successor (pid:%s) did not start; this server goes on.", successor)
            _tell(os.getpid(), Outcome.FAILED)

    def _workers_are_ready(self) -> bool:
        try:
            self._awaited -= len(os.read(self._loaded, 256))
        except BlockingIOError:
            return False
        return self._awaited <= 0
