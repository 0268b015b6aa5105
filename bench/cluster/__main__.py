"""The site on a cluster, on this machine alone, for trial: what docs/cluster.md tells of real machines.

`make cluster` runs it: two Postgres servers under Patroni with synchronous replication, etcd, Redis, two web processes
with the demo's data, and nginx before them. Ctrl-C stops all of it and leaves nothing. It asks once a second what has
happened, and says so.
"""

import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.clustered import Whole, whole
from measuring.clusters import lacking

PACKAGES = "postgresql patroni python3-etcd etcd-server pgbackrest redis-server nginx-light openssl"


def main(port: int) -> None:
    if missing := lacking():
        sys.exit(f"Not here: {missing}.\nOn Debian: apt-get install --no-install-recommends {PACKAGES}")
    signal.signal(signal.SIGTERM, _end)
    print("It takes about a minute and a half.", flush=True)
    try:
        with whole(port) as made:
            show(made, port)
            watch(made)
    except KeyboardInterrupt:
        print("All is stopped, and nothing is left.")


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def show(made: Whole, port: int) -> None:
    print(made.said)
    print(f"https://localhost:{port}/ (nginx, with a certificate that nobody trusts)")
    for number, each in enumerate(made.sites, 1):
        print(f"  web process {number}: process {each.process and each.process.pid}, port {each.port}")
    for node in made.cluster.nodes:
        print(f"  Postgres {node.name}: port {node.port}, Patroni is process {node.process and node.process.pid}")
    for part in (made.cluster.etcd, made.cluster.redis):
        print(f"  {part.name}: process {part.process and part.process.pid}")
    print(f"  all files of it, logs too: {made.cluster.folder}")
    print("Kill what you like and see what happens. Ctrl-C stops all of it.", flush=True)


def watch(made: Whole) -> None:
    before = ""
    while True:
        roles = {"primary": "takes changes", "synchronous": "follows, has all", "replica": "follows"}
        said = "; ".join(
            f"{node.name} {next((words for role, words in roles.items() if node.says(role)), 'does not answer')}"
            for node in made.cluster.nodes
        )
        answers = [f"web process {n} {each.ask('/readyz', timeout=5).status}" for n, each in enumerate(made.sites, 1)]
        said = "; ".join([said, *answers])
        if said != before:
            print(f"{time.strftime('%H:%M:%S')} {said}", flush=True)
        before = said
        time.sleep(1)


if __name__ == "__main__":
    main(int(os.environ.get("PORT", "8000")))
