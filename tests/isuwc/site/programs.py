"""Programs of this checkout, run from the tests."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(*command: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """With what is typed as its standard input."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
