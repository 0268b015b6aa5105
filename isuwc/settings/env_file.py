"""The file of settings that ENV_FILE names: `var/local.env` of a checkout, `/etc/isuwc/isuwc.env` on a server. Pure.

A line is NAME=value, and the value is all that follows, as it stands: nothing is put in for a $, a backslash escapes
nothing, and a # begins a comment at the beginning of a line alone. Quotation marks around a whole value are left out.
systemd and shells read such files each in a way of their own, so neither reads this one: what the unit, timers and
commands see is the same.
"""

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=(?P<value>.*)")
# What libpq, Python and the system read themselves: not from this file
_OTHERS = re.compile(r"PG[A-Z_]+|PYTHON[A-Z]+|LANG|LC_[A-Z]+|TZ|TMPDIR|(?:HTTPS?|NO)_PROXY|SSL_CERT_(?:FILE|DIR)")


class FileProblemError(Exception):
    """The file can't be used; the message says which line, and why."""


def read(path: Path, known: Iterable[str]) -> dict[str, str]:
    """The values by name. A line that is none, or a name that no setting has, is an error that names the line."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileProblemError(f"ENV_FILE names {path}, and there is no such file.") from None
    except PermissionError:
        raise FileProblemError(f"ENV_FILE names {path}, which this user may not read.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblemError(f"ENV_FILE names {path}, which can't be read: {error}.") from None
    return parse(text, str(path), set(known))


def parse(text: str, where: str, known: set[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise FileProblemError(f"{where}, line {number}: a line is NAME=value, or a comment that begins with #.")
        name, value = found["name"], found["value"].strip()
        if _OTHERS.fullmatch(name):
            raise FileProblemError(
                f"{where}, line {number}: {name} does nothing here, as the site alone reads this file. Say it in the "
                "environment, such as by `systemctl edit isuwc`; options of libpq may stand in DATABASE_URL."
            )
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f" Is {near[0]} meant?" if near else " docs/settings.md lists all."
            raise FileProblemError(f"{where}, line {number}: there is no setting {name}.{meant}")
        if name in values:
            raise FileProblemError(f"{where}, line {number}: {name} stands here a second time.")
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        values[name] = value
    return values
