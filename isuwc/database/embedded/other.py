"""Whether DATABASE_URL gives this checkout's site another database than the embedded one."""

import os
from pathlib import Path

import environ


def other_database(var: Path) -> bool:
    """Looks where `manage.py` does: in the environment, or else in the checkout's `var/local.env`."""
    if (var / "local.env").is_file():
        environ.Env.read_env(var / "local.env")
    return bool(os.environ.get("DATABASE_URL", "").strip())
