"""Two Postgres servers under Patroni, etcd and Redis of a trial's own: each may be killed and started again."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from measuring.servers import PATIENCE, ROOT, free_port, system_programs

NEEDED = ("patroni", "etcd", "pgbackrest", "redis-server", "nginx", "openssl")
# As deploy/install makes it
ORDER = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'en-GB'"
SHIPPED = ROOT / "deploy" / "cluster"


def lacking() -> str:
    """What `make cluster` needs and this machine has not, in words."""
    found = [name for name in NEEDED if not shutil.which(name)]
    if system_programs() is None:
        found.append("Debian's Postgres")
    if os.geteuid():
        found.append("root, who starts Postgres as the user postgres")
    return ", ".join(found)


@dataclass
class Part:
    """A program that runs until it is stopped or killed."""

    name: str
    command: list[str]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env={**os.environ, **self.environment}, stdout=log, stderr=log,
                **self.account,
            )  # fmt: skip

    def kill(self) -> None:
        """As if its machine had lost its power."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: int) -> None:
        if self.process:
            self.process.send_signal(how)
            try:
                self.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


@dataclass
class Node(Part):
    """Patroni and the Postgres that it runs."""

    port: int = 0  # of Postgres
    asked_at: int = 0  # of Patroni

    def says(self, question: str) -> bool:
        """`primary`, `synchronous`: whether it is one."""
        address = f"http://127.0.0.1:{self.asked_at}/{question}"
        with suppress(OSError), urllib.request.urlopen(address, timeout=3) as answer:
            return bool(answer.status == 200)
        return False

    def kill(self) -> None:
        """Patroni first, so that it does not start Postgres again."""
        postgres = self._postgres()
        super().kill()
        for pid in postgres:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not any(map(is_running, postgres)), "the end of Postgres")

    def stop(self) -> None:
        super().stop()
        self.kill()

    def run(self, *command: str) -> str:
        """As the user postgres of that machine. What it printed."""
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, **self.environment}, check=False, capture_output=True,
            text=True, **self.account,
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stdout} {done.stderr}")
        return str(done.stdout)

    def _postgres(self) -> list[int]:
        """The server and its children."""
        with suppress(OSError, ValueError):
            pid = int((self.folder / self.name / "postmaster.pid").read_text().split()[0])
            if is_running(pid) and Path(f"/proc/{pid}/comm").read_text().strip() == "postgres":
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
                return [pid, *map(int, children)]
        return []


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
    """How many seconds it took."""
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > seconds:
            sys.exit(f"{seconds:.0f} seconds were not enough for {what}.")
        time.sleep(0.1)
    return time.monotonic() - begun


