"""nginx in front of a trial's site, as deploy/nginx.conf has it."""

import http.client
import re
import signal
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from measuring.servers import ROOT, free_port

ENCODINGS = "gzip, deflate, br, zstd"


def ask(port: int, path: str, is_secure: bool, encodings: str = "") -> tuple[int, str]:
    context = ssl._create_unverified_context()  # noqa: S323 - our own server on loopback
    kind = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
    asked = kind("localhost", port, timeout=20, **({"context": context} if is_secure else {}))
    headers = {"X-Forwarded-Proto": "https", "Accept-Encoding": encodings or "identity"}
    try:
        asked.request("GET", path, headers=headers)
        response = asked.getresponse()
        return response.status, response.read().decode("latin-1")
    finally:
        asked.close()


@contextmanager
def nginx(
    sites: Sequence[int], headers: str = "", port: int = 0, connections: int = 2048, is_limited: bool = False
) -> Iterator[tuple[int, Path]]:
    """The port of an nginx with the shipped configuration before the site, which is served at each of these ports of
    `sites`, and the folder of its files under /file/, which have these headers besides. Each of its processes, one a
    core, has at most so many connections. What one address may ask for is not limited unless asked for: all who ask
    here have the same."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "files").mkdir()
        subprocess.run(
            ["openssl",  # noqa: S607 - whichever is installed
              "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "cert", "-days", "2",
             "-subj", "/CN=localhost"], cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        shipped = (ROOT / "deploy" / "nginx.conf").read_text()
        for before, now in {
            "unix:/run/isuwc/site.sock": " fail_timeout=0; server ".join(f"127.0.0.1:{each}" for each in sites),
            "/etc/isuwc/tls/fullchain.pem": f"{folder}/cert",
            "/etc/isuwc/tls/privkey.pem": f"{folder}/key",
            "/var/lib/nginx/isuwc": f"{folder}/kept",
            "/var/log/nginx/isuwc.log isuwc": "off",
            "/srv/isuwc/current/deploy/pages": str(ROOT / "deploy" / "pages"),
            "example.org": "localhost",
            "listen 443": f"listen 127.0.0.1:{port}",
            "Host $host;": "Host $host:$server_port;",  # browsers say where a form comes from, with the port
            "proxy_http_version": f"location /file/ {{ alias {folder}/files/; default_type text/html;"
            f" {headers} open_file_cache max=100; }}\n    proxy_http_version",
        }.items():
            assert before in shipped, before
            shipped = shipped.replace(before, now)
        if not is_limited:
            shipped = re.sub(
                r"^ *limit_req zone=isuwc_(readers|searchers|typing) .*\n", "", shipped, flags=re.MULTILINE
            )
        shipped = re.sub(r"^ *listen (80|\[).*\n", "", shipped, flags=re.MULTILINE)
        own = shipped.split("server {")
        # Of its servers the one for the site, and that for foreign hosts; that of port 80 has nothing to listen on
        shipped = "server {".join(part for part in own if "acme-challenge" not in part)
        (folder / "nginx.conf").write_text(
            f"pid {folder}/pid; error_log {folder}/errors; worker_processes auto;\n"
            f"worker_rlimit_nofile {max(4096, 2 * connections)};\n"
            f"events {{ worker_connections {connections}; }}\n"
            f"http {{ include /etc/nginx/mime.types; sendfile on; keepalive_requests 10000000;\n{shipped}\n}}\n"
        )
        command = ["nginx", "-p", made, "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]
        process = subprocess.Popen(command)
        try:
            time.sleep(1)
            assert process.poll() is None, (folder / "errors").read_text()
            yield port, folder / "files"
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=30)
