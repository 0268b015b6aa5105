"""How commands show what they do with a backup."""

from collections.abc import Iterable, Sequence

from tqdm import tqdm

from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.manifest import Item, Manifest
from isuwc.site.management.backups.rehearsal import Rehearsed

SHOWN = 10  # pages that differ


def progress(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """A bar, where somebody looks: not in the log of a timer."""
    shown: Iterable[Item] = tqdm(items, desc=doing, leave=False, disable=None)
    return shown


def rehearsed(manifest: Manifest, found: Rehearsed) -> str:
    """What came of a rehearsal. Raises BackupError where anything differs."""
    said = f"Restored the backup of {manifest.made_at} beside the site: {manifest.words}."
    compared = f"{found.compared:,} pages and files compared, {found.bytes / 1e6:,.1f} MB"
    if not found.different:
        return f"{said}\n{compared}: all equal, byte by byte."
    lines = "\n".join(found.different[:SHOWN])
    since = (
        f"\nThe site has changed since ({found.changes_since} entries of the history)." if found.changes_since else ""
    )
    raise BackupError(f"{said}\n{compared}, {len(found.different)} differ:\n{lines}{since}")
