"""Whether this checkout's site uses another database than the embedded one, as DATABASE_URL says."""

import os
from pathlib import Path

import environ


def other_database(var: Path) -> bool:
    """As `manage.py` finds out: from the environment, else from the checkout's own settings in `var/local.env`."""
    if (var / "local.env").is_file():
        environ.Env.read_env(var / "local.env")
    return bool(os.environ.get("DATABASE_URL", "").strip())
