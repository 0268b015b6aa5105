"""Backup, restore and reset: always of what the site uses, and never without saying so."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"test_isuwc_backup_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def other(django_db_blocker) -> Iterator[str]:
    """The DATABASE_URL of a database of this test's own, empty."""
    with django_db_blocker.unblock():
        found = connections["default"].get_connection_params()
    server = {key: found[key] for key in ("host", "port", "user", "password") if found.get(key)}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        yield f"postgres:///{DATABASE}?{urlencode(server)}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))


def execute(url: str, query: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def test_backup_is_of_the_database_that_the_site_uses_and_comes_back_whole(other, tmp_path):
    assert run("manage.py", "migrate", "contenttypes", "--verbosity=0", DATABASE_URL=other).returncode == 0
    execute(other, "INSERT INTO django_content_type (app_label, model) VALUES ('kept', 'word')")
    file = tmp_path / "backup.dump"
    done = run("manage.py", "backup", str(file), DATABASE_URL=other)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Dumped the database {DATABASE} on ")
    execute(other, "DELETE FROM django_content_type WHERE app_label = 'kept'")
    refused = run("manage.py", "restore", str(file), DATABASE_URL=other)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"CommandError: This replaces everything in the database {DATABASE} on ")
    restored = run("manage.py", "restore", "--yes", str(file), DATABASE_URL=other)
    assert (restored.returncode, restored.stderr) == (0, "")
    kept = "SELECT model FROM django_content_type WHERE app_label = 'kept'"
    assert execute(other, kept) == [("word",)]
    again = run("manage.py", "backup", str(file), DATABASE_URL=other)
    assert (again.returncode, again.stderr) == (
        1,
        f"CommandError: {file} is there already. Nothing was dumped.\n",
    )


def test_backup_of_an_empty_database_is_refused(other, tmp_path):
    done = run("manage.py", "backup", str(tmp_path / "backup.dump"), DATABASE_URL=other)
    assert done.returncode == 1
    assert done.stderr.startswith(f"CommandError: There is nothing of this site in the database {DATABASE} on ")
    assert list(tmp_path.iterdir()) == []


def test_broken_dump_leaves_the_database_as_it_was(other, tmp_path):
    execute(other, "CREATE TABLE kept AS SELECT 37 AS number")
    (tmp_path / "broken.dump").write_bytes(b"PGDMP and nothing else")
    done = run("manage.py", "restore", "--yes", str(tmp_path / "broken.dump"), DATABASE_URL=other)
    assert done.returncode == 1
    assert done.stderr.endswith("The database is as it was.\n")
    assert execute(other, "SELECT number FROM kept") == [(37,)]


def test_programs_of_the_embedded_server_are_refused_where_the_site_uses_another(tmp_path):
    file = tmp_path / "backup.dump"
    elsewhere = {"DATABASE_URL": "postgres://db.example.org/isuwc"}
    done = run("-m", "isuwc.embedded_postgres.run", "pg_dump", f"--file={file}", **elsewhere)
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL is set: the site uses that database and not the embedded one.")
    assert not file.exists()


@pytest.fixture
def var() -> Iterator[Path]:
    """A var/ with a picture in it."""
    var = Path("/tmp") / f"isuwc-reset-{os.getpid()}" / "var"
    (var / "media").mkdir(parents=True)
    (var / "media" / "a.jpg").write_bytes(b"picture")
    (var / "static").mkdir()
    yield var
    shutil.rmtree(var.parent)


def reset(var: Path, **environment: str) -> tuple[int, str]:
    done = run("-m", "isuwc.embedded_postgres.reset", str(var), **environment)
    return done.returncode, done.stderr


def test_reset_removes_pictures_and_collected_files(var):
    assert reset(var, DATABASE_URL="") == (0, "")
    assert not (var / "media").exists()
    assert not (var / "static").exists()


@pytest.mark.parametrize("where", ["environment", "local.env"])
def test_reset_is_refused_where_the_site_uses_another_database(var, where):
    url = "postgres://db.example.org/isuwc"
    if where == "local.env":
        (var / "local.env").write_text(f"DATABASE_URL={url}\n")
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command = [sys.executable, "-m", "isuwc.embedded_postgres.reset", str(var)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        status, said = done.returncode, done.stderr
    else:
        status, said = reset(var, DATABASE_URL=url)
    assert status == 1
    assert said.startswith("DATABASE_URL is set: the site of this checkout uses another database")
    assert (var / "media" / "a.jpg").exists()


def test_reset_is_refused_while_a_site_runs_whichever_database_it_uses(var):
    hold = "import sys; from pathlib import Path; from isuwc.embedded_postgres import site_lock; "
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


def test_application_says_that_a_site_runs():
    """Whatever serves it, gunicorn or Django's own server, imports `isuwc.wsgi`."""
    code = "import isuwc.wsgi; from isuwc.embedded_postgres import site_lock; print(len(site_lock._held))"
    assert run("-c", code, DATABASE_URL="postgres://db.example.org/isuwc").stdout == "1\n"
