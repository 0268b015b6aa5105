"""DATABASE_URL taken apart. Pure.

Django-environ's own reader takes a password with a slash in it for a part of the path, drops what follows a #, and
reads a value that begins with $ as another variable's name: none of it is noticed before somebody can't connect.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote

from psycopg.pq import Conninfo

from isuwc.settings.values import OddValueError

FORM = "postgres://user:password@host:5432/database, or postgres://user@/database for the server of this machine"
_ADDRESS = re.compile(r"(?P<scheme>[a-z]+)://(?:(?P<who>.*)@)?(?P<where>[^@/?#]*)/(?P<name>[^?]*)(?:\?(?P<more>.*))?")
# Several servers, of which the site asks for the one that takes changes
_MOST = 9
_WRITES = ("read-write", "primary")
_WHERE = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]]*)(?::(?P<port>[0-9]+))?")
_UNCODED = re.compile(r"[/?#@\[\]\s\"<>^`{|}\\]|%(?![0-9A-Fa-f]{2})")
# What Django itself takes; all else is for libpq. Each name with what its value may be.
_OF_DJANGO = {
    "conn_max_age": "seconds, or none",
    "conn_health_checks": "true or false",
    "disable_server_side_cursors": "true or false",
}


def database(value: str) -> dict[str, Any]:
    """Django's settings of the database. Options of libpq may follow a question mark: ?sslmode=verify-full."""
    found = _ADDRESS.fullmatch(value)
    if found is None:
        raise OddValueError(f"must be an address such as {FORM}.")
    if found["scheme"] not in {"postgres", "postgresql"}:
        raise OddValueError(f"must name a Postgres database: {FORM}.")
    user, password = _who(found["who"] or "")
    hosts, ports = _where(found["where"])
    name = unquote(found["name"])
    if not name or "/" in name or "#" in name:
        raise OddValueError(
            f"must end with the name of one database: {FORM}. Signs such as / ? # @ in a password are written as "
            "%2F %3F %23 %40."
        )
    own, options = _options(found["more"] or "")
    if "hostaddr" in options and "," in hosts:
        raise OddValueError("has several servers and hostaddr: name the servers alone, which are asked in any order.")
    if "," in hosts or "," in options.get("host", ""):
        options.setdefault("target_session_attrs", _WRITES[0])
    if options.get("target_session_attrs", _WRITES[0]) not in _WRITES:
        raise OddValueError(
            f"asks for a server with target_session_attrs={options['target_session_attrs']}, and the site makes "
            f"changes: it must be {' or '.join(_WRITES)}."
        )
    return {
        "ENGINE": "isuwc.database",  # Django's, which waits no longer than a visitor would
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": hosts,
        "PORT": ports,
        "OPTIONS": options,
        **own,
    }


def _where(where: str) -> tuple[str, str]:
    """Host and port as libpq takes them: of several servers as many of both, separated by commas."""
    hosts, ports = [], []
    several = "," in where
    for each in where.split(","):
        found = _WHERE.fullmatch(each)
        if found is None or not 0 < int(found["port"] or 5432) < 65536 or (several and not found["host"]):
            raise OddValueError(
                f"must have a host and, if need be, a number as its port: {FORM}. Several servers are separated by "
                "commas: a:5432,b:5432."
            )
        hosts.append(unquote(found["host"]).strip("[]"))
        ports.append(found["port"] or ("5432" if several else ""))
    servers = list(zip(hosts, ports, strict=True))
    if len(servers) > _MOST or len(set(servers)) < len(servers):
        raise OddValueError(f"must name each server once, and {_MOST} of them at most.")
    return ",".join(hosts), ",".join(ports)


def _who(who: str) -> tuple[str, str]:
    user, _, password = who.partition(":")
    for part, called in ((user, "user"), (password, "password")):
        if odd := _UNCODED.search(part):
            sign = odd.group()[0]
            raise OddValueError(f"has a {called} with the sign {sign!r}, which an address has as %{ord(sign):02X}.")
    return unquote(user), unquote(password)


def _options(more: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What Django takes itself, and the options of libpq."""
    known = {each.keyword.decode() for each in Conninfo.get_defaults()}
    own: dict[str, Any] = {}
    options: dict[str, str] = {}
    for name, value in parse_qsl(more, keep_blank_values=True):
        if name.lower() in _OF_DJANGO:
            own[name.upper()] = _of_django(name.lower(), value)
        elif name in known:
            options[name] = value
        else:
            raise OddValueError(
                f"has the option {name!r}, which is neither one of libpq (such as sslmode, connect_timeout) "
                f"nor one of {', '.join(_OF_DJANGO)}."
            )
    return own, options


def _of_django(name: str, value: str) -> int | bool | None:
    if name == "conn_max_age":
        if value.lower() == "none":
            return None
        if re.fullmatch("[0-9]{1,9}", value):
            return int(value)
    elif value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise OddValueError(f"has {name}={value}, which must be {_OF_DJANGO[name]}.")
