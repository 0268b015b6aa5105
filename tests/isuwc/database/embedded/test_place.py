"""Where the embedded Postgres keeps its data and its socket, and whose they are."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from isuwc.database.embedded.place import OUTSIDE, WHEEL, EmbeddedPostgresError, Place, locate, prepare
from tests.isuwc.database.embedded.users import ROOT, execute, join, leave, process, wait_for_end

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else for Postgres")


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
    reset = [sys.executable, "-m", "isuwc.database.embedded.reset", str(place.var)]
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
