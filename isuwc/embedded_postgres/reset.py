"""Remove a checkout's embedded database: `python -m isuwc.embedded_postgres.reset VAR`. Refuses while it is in use."""

import fcntl
import os
import shutil
import sys
from pathlib import Path

from isuwc.embedded_postgres.place import locate


def main(var: Path) -> int:
    place = locate(var)
    users = os.open(place.users_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        # Granted once neither a user nor a keeper that is stopping is left.
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write("The database is in use: stop the site (and whatever else runs here) first.\n")
        return 1
    for folder in (place.home, place.socket_dir):
        if folder.exists():
            shutil.rmtree(folder)
    if place.link.is_symlink():
        place.link.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
