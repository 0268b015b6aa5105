"""Several servers of one database, of which one takes changes: which it is may change at any time.

libpq asks each in turn whether it does (`target_session_attrs`). A machine that is gone costs a new connection its
patience each time, so that the server which was found last is asked first.
"""

from typing import Any

import psycopg

# What a server says of itself with its answers, without being asked
SAYS_NO_CHANGES = (b"in_hot_standby", b"default_transaction_read_only")


class Servers:
    """The order in which a process asks them."""

    def __init__(self) -> None:
        self._last: tuple[str, str] | None = None

    def in_order(self, params: dict[str, Any]) -> dict[str, Any]:
        """Parameters of a connection with the server first that was found last."""
        hosts = str(params.get("host", "")).split(",")
        ports = str(params.get("port", "")).split(",")
        if len(hosts) != len(ports):
            return params
        servers = sorted(zip(hosts, ports, strict=True), key=lambda server: server != self._last)
        return {**params, "host": ",".join(host for host, _ in servers), "port": ",".join(port for _, port in servers)}

    def found(self, connection: "psycopg.Connection[Any]") -> None:
        self._last = (connection.info.host, str(connection.info.port))


def are_several(params: dict[str, Any]) -> bool:
    return "," in str(params.get("host", ""))


def takes_changes(connection: "psycopg.Connection[Any] | None") -> bool:
    """Whether the server took any when it answered last; False without a connection."""
    if connection is None or connection.closed:
        return False
    return all(connection.pgconn.parameter_status(name) != b"on" for name in SAYS_NO_CHANGES)


servers = Servers()
