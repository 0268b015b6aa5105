"""A Postgres server and a served site of a trial's own, which it may stop, freeze and destroy."""

import http.client
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SIGN_IN = """
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
client = Client()
user, made = User.objects.get_or_create(username="{name}", defaults={{"is_staff": True, "is_superuser": True}})
client.force_login(user)
print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
PATIENCE = 120  # seconds in which something has to start, on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Postgres:
    """A cluster in a folder of its own, on a free port of loopback, under an account that is not root."""

    programs: Path
    folder: Path
    port: int
    password: str
    process: subprocess.Popen[bytes] | None = None

    @property
    def account(self) -> dict[str, object]:
        if os.geteuid():
            return {}
        user = pwd.getpwnam("postgres")
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def url(self, database: str = "isuwc", password: str = "") -> str:
        return f"postgres://isuwc:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        secret = self.folder / "password"
        secret.write_text(self.password)
        if self.account:
            for path in (self.folder, secret):
                os.chown(path, self.account["user"], self.account["group"])
        self.run("initdb", "-D", "data", "-U", "isuwc", "-A", "scram-sha-256", "--pwfile=password", "-E", "UTF8",
                 "--locale=C.UTF-8")  # fmt: skip
        secret.unlink()

    def run(self, program: str, *arguments: str) -> None:
        command = [self.programs / program, *arguments]
        done = subprocess.run(command, cwd=self.folder, check=False, capture_output=True, text=True, **self.account)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)

    def start(self) -> None:
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories= -c shared_buffers=64MB"
        )
        log = (self.folder / "log").open("ab")
        command = [self.programs / "postgres", "-D", "data", *options.split(" ")]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self.account)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    sys.exit("The trial's Postgres does not start.")
                time.sleep(0.1)
            else:
                return

    def stop(self, how: int = signal.SIGINT) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(timeout=PATIENCE)
            self.process = None

    def signal_all(self, number: int) -> None:
        """To the server and every process of it, its children, and to nothing else."""
        assert self.process
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in [self.process.pid, *map(int, children)]:
            os.kill(pid, number)

    def execute(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)


def system_programs() -> Path | None:
    """Debian's newest server programs, where any are installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgres(programs: Path) -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="isuwc-trial-"))
    folder.chmod(0o755)
    server = Postgres(programs, folder / "postgres", free_port(), secrets.token_urlsafe(12))
    try:
        server.make()
        server.start()
        yield server
    finally:
        if server.process and server.process.poll() is None:
            server.signal_all(signal.SIGCONT)
            server.stop()
        shutil.rmtree(folder)


@dataclass
class Answer:
    """What came, how long it took, and its text; 0 for no answer."""

    status: int
    seconds: float
    text: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """This checkout served with an environment of its own."""

    environment: dict[str, str]
    log: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    def manage(self, *command: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env={**self.environment, **more}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if check and done.returncode:
            sys.exit(done.stdout + done.stderr)
        return done

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--workers", "2", "--threads", "4"],
                cwd=ROOT, env=self.environment, stderr=log, stdout=log,
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while self.ask("/healthz").status != 200:
            if time.monotonic() > until:
                sys.exit(f"The site does not start: {self.log.read_text()[-2000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=PATIENCE)
            self.process = None

    @property
    def referer(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def connected(self, timeout: float) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(
        self,
        path: str,
        form: dict[str, str] | None = None,
        timeout: float = 120,
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Answer:
        """As one browser, with its cookies."""
        begun = time.monotonic()
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept": "text/html",
        }
        body, kind = None, ""
        if form is not None:
            body, kind = multipart(form, files) if files else (urlencode(form), "application/x-www-form-urlencoded")
            headers |= {"Content-Type": kind, "Referer": self.referer}
        asked = self.connected(timeout)
        try:
            asked.request("POST" if form is not None else "GET", path, body, headers)
            response = asked.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, time.monotonic() - begun, str(error))
        finally:
            asked.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, time.monotonic() - begun, text, dict(response.headers))

    def sign_in(self, name: str) -> None:
        """As an administrator of that name, without a password: what hashing costs is no trial's subject."""
        said = self.manage("shell", "--verbosity=0", "-c", SIGN_IN.format(name=name))
        name, value = said.stdout.split()[-2:]
        self.cookies[name] = value

    def hidden(self, page: str) -> dict[str, str]:
        """The hidden fields of a page's forms."""
        return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))


def multipart(form: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """A body and its kind, as browsers send a form with files."""
    mark = secrets.token_hex(16)
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in form.items()]
    for field_name, (name, data) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{field_name}"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


@contextmanager
def site(database_url: str, **more: str) -> Iterator[Site]:
    """Not served yet: `start` does that. Its folders go with it."""
    with tempfile.TemporaryDirectory(prefix="isuwc-trial-") as folder:
        port = free_port()
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "PORT": str(port),
            "SITE_URL": f"http://127.0.0.1:{port}",
            "DEBUG": "false",
            **more,
        }
        Path(folder, "media").mkdir()
        this = Site(environment, Path(folder) / "log", port)
        try:
            yield this
        finally:
            this.stop()


def words(answer: Answer) -> str:
    """The page's headline, or its first line."""
    headlines = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
    plain = re.sub(r"<[^>]+>|\s+", " ", headlines[-1] if headlines else answer.text[:200])
    return " ".join(plain.split())
