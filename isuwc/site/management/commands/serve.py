"""Serves the site with gunicorn, as `make run` does. On a server gunicorn can also be run directly."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from isuwc.database.embedded import site_lock
from isuwc.site.management.serving import IN_TIME, Server
from isuwc.site.monitoring.gunicorn_log import SiteLogger


class Command(BaseCommand):
    help = "Serve the site on PORT (8000). Stops on SIGINT and SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, help="instead of PORT")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--workers", type=int, default=settings.WORKERS, help="processes (WORKERS)")
        parser.add_argument("--threads", type=int, default=4, help="threads of each process (4)")
        parser.add_argument(
            "--successor", default="", help="the program that SIGUSR2 starts, instead of this one again"
        )
        parser.add_argument(
            "--in-time", type=float, default=IN_TIME, help=f"seconds that a successor has to be ready ({IN_TIME})"
        )

    def handle(
        self, *, host: str, port: int | None, workers: int, threads: int, successor: str, in_time: float, **options: Any
    ) -> None:
        if port not in {None, settings.PORT}:
            # Settings, perhaps SITE_URL among them, were made for another port: start again with the right one
            os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PORT": str(port)})  # noqa: S606
        if not {"LISTEN_FDS", "GUNICORN_FD"} & os.environ.keys():  # else sockets are handed to this process
            self.refuse_taken_port(host)
        if settings.IS_SERVER and not (settings.STATIC_ROOT / "staticfiles.json").is_file():
            raise CommandError(f"{settings.STATIC_ROOT} has no styles and scripts: collectstatic collects them.")
        site_lock.hold(settings.VAR_DIR)
        if settings.DATABASES["default"]["ENGINE"] == "isuwc.database.embedded":
            # Workers come and go; it runs as long as this process is connected as one of its users
            connection.ensure_connection()
            connection.close()
        Server(
            {
                "bind": f"{host}:{settings.PORT}",
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "graceful_timeout": 75,  # as long as nginx waits for an answer
                "accesslog": None,
                "loglevel": "warning",
                "logger_class": SiteLogger,
                "forwarded_allow_ips": "127.0.0.1",
                "forwarder_headers": "",  # SCRIPT_NAME and PATH_INFO are not headers that a visitor may set
                "control_socket_disable": True,  # its default path is in the home folder, the same for every checkout
            },
            successor,
            in_time,
        ).run()

    def refuse_taken_port(self, host: str) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} of {host} can't be had ({error.strerror}). PORT=8010 make run takes another."
                ) from None
