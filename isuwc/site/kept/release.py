"""Which release of the code makes the pages: another one may make others of the same rows."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

FOLDERS = ("events", "isuwc", "news", "standings", "templates")


@cache
def release() -> bytes:
    """A digest of all code, templates, static files and locked packages of this checkout; the same on every machine.

    Raises OSError where a file can't be read.
    """
    root = settings.BASE_DIR
    files = [path for folder in FOLDERS for path in (root / folder).rglob("*") if _is_source(path)]
    digest = blake2b(digest_size=16)
    for path in sorted([*files, root / "requirements-server.txt"]):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.digest()


def _is_source(path: Path) -> bool:
    return path.is_file() and path.parent.name != "__pycache__"