@dataclass
class Cluster:
    folder: Path
    password: str
    etcd: Part
    redis: Part
    redis_url: str
    nodes: list[Node]

    @property
    def url(self) -> str:
        """For DATABASE_URL: both servers."""
        return f"postgres://isuwc:{self.password}@{self._servers}/isuwc"

    @property
    def _servers(self) -> str:
        return ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)

    def primary(self) -> Node:
        return next(node for node in self.nodes if node.process and node.says("primary"))

    def standby(self) -> Node:
        return next(node for node in self.nodes if not node.says("primary"))

    def wait_until_whole(self) -> float:
        """Until one is primary and the other has all that it acknowledged."""
        return wait_until(self._is_whole, "a primary and its standby")

    def _is_whole(self) -> bool:
        return sum(node.says("primary") for node in self.nodes) == 1 and any(
            node.says("synchronous") for node in self.nodes
        )

    def connect(self, database: str = "isuwc", user: str = "isuwc") -> "psycopg.Connection[tuple[object, ...]]":
        """To the primary."""
        address = f"postgres://{user}:{self.password}@{self._servers}/{database}?target_session_attrs=read-write"
        return psycopg.connect(address, autocommit=True, connect_timeout=5)

    def start(self) -> None:
        self.etcd.start()
        self.redis.start()
        one, two = self.nodes
        one.start()
        wait_until(lambda: one.says("primary"), "the first Postgres")
        one.run("pgbackrest", "--stanza=isuwc", "stanza-create")
        two.start()
        self.wait_until_whole()
        with self.connect("postgres", "postgres") as admin:
            admin.execute(f"CREATE ROLE isuwc LOGIN PASSWORD '{self.password}'")
            admin.execute(f"CREATE DATABASE isuwc OWNER isuwc {ORDER}")

    def stop(self) -> None:
        """The standby first, else the primary would wait for it."""
        for node in sorted(self.nodes, key=lambda node: node.says("primary")):
            node.stop()
        for part in (self.redis, self.etcd):
            part.stop()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Started, and without tables. All of it lies in one folder of the system's temporary one, which goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="isuwc-cluster-"))
    user = pwd.getpwnam("postgres")
    account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    os.chown(folder, user.pw_uid, user.pw_gid)
    made = _made(folder, account)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def _made(folder: Path, account: dict[str, object]) -> Cluster:
    asks, peers, redis = (free_port() for _ in range(3))
    password = secrets.token_hex(16)
    etcd_url, peer_url = f"http://127.0.0.1:{asks}", f"http://127.0.0.1:{peers}"
    etcd = Part("etcd", [
        "etcd", "--data-dir", str(folder / "etcd"), "--listen-client-urls", etcd_url, "--advertise-client-urls",
        etcd_url, "--listen-peer-urls", peer_url, "--initial-advertise-peer-urls", peer_url,
        "--initial-cluster", f"default={peer_url}", "--log-level", "error",
    ], folder)  # fmt: skip
    kept = Part("redis", [
        "redis-server", "--bind", "127.0.0.1", "--port", str(redis), "--save", "", "--appendonly", "no",
        "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru", "--dir", str(folder),
    ], folder)  # fmt: skip
    patroni = (SHIPPED / "patroni.yml").read_text()
    (folder / "patroni.yml").write_text(replaced(patroni, {"/var/run/postgresql": folder}))
    nodes = [_node(name, folder, account, password, asks) for name in ("one", "two")]
    return Cluster(folder, password, etcd, kept, f"redis://127.0.0.1:{redis}/0", nodes)


def replaced(text: str, places: dict[str, object]) -> str:
    """The text with these paths of a real machine replaced, each of which it must have."""
    for before, now in places.items():
        assert before in text, before
        text = text.replace(before, str(now))
    return text


def _node(name: str, folder: Path, account: dict[str, object], password: str, etcd: int) -> Node:
    """What patroni_env.conf has on a machine, and a pgBackRest of its own with the archive of both."""
    port, asked_at = free_port(), free_port()
    pgbackrest = (SHIPPED / "pgbackrest.conf").read_text()
    places = {
        "/srv/backups/postgres": folder / "archive",
        "/var/log/pgbackrest": folder,
        "/var/lib/postgresql/isuwc": folder / name,
        "/var/run/postgresql": folder,
        "pg1-port=5432": f"pg1-port={port}",
    }
    (folder / f"{name}.pgbackrest.conf").write_text(replaced(pgbackrest, places))
    environment = {
        "PGBACKREST_CONFIG": str(folder / f"{name}.pgbackrest.conf"),
        "PGBACKREST_LOCK_PATH": str(folder / "lock"),
        "PATRONI_NAME": name,
        "PATRONI_ETCD3_HOSTS": f"127.0.0.1:{etcd}",
        "PATRONI_RESTAPI_LISTEN": f"127.0.0.1:{asked_at}",
        "PATRONI_RESTAPI_CONNECT_ADDRESS": f"127.0.0.1:{asked_at}",
        "PATRONI_POSTGRESQL_LISTEN": f"127.0.0.1:{port}",
        "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"127.0.0.1:{port}",
        "PATRONI_POSTGRESQL_DATA_DIR": str(folder / name),
        "PATRONI_POSTGRESQL_BIN_DIR": str(system_programs()),
        "PATRONI_POSTGRESQL_PGPASS": str(folder / f"{name}.pgpass"),
        "PATRONI_SUPERUSER_USERNAME": "postgres",
        "PATRONI_SUPERUSER_PASSWORD": password,
        "PATRONI_REPLICATION_USERNAME": "replicator",
        "PATRONI_REPLICATION_PASSWORD": password,
    }
    command = ["patroni", str(folder / "patroni.yml")]
    return Node(name, command, folder, environment, account, port=port, asked_at=asked_at)
