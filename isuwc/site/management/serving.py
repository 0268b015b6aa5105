"""Gunicorn as this site runs it: on sockets that systemd holds, and handing over to another release without a gap.

A server that gets SIGUSR2 starts a successor on the same sockets: another process from the very beginning, so that it
has the code, packages and settings of now, not those of then. Once all of the successor's workers have loaded the site,
it says to systemd that it is the main process and ends the old server, whose workers answer what they have begun. A
successor that can't start is gone again, one that is not ready in time is ended, and the old server goes on. `manage.py
handover` is told which it was by a socket: a hardened unit's processes don't see each other in /proc.

Gunicorn does the like, but moves the sockets that it got from systemd to other numbers, where its successor doesn't
find them; its successor is a child of the old server, so that systemd does not wait for its end when the site is
stopped; and it calls itself ready before it has loaded anything.
"""

import fcntl
import os
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn import systemd
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from isuwc.site.kept.wsgi import KeptPages

ALIVE = "ISUWC_HANDOVER"  # names the successor's end of the pipe by which the old server sees that it lives
FIRST = systemd.SD_LISTEN_FDS_START  # the number under which a process finds the first socket that it is given

MOVED = 64  # above all numbers that systemd's sockets have
IN_TIME = 120  # seconds that a successor has by default, after which `manage.py handover` still waits
PID = 4  # bytes of a process id
CREDENTIALS = struct.Struct("3i")  # who sent something, as Linux says it: process, user, group


class Outcome(StrEnum):
    """What became of a handover."""

    DONE = "done"
    FAILED = "failed"


def _ear(process: int) -> str:
    """The address, in no file system, at which somebody may listen for the outcome of this server's handover."""
    return f"\0isuwc-handover-{process}"


@contextmanager
def outcome_of(process: int, limit: float) -> Iterator[Callable[[], Outcome | None]]:
    """Listen from now on; what is yielded waits for the outcome, for so many seconds at most. Anybody on the machine
    may speak to the address: who is not the server's user is not heard. OSError if somebody listens already."""
    # Root sees all processes; another user may hand over a server of its own alone.
    user = os.getuid() or os.stat(f"/proc/{process}").st_uid  # noqa: PTH116 - no path of ours
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        ear.bind(_ear(process))

        def wait() -> Outcome | None:
            end = time.monotonic() + limit
            while (left := end - time.monotonic()) > 0:
                ear.settimeout(left)
                try:
                    said, sender, _, _ = ear.recvmsg(16, socket.CMSG_SPACE(CREDENTIALS.size))
                except TimeoutError:
                    return None
                if [CREDENTIALS.unpack(each)[1] for *_, each in sender] == [user]:
                    return Outcome(said.decode())
            return None

        yield wait


def _tell(process: int, outcome: Outcome) -> None:
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:  # perhaps nobody listens
        mouth.sendto(outcome.encode(), _ear(process))


@dataclass
class Successor:
    """A successor that is not ready yet, as the old server sees it."""

    alive: int  # a pipe: it says which process that is, and its other end is open as long as that lives
    begun: float = field(default_factory=time.monotonic)
    process: int | None = None

    def has_ended(self) -> bool:
        try:
            said = os.read(self.alive, PID)
        except BlockingIOError:
            return False
        if said:
            self.process = int.from_bytes(said)
        return not said

    def end(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process, signal.SIGKILL)  # with its workers, which may hang as well


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with the options given, and none from files or its own environment variables."""

    def __init__(self, options: Mapping[str, Any], successor: str = "", in_time: float = IN_TIME) -> None:
        self.options = options
        self.successor = successor  # the program that SIGUSR2 starts; the same command line again if there is none
        self.in_time = in_time  # seconds that this has to be ready
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return KeptPages(get_wsgi_application())

    def run(self) -> None:
        Master(self).run()


class Master(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's master, which is ready when its workers are, and ends the one that it succeeds."""

    def __init__(self, app: Server) -> None:
        super().__init__(app)
        self._loaded, self._load = os.pipe()  # each worker writes a byte once it has loaded the site
        os.set_blocking(self._loaded, False)
        self._awaited: int = self.cfg.workers
        self.cfg.set("post_worker_init", lambda worker: os.write(self._load, b"."))
        self._successor: Successor | None = None
        if alive := os.environ.pop(ALIVE, ""):
            os.set_inheritable(int(alive), False)

    def start(self) -> None:
        # Gunicorn says that it is ready before any worker has loaded the site.
        told = os.environ.pop("NOTIFY_SOCKET", None)
        super().start()
        if told:
            os.environ["NOTIFY_SOCKET"] = told

    def maybe_promote_master(self) -> None:
        """Called about once a second. A successor stays one until its workers are ready."""
        if self._awaited > 0 and self._workers_are_ready():
            self.cfg.set("post_worker_init", lambda worker: None)  # of those that replace one later nobody reads
            systemd.sd_notify(f"READY=1\nMAINPID={os.getpid()}\nSTATUS=Serving", self.log)
            if self.master_pid:
                _tell(self.master_pid, Outcome.DONE)
                with suppress(ProcessLookupError):  # it ended meanwhile by itself
                    os.kill(self.master_pid, signal.SIGTERM)
        if self._successor is not None:
            self._look_at(self._successor)
        if self._awaited <= 0:
            super().maybe_promote_master()

    def reexec(self) -> None:
        if self._successor is not None or self.master_pid:
            self.log.warning("A handover is going on already.")
            return
        old = os.getpid()
        seen, alive = os.pipe()
        os.set_blocking(seen, False)
        self._successor = Successor(seen)
        if between := os.fork():
            os.close(alive)
            os.waitpid(between, 0)
            return
        try:
            if successor := os.fork():
                os.write(alive, successor.to_bytes(PID))
                os._exit(0)  # so that the successor is systemd's child, not this server's
            self._become_successor(old, alive)
        finally:  # whatever happens here: this is a copy of the master, and must not end the master's workers
            os._exit(1)

    def _become_successor(self, old: int, alive: int) -> None:
        os.setsid()  # it can be ended with all that it starts
        environ = {**self.cfg.env_orig, "GUNICORN_PID": str(old)}
        # What it is given gets numbers of its own first: one may stand where another has to be.
        alive = fcntl.fcntl(alive, fcntl.F_DUPFD, MOVED)
        environ[ALIVE] = str(alive)
        if self.systemd:
            moved = [fcntl.fcntl(each.fileno(), fcntl.F_DUPFD_CLOEXEC, MOVED) for each in self.LISTENERS]
            for number, fd in enumerate(moved, FIRST):
                os.dup2(fd, number)
            environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(len(moved))}
        else:
            environ["GUNICORN_FD"] = ",".join(str(each.fileno()) for each in self.LISTENERS)
        # The program by its path: where a link led when this process began, there is the release of then.
        command = [self.app.successor] if self.app.successor else self.START_CTX["args"]
        os.execve(command[0], command, environ)  # noqa: S606 - our own program

    def _look_at(self, successor: Successor) -> None:
        if successor.has_ended():
            self.log.error("The successor did not start; this server goes on.")
        elif time.monotonic() - successor.begun > self.app.in_time:
            successor.end()
            self.log.error(
                "The successor was not ready after %g seconds and was ended; this server goes on.", self.app.in_time
            )
        else:
            return
        os.close(successor.alive)
        self._successor = None
        _tell(os.getpid(), Outcome.FAILED)

    def _workers_are_ready(self) -> bool:
        try:
            self._awaited -= len(os.read(self._loaded, 256))
        except BlockingIOError:
            return False
        return self._awaited <= 0
