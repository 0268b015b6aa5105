"""Django's Postgres backend for the embedded server, which is started when a process first connects."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import client
from django.db.utils import OperationalError

from isuwc.database import base
from isuwc.database.embedded.place import EmbeddedPostgresError, Place
from isuwc.database.embedded.server import address, ensure_running


def _server() -> Place:
    try:
        return ensure_running(settings.VAR_DIR)
    except EmbeddedPostgresError as error:
        raise ImproperlyConfigured(str(error)) from error


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the wheel's own psql."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Any
    ) -> tuple[list[str], dict[str, str] | None]:
        place = _server()
        there = {name.upper(): value for name, value in address(place).items()}
        arguments, environment = super().settings_to_cmd_args_env({**settings_dict, **there}, parameters)
        return [str(place.installation / "bin" / "psql"), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), **address(_server())}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            # The keeper may just have been killed: start the server again and retry once
            return super().get_new_connection(self.get_connection_params())
