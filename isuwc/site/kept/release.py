"""Which release of the code makes the pages: another one may make others of the same rows."""

from functools import cache
from hashlib import blake2b

from django.conf import settings

KINDS = {".py", ".html", ".xml", ".txt", ".css", ".js"}
FOLDERS = ("events", "isuwc", "news", "standings", "templates")


@cache
def release() -> bytes:
    """A digest of all code, templates, styles and locked packages of this checkout; the same on every machine."""
    root = settings.BASE_DIR
    files = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in KINDS]
    digest = blake2b(digest_size=16)
    for path in sorted([*files, root / "requirements-server.txt"]):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.digest()
