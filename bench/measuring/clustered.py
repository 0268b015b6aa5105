"""The site on a cluster: two web processes with the demo's data, and nginx before both."""

import http.client
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from measuring.clusters import Cluster, cluster
from measuring.fronts import nginx
from measuring.servers import Site, free_port, site


@dataclass
class Front(Site):
    """The site as nginx gives it."""

    @property
    def referer(self) -> str:
        return f"https://localhost:{self.port}/"

    def connected(self, timeout: float) -> http.client.HTTPConnection:
        context = ssl._create_unverified_context()  # noqa: S323 - our own server on loopback
        return http.client.HTTPSConnection("localhost", self.port, timeout=timeout, context=context)


@dataclass
class Whole:
    """All of it, and what the demo said."""

    cluster: Cluster
    sites: list[Site]
    front: Front
    said: str


@contextmanager
def whole(port: int = 0) -> Iterator[Whole]:
    """Two web processes with the demo's data, nginx before both, the cluster behind. It is all gone afterwards."""
    port = port or free_port()
    with cluster() as made, tempfile.TemporaryDirectory(prefix="isuwc-cluster-") as shared:
        settings = {
            "REDIS_URL": made.redis_url,
            "SITE_URL": f"https://localhost:{port}",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "PROXIES": "1",
            "SECOND_FACTOR": "nobody",
            "EMBEDDED_POSTGRES": "false",
            "MEDIA_ROOT": f"{shared}/media",  # as a folder that both machines have
            "PRIVATE_ROOT": f"{shared}/private",
            "STATIC_ROOT": f"{shared}/static",
        }
        for name in ("media", "private"):
            Path(shared, name).mkdir()
        with site(made.url, **settings) as one, site(made.url, **settings) as two:
            one.manage("migrate", "--verbosity=0")
            said = one.manage("demo").stdout
            one.manage("collectstatic", "--noinput", "--verbosity=0")
            for each in (one, two):
                each.start()
            with nginx([one.port, two.port], port=port) as (_, files):
                yield Whole(made, [one, two], Front(one.environment, files.parent / "errors", port), said)
