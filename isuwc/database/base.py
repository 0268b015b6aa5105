"""Django's Postgres backend, which gives up on a server that does not answer while a visitor waits."""

from collections.abc import Generator
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from isuwc.database.outage import outage
from isuwc.database.patience import (
    CONNECTING,
    CONNECTING_FOR_COMMANDS,
    CONNECTING_TO_EACH,
    LOOKING,
    NETWORK,
    SERVER,
    NoAnswerError,
    SilentError,
    limit,
    limited,
    patience,
)
from isuwc.database.servers import are_several, servers, takes_changes

# What of the parameters says where the server is
WHERE = ("host", "hostaddr", "port", "service", "sslmode")


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        """With the limits; what DATABASE_URL says of its own goes first, and behind other `options`."""
        params = {**NETWORK, **super().get_connection_params()}
        if limit() is None:
            return {"connect_timeout": CONNECTING_FOR_COMMANDS, **params}
        ours = " ".join(f"-c {name}={value}" for name, value in SERVER.items())
        params["options"] = f"{ours} {params.get('options', '')}".strip()
        return {"connect_timeout": CONNECTING_TO_EACH if are_several(params) else CONNECTING, **params}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if limit() is None:
            return self._watched(self._connected(conn_params))
        with outage.trying():
            return self._watched(self._connected(conn_params))

    def is_usable(self) -> bool:
        """Django asks this before a kept connection is used again. One to a server that takes no changes any more is
        opened anew, as another server may have taken over."""
        with patience(LOOKING):
            return bool(super().is_usable()) and takes_changes(self.connection)

    def _connected(self, params: dict[str, Any]) -> Any:
        if not are_several(params):
            return super().get_new_connection(params)
        connection = super().get_new_connection(servers.in_order(params))
        servers.found(connection)
        return connection

    def _watched(self, connection: "psycopg.Connection[Any]") -> "psycopg.Connection[Any]":
        wait = connection.wait

        def is_alive() -> bool:
            where = {key: connection.info.get_parameters().get(key) for key in WHERE}
            said = make_conninfo("", **{key: value for key, value in where.items() if value}, connect_timeout=2)
            return PGconn.ping(said.encode()) != Ping.NO_RESPONSE

        def wait_within(generator: Generator[Any, Any, Any], *arguments: Any, **options: Any) -> Any:
            at_most = limit()
            if at_most is None:
                return wait(generator, *arguments, **options)
            try:
                return wait(limited(generator, at_most, is_alive), *arguments, **options)
            except NoAnswerError as error:
                if isinstance(error, SilentError):
                    outage.begins()
                connection.pgconn.finish()
                raise

        connection.wait = wait_within  # type: ignore[method-assign,assignment] # Django has no setting for another class
        return connection
