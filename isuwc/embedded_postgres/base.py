"""Django's Postgres backend on the embedded server, which the first connection of a process starts."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from isuwc.embedded_postgres.place import EmbeddedPostgresError
from isuwc.embedded_postgres.server import ROLE, ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        try:
            place = ensure_running(settings.VAR_DIR)
        except EmbeddedPostgresError as error:
            raise ImproperlyConfigured(str(error)) from error
        return {**params, "host": str(place.socket_dir), "user": ROLE}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            # Its keeper may just have been killed: have it started anew, and try once more.
            return super().get_new_connection(self.get_connection_params())
