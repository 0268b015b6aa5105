"""Files of the site are whole or not there: written beside, brought to the disk, then moved to their name.

The names of pictures say what is in them and browsers keep them for a year, so that a half of one would stay for good.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages

NO_ROOM = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EIO,
    errno.ESTALE,
}  # fmt: skip
PART = ".part"  # how the name of a file ends that is being written; it begins with a dot


class WholeFileStorage(FileSystemStorage):
    """A folder in which no name is ever that of a half-written file, whatever kills the process or fills the disk.

    Another storage may take its place in STORAGES: object stores keep a file only once all of it has come.
    """

    def _save(self, name: str, content: "File[Any]") -> str:
        """As Django's: a name that somebody else has taken meanwhile is another one in the end."""
        with self._written_beside(name, content) as part:
            while True:
                try:
                    _name(part, Path(self.path(name)))
                    break
                except FileExistsError:
                    name = self.get_available_name(name)
        self._sync(Path(self.path(name)).parent)
        return name

    def replace(self, name: str, content: "File[Any]") -> None:
        """Under this very name, in place of what is there."""
        with self._written_beside(name, content) as part:
            part.replace(self.path(name))
        self._sync(Path(self.path(name)).parent)

    def parts(self) -> Iterator[Path]:
        """What a process that was killed left of files that it was writing, or is being written just now."""
        root = Path(self.location)
        return (path for path in root.rglob(f".*{PART}") if path.is_file())

    @contextlib.contextmanager
    def _written_beside(self, name: str, content: "File[Any]") -> Iterator[Path]:
        """A file with this content in the folder of that name. Raises OSError, and leaves nothing then."""
        folder = Path(self.path(name)).parent
        folder.mkdir(self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        part = folder / f".{secrets.token_hex(8)}{PART}"
        try:
            with part.open("xb") as file:
                self._fill(file, content)
            yield part
        finally:
            part.unlink(missing_ok=True)

    def _fill(self, file: IO[bytes], content: "File[Any]") -> None:
        for chunk in content.chunks():
            file.write(chunk.encode() if isinstance(chunk, str) else chunk)
        file.flush()
        if self.file_permissions_mode is not None:
            os.fchmod(file.fileno(), self.file_permissions_mode)
        os.fsync(file.fileno())

    def _sync(self, folder: Path) -> None:
        """The folder itself, so that the name is there after a loss of power too."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class PrivateStorage(WholeFileStorage):
    """The same in the folder PRIVATE_ROOT, which no web server serves: its files have no addresses."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> Path:
        return Path(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return str(self.base_location.resolve())

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address.")


def private() -> Storage:
    """Where files are kept that only staff may see."""
    return storages["private"]


def _name(part: Path, path: Path) -> None:
    """Give the file its name. Raises FileExistsError where another file has it."""
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}:
            raise
        # A file system without links, of which some are shared over a network: the look before leaves a moment open.
        if path.exists():
            raise FileExistsError from error
        part.replace(path)


def put(name: str, data: bytes, storage: Storage = default_storage) -> None:
    """The file of that name holds these bytes and no others afterwards. What is there is looked at, not believed."""
    if storage.exists(name):
        with storage.open(name) as file:
            if file.size == len(data) and file.read() == data:
                return
    if isinstance(storage, WholeFileStorage):
        storage.replace(name, ContentFile(data))
        return
    storage.delete(name)
    storage.save(name, ContentFile(data))


def is_full(error: BaseException) -> bool:
    """Whether a file could not be written for want of room, or because disk or folder can't be written to at all."""
    return isinstance(error, OSError) and error.errno in NO_ROOM
