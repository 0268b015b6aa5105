"""Removes the data of a checkout's site: `python -m isuwc.database.embedded.reset VAR`. Refuses while it is in use.

It removes the embedded database, the pictures and the collected static files, and keeps the settings in `local.env`.
"""

import fcntl
import os
import shutil
import sys
from pathlib import Path

from isuwc.database.embedded import site_lock
from isuwc.database.embedded.other import other_database
from isuwc.database.embedded.place import locate

MADE = ("media", "private", "static")  # beside the database


def main(var: Path) -> int:
    if other_database(var):
        return _refuse(
            "DATABASE_URL is set: the site of this checkout uses another database, whose pictures these are. "
            "Nothing was removed. Unset it, here and in var/local.env, to remove the embedded database and what is in "
            "var/."
        )
    if not var.is_dir():
        return 0
    if not site_lock.take_alone(var):
        return _refuse("The site is running from this checkout: stop it first. Nothing was removed.")
    place = locate(var)
    # DATABASE_URL may be set only for a service: pictures without an embedded database belong to that one's site
    if not place.data.exists() and any((var / name).exists() for name in MADE):
        return _refuse(
            "There is no embedded database here; these pictures belong to another site. Nothing was removed. "
            f"If they are nobody's, remove {', '.join(str(var / name) for name in MADE)} by hand."
        )
    users = os.open(place.users_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        # Granted only if there is neither a user nor a keeper that is still stopping
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _refuse("The database is in use: stop the site (and whatever else runs here) first.")
    for folder in (place.home, place.socket_dir, *(var / name for name in MADE)):
        if folder.exists():
            shutil.rmtree(folder)
    if place.link.is_symlink():
        place.link.unlink()
    return 0


def _refuse(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
