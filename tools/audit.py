"""`make audit`: whether the locked packages of the site have weaknesses that are known, as pip-audit finds out.

It asks the package index, which has to offer its JSON API: a mirror may not. What could not be asked is counted as
that, never as sound. Ends with 1 for a weakness, with 2 if nothing could be asked, with 0 otherwise.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

AUDITED = "requirements.txt"
PIP_AUDIT = Path(".venv-audit/bin/pip-audit")


def verdict(packages: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code, and what to say, from what pip-audit says of each package."""
    asked = [package for package in packages if "skip_reason" not in package]
    found = [
        f"{package['name']} {package['version']}: {each['id']}, mended in "
        + (", ".join(each["fix_versions"]) or "none yet")
        for package in asked
        for each in package["vulns"]
    ]
    if not asked:
        return 2, [f"Not audited: the package index says nothing about the {len(packages)} packages of {AUDITED}."]
    skipped = len(packages) - len(asked)
    unasked = f" Of {skipped} nothing could be learned." if skipped else ""
    return int(bool(found)), [*found, f"{len(asked)} packages audited, {len(found)} weaknesses known.{unasked}"]


def main() -> int:
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "-r", AUDITED]
    done = subprocess.run([PIP_AUDIT, *options], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"Not audited: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no answer'}")
        return 2
    code, lines = verdict(packages)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
