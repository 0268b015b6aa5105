"""The list of all that a backup holds, by which it is known to be whole: `manifest.json` in its folder."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from isuwc.site.management.backups.errors import BackupError, why

NAME = "manifest.json"
DUMP = "database.sql.gz"
FILES = "files"  # the folder with a folder of its own for each storage
FORMAT = 1
CHUNK = 1 << 20

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how far something has come, with a word for what is being done."""

    def __call__(self, items: Sequence[Item], doing: str) -> Iterable[Item]: ...


@dataclass(frozen=True)
class File:
    """By its path in the backup, with slashes."""

    path: str
    size: int  # bytes
    sha256: str

    @property
    def within(self) -> tuple[str, str]:
        """The storage and the name there."""
        _, storage, name = self.path.split("/", 2)
        return storage, name


@dataclass(frozen=True)
class Manifest:
    made_at: str  # ISO 8601, UTC
    site: str
    version: str  # of the site's code
    server: int  # Postgres's own number of its version
    migrations: tuple[str, ...]  # applied ones, `app.name`
    tables: dict[str, int]  # rows of each
    storages: tuple[str, ...]  # whose files are in it, empty ones too
    files: tuple[File, ...]  # the dump too
    format: int = FORMAT

    @property
    def stored(self) -> list[File]:
        """The uploaded files."""
        return [file for file in self.files if file.path != DUMP]

    @property
    def words(self) -> str:
        stored = self.stored
        size = sum(file.size for file in stored) / 1e6
        rows = sum(self.tables.values())
        return f"{len(self.tables)} tables with {rows:,} rows, {len(stored):,} files with {size:,.1f} MB"

    def write(self, folder: Path) -> None:
        (folder / NAME).write_text(json.dumps(dataclasses.asdict(self), indent=1))


def read(folder: Path) -> Manifest:
    """Raises BackupError where there is none, or none that can be believed."""
    if not (folder / NAME).is_file():
        raise BackupError(f"{folder} is no backup: it has no {NAME}.")
    try:
        said = json.loads((folder / NAME).read_text())
        if said["format"] > FORMAT:
            raise BackupError(f"{folder} was made by a newer version of the site, which alone can read it.")
        return _manifest(said)
    except OSError as error:
        raise BackupError(f"{folder / NAME} can't be read: {why(error)}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(f"{folder / NAME} is torn or was changed: {error}.") from error


def _manifest(said: dict[str, Any]) -> Manifest:
    files = tuple(File(**file) for file in said["files"])
    for file in files:
        parts = PurePosixPath(file.path).parts
        if file.path != DUMP and (len(parts) < 3 or parts[0] != FILES or ".." in parts or file.path != "/".join(parts)):
            raise ValueError(f"it names {file.path}")
    if DUMP not in {file.path for file in files}:
        raise ValueError(f"it names no {DUMP}")
    tables = {str(name): int(count) for name, count in said["tables"].items()}
    return Manifest(
        made_at=str(said["made_at"]),
        site=str(said["site"]),
        version=str(said["version"]),
        server=int(said["server"]),
        migrations=tuple(map(str, said["migrations"])),
        tables=tables,
        storages=tuple(map(str, said["storages"])),
        files=files,
    )


def digest(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 of a file. Raises OSError."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            size += len(chunk)
    return size, found.hexdigest()


def check(folder: Path, manifest: Manifest, progress: Progress) -> None:
    """Read every file and compare it. Raises BackupError that names what is missing or was changed."""
    wrong = []
    for file in progress(manifest.files, "checking"):
        try:
            size, found = digest(folder / file.path)
        except OSError as error:
            wrong.append(f"{file.path}: {error.strerror}")
            continue
        if size < file.size:
            wrong.append(f"{file.path}: cut off after {size:,} of {file.size:,} bytes")
        elif (size, found) != (file.size, file.sha256):
            wrong.append(f"{file.path}: changed since it was backed up")
    if wrong:
        more = f"\n… and {len(wrong) - 10} more" if len(wrong) > 10 else ""
        raise BackupError(f"{folder} is not as it was made:\n" + "\n".join(wrong[:10]) + more)
