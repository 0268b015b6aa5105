"""What the values of settings mean, and what is said of an odd one. Pure.

Each reader takes the text that an operator wrote and raises OddValueError with the end of a sentence that begins with
the setting's name: “must be true or false, not 'maybe'.” Secrets and addresses that may hold one are never repeated.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
SECRET_LENGTH = 50  # what Django's `check --deploy` asks for
MAKE_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"  # noqa: S105 - a command
_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\]")
_SENDER = re.compile(r"(?:[^<>@]+ <(?P<named>[^<>@\s]+@[^<>@\s]+)>|(?P<bare>[^<>@\s]+@[^<>@\s]+))")


class OddValueError(ValueError):
    """The value can't be used; the message says what would be right."""


def text(value: str) -> str:
    return value


def flag(value: str) -> bool:
    """A boolean that must be spelled as one: an odd value does not mean False."""
    if value.lower() in {"true", "1", "yes", "on"}:
        return True
    if value.lower() in {"false", "0", "no", "off"}:
        return False
    raise OddValueError(f"must be true or false, not {value!r}.")


def number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(value: str) -> int:
        if re.fullmatch(r"-?[0-9]+", value) is None or not least <= int(value) <= most:
            raise OddValueError(f"must be a whole number from {least} to {most}, not {value!r}.")
        return int(value)

    return read


def choice(*values: str) -> Callable[[str], str]:
    """A reader of one of these words, in whatever letters."""

    def read(value: str) -> str:
        if value.lower() not in values:
            raise OddValueError(f"must be {' or '.join(values)}, not {value!r}.")
        return value.lower()

    return read


def level(value: str) -> str:
    """A level of the logs, in whatever letters."""
    if value.upper() not in LEVELS:
        raise OddValueError(f"must be one of {', '.join(LEVELS)}, not {value!r}.")
    return value.upper()


def secret(value: str) -> str:
    """A key that can't be guessed: long, and not one that was copied from an example."""
    if len(value) < SECRET_LENGTH or len(set(value)) < 10 or value.startswith("django-insecure-"):
        raise OddValueError(f"must be at least {SECRET_LENGTH} letters by chance. This makes one: {MAKE_SECRET}")
    return value


def former_secrets(value: str) -> list[str]:
    """Keys that still open what they signed, so that one that can be guessed is as bad as the key itself."""
    return [secret(each) for each in words(value)]


def hosts(value: str) -> list[str]:
    """Names of hosts, separated by commas."""
    found = [host.strip().lower() for host in value.split(",") if host.strip()]
    for host in found:
        if host == "*":
            raise OddValueError("must name the hosts, such as example.org; * would let anybody choose the site's name.")
        if _HOST.fullmatch(host) is None:
            raise OddValueError(
                f"must be names of hosts without https://, port or path, separated by commas, such as "
                f"example.org,www.example.org, not {host!r}."
            )
    if not found:
        raise OddValueError("must be names of hosts, separated by commas, such as example.org,www.example.org.")
    return found


def address(value: str) -> str:
    """The address of a site: scheme and host, perhaps a port, and nothing behind them."""
    wrong = f"must be an address such as https://example.org, not {value!r}."
    try:
        parts = urlsplit(value.rstrip("/"))
        port = parts.port
    except ValueError:
        raise OddValueError(wrong) from None
    host = parts.hostname or ""
    bare = f"[{host}]" if ":" in host else host
    if parts.scheme not in {"http", "https"} or _HOST.fullmatch(bare) is None or bare.startswith("."):
        raise OddValueError(wrong)
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise OddValueError(wrong)
    return f"{parts.scheme}://{bare}" + (f":{port}" if port else "")


def folder(value: str) -> Path:
    """A folder by its whole path: what a relative one means would depend on where a command is typed."""
    if not value.startswith("/"):
        raise OddValueError(f"must be a whole path, from the first slash on, not {value!r}.")
    return Path(value)


def sender(value: str) -> str:
    """An address of e-mail, perhaps with a name: Desk <desk@example.org>."""
    if _SENDER.fullmatch(value) is None:
        raise OddValueError(
            f"must be an address such as newsroom@example.org, or Newsroom <newsroom@example.org>, not {value!r}."
        )
    return value


def mailboxes(value: str) -> list[str]:
    """Bare addresses of e-mail, separated by commas."""
    found = [each.strip() for each in value.split(",") if each.strip()]
    if odd := [each for each in found if (match := _SENDER.fullmatch(each)) is None or not match["bare"]]:
        raise OddValueError(f"must be e-mail addresses, separated by commas; {odd[0]!r} is none.")
    return found


def words(value: str) -> list[str]:
    """Several, separated by commas."""
    return [each.strip() for each in value.split(",") if each.strip()]


def roles(value: str) -> list[str]:
    """Names of roles, separated by commas; `nobody` for none. Whether there are such roles the database knows."""
    return [each for each in words(value) if each != "nobody"]


def contact(value: str) -> str:
    """Where somebody may be reached, as an address for programs."""
    if not value.startswith(("mailto:", "https://", "tel:")):
        raise OddValueError(f"must begin with mailto:, https:// or tel:, not be {value!r}.")
    return value


def hook(value: str) -> str:
    """An address that something is posted to."""
    if urlsplit(value).scheme not in {"http", "https"}:
        raise OddValueError("must begin with https:// or http://.")
    return value


def redis(value: str) -> str:
    """The address of a Redis or Valkey."""
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in {"redis", "rediss"} and bool(parts.hostname) and parts.port != 0 and not parts.query
        is_good = is_good and bool(re.fullmatch("(/[0-9]{0,3})?", parts.path))
    except ValueError:  # an odd port or bracket
        is_good = False
    if not is_good:
        raise OddValueError("must be an address such as redis://:password@host:6379/0, or rediss:// with TLS.")
    return value
