"""`make reset` removes all of a checkout, and nothing that a site uses."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from isuwc.database.embedded import site_lock
from tests.isuwc.site.programs import ROOT, run


@pytest.fixture
def var() -> Iterator[Path]:
    """A var/ with an embedded database and a picture in it."""
    var = Path("/tmp") / f"isuwc-reset-{os.getpid()}" / "var"
    (var / "media").mkdir(parents=True)
    (var / "media" / "a.jpg").write_bytes(b"picture")
    (var / "static").mkdir()
    (var / "postgres" / "data").mkdir(parents=True)
    yield var
    shutil.rmtree(var.parent)


def reset(var: Path, **environment: str) -> tuple[int, str]:
    done = run("-m", "isuwc.database.embedded.reset", str(var), **environment)
    return done.returncode, done.stderr


def test_reset_removes_pictures_and_collected_files(var):
    assert reset(var, DATABASE_URL="") == (0, "")
    assert not (var / "media").exists()
    assert not (var / "static").exists()
    assert not (var / "postgres").exists()


def test_reset_is_refused_where_pictures_are_without_an_embedded_database(var):
    """A server's own: its service, stopped just now, has its DATABASE_URL from a file that only it reads."""
    shutil.rmtree(var / "postgres")
    status, said = reset(var, DATABASE_URL="")
    assert status == 1
    assert said.startswith("There is no embedded database here; these pictures belong to another site.")
    assert (var / "media" / "a.jpg").exists()
    assert (var / "static").exists()


def test_reset_of_a_new_checkout_has_nothing_to_remove(tmp_path):
    assert reset(tmp_path / "var", DATABASE_URL="") == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_reset_sees_to_its_packages_and_writes_no_settings(tmp_path):
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    command = [shutil.which("make"), "-n", "reset"]
    steps = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert 0 < steps.index("pip install") < steps.index("isuwc.database.embedded.reset var")
    assert "local.env" not in steps


@pytest.mark.parametrize("where", ["environment", "local.env"])
def test_reset_is_refused_where_the_site_uses_another_database(var, where):
    url = "postgres://db.example.org/isuwc"
    if where == "local.env":
        (var / "local.env").write_text(f"DATABASE_URL={url}\n")
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command = [sys.executable, "-m", "isuwc.database.embedded.reset", str(var)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        status, said = done.returncode, done.stderr
    else:
        status, said = reset(var, DATABASE_URL=url)
    assert status == 1
    assert said.startswith("DATABASE_URL is set: the site of this checkout uses another database")
    assert (var / "media" / "a.jpg").exists()


def test_reset_is_refused_while_a_site_runs_whichever_database_it_uses(var):
    hold = "import sys; from pathlib import Path; from isuwc.database.embedded import site_lock; "
    hold += "site_lock.hold(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(var)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as site:
        assert site.stdout.readline() == "held\n"
        refused = reset(var, DATABASE_URL="")
        site.communicate()
    assert refused == (1, "The site is running from this checkout: stop it first. Nothing was removed.\n")
    assert (var / "media" / "a.jpg").exists()
    assert reset(var, DATABASE_URL="") == (0, "")


def test_mark_can_be_held_by_any_account_whatever_the_umask(tmp_path):
    strict = os.umask(0o077)
    try:
        site_lock.hold(tmp_path)
    finally:
        os.umask(strict)
    assert (tmp_path / "site.users").stat().st_mode & 0o777 == 0o644


def test_mark_is_held_by_whoever_may_only_read_it(tmp_path):
    """As the service's account does where root, in an earlier version, made it."""
    mark = tmp_path / "site.users"
    mark.touch(0o444)
    tmp_path.chmod(0o555)
    held = len(site_lock._held)
    site_lock.hold(tmp_path)
    tmp_path.chmod(0o755)
    assert len(site_lock._held) == held + 1


def test_mark_that_can_t_be_held_is_logged_where_something_can_be_lost(tmp_path, caplog):
    site_lock.hold(tmp_path / "nowhere")
    assert caplog.messages == []
    (tmp_path / "site.users").mkdir()
    site_lock.hold(tmp_path)
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "`make reset` can't see that this site runs, and could remove its pictures"
    ]


def test_application_says_that_a_site_runs():
    """Whatever serves it, gunicorn or Django's own server, imports `isuwc.wsgi`."""
    code = "import isuwc.wsgi; from isuwc.database.embedded import site_lock; print(len(site_lock._held))"
    assert run("-c", code, DATABASE_URL="postgres://db.example.org/isuwc").stdout == "1\n"
