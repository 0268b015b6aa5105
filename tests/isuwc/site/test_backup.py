"""`backup` and `restore` as commands: always of the database that the site uses, and never without saying so."""

import json
import os
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from isuwc.site.management.backups import dump, rehearsal
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.postgres import of_address
from tests.isuwc.site.commands import command, using_address
from tests.isuwc.site.empty_databases import empty, execute
from tests.isuwc.site.programs import run

DATABASE = f"test_isuwc_backup_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture
def other(django_db_blocker) -> Iterator[str]:
    with empty(DATABASE, django_db_blocker) as url, django_db_blocker.unblock():
        yield url


@pytest.fixture
def media(tmp_path) -> Path:
    folder = tmp_path / "media"
    folder.mkdir()
    return folder


def backup(url: str, folder: Path) -> Path:
    """The backup that the command made there of the database of that address and no files."""
    (folder / "none").mkdir(exist_ok=True)
    assert command(url, folder / "none", "backup", str(folder / "backups")) == (0, "")
    return max((folder / "backups").glob("isuwc-*"))


def restored(url: str, made: Path, *options: str) -> tuple[int, str]:
    none = made.parent.parent / "none"
    none.mkdir(exist_ok=True)
    return command(url, none, "restore", *options, str(made))


def test_backup_is_of_the_database_that_the_site_uses_and_of_its_files_and_comes_back_whole(other, media, tmp_path):
    site = {"DATABASE_URL": other, "MEDIA_ROOT": str(media)}
    migrated(other)
    execute(other, "INSERT INTO django_content_type (app_label, model) VALUES ('kept', 'word')")
    (media / "photos").mkdir()
    (media / "photos" / "a.jpg").write_bytes(b"picture")
    done = run("manage.py", "backup", str(tmp_path / "backups"), **site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Backed up the database {DATABASE} on ")
    assert re.search(r": \d+ tables with [\d,]+ rows, 1 files with 0\.0 MB\.\n$", done.stdout)
    (made,) = (tmp_path / "backups").glob("isuwc-*")
    execute(other, "DELETE FROM django_content_type WHERE app_label = 'kept'")
    (media / "photos" / "a.jpg").unlink()
    (media / "photos" / "b.jpg").write_bytes(b"another")
    refused = run("manage.py", "restore", str(made), **site)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"CommandError: This replaces everything in the database {DATABASE} on ")
    assert refused.stderr.endswith(f"and the files in {media}. Nothing was done. Add --yes to confirm.\n")
    done = run("manage.py", "restore", "--yes", str(made), **site)
    assert (done.returncode, done.stderr) == (0, "")
    assert execute(other, "SELECT model FROM django_content_type WHERE app_label = 'kept'") == [("word",)]
    assert [(path.name, path.read_bytes()) for path in media.rglob("*.jpg")] == [("a.jpg", b"picture")]


def relations(url: str) -> list[tuple]:
    """What is in the schema, by kind and name."""
    return execute(
        url,
        "SELECT 'relation', relkind::text, relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "UNION SELECT 'routine', prokind::text, proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
        "UNION SELECT 'type', typtype::text, typname::text FROM pg_type WHERE typnamespace = 'public'::regnamespace "
        "ORDER BY 1, 2, 3",
    )


def migrated(url: str, app: str = "contenttypes") -> None:
    with using_address(url):
        call_command("migrate", app, verbosity=0)


def test_older_dump_takes_the_place_of_all_that_came_after_it(other, tmp_path):
    """Newer tables refer to older ones and would be in the way of `migrate`, as would what else a migration makes."""
    migrated(other)
    made = backup(other, tmp_path)
    before = relations(other)
    migrated(other, "auth")
    for newer in (
        "CREATE TYPE medal AS ENUM ('gold', 'silver')",
        "CREATE TYPE pair AS (one integer, other integer)",
        "CREATE DOMAIN lap AS integer CHECK (VALUE > 0)",
        'CREATE TABLE "Newer one" (id bigint GENERATED ALWAYS AS IDENTITY, lap lap, medal medal, '
        "kind integer REFERENCES django_content_type)",
        "CREATE VIEW kinds AS SELECT app_label FROM django_content_type",
        "CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM django_content_type",
        "CREATE SEQUENCE bibs",
        "CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER told BEFORE INSERT ON django_content_type FOR EACH ROW EXECUTE FUNCTION told()",
        "CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer)",
    ):
        execute(other, newer)
    assert restored(other, made, "--yes") == (0, "")
    assert relations(other) == before
    migrated(other, "auth")


def test_whole_site_comes_back_from_its_dump(db, other, tmp_path):
    """Into an empty database, and over itself."""
    said = connections["default"].get_connection_params()
    server = {key: said[key] for key in ("host", "port", "user", "password") if said.get(key)}
    site = f"postgres:///{said['dbname']}?{urlencode(server)}"
    made = backup(site, tmp_path)
    for options in ((), ("--yes",)):
        assert restored(other, made, *options) == (0, "")
        assert relations(other) == relations(site)


def test_extensions_stay_and_missing_ones_are_made(other, tmp_path):
    """As they are: to drop one, or to comment on it, one must own it."""
    execute(other, "CREATE EXTENSION btree_gist")
    execute(other, "CREATE EXTENSION unaccent")
    migrated(other)
    made = backup(other, tmp_path)
    execute(other, "DROP EXTENSION unaccent")
    execute(other, "CREATE EXTENSION pg_trgm")
    extensions = "SELECT extname::text, oid FROM pg_extension"
    before = dict(execute(other, extensions))
    assert restored(other, made, "--yes") == (0, "")
    after = dict(execute(other, extensions))
    assert set(after) == {"plpgsql", "btree_gist", "pg_trgm", "unaccent"}
    assert {name: oid for name, oid in after.items() if name != "unaccent"} == before


@pytest.fixture
def site_role(other) -> Iterator[str]:
    """The DATABASE_URL of a role that owns the database's schema and may make things in it, but is not a superuser."""
    role = f"{DATABASE}_site"
    execute(other, f"DROP ROLE IF EXISTS {role}")
    execute(other, f"CREATE ROLE {role} LOGIN")
    execute(other, f"GRANT ALL ON SCHEMA public TO {role}")
    yield other.replace(f"user={conninfo_to_dict(other)['user']}", f"user={role}")
    execute(other, f"DROP OWNED BY {role}")
    execute(other, f"DROP ROLE {role}")


def test_extension_of_another_role_is_no_hindrance(other, site_role, tmp_path):
    execute(other, "CREATE EXTENSION pg_trgm")
    migrated(site_role)
    made = backup(site_role, tmp_path)
    before = relations(other)
    assert restored(site_role, made, "--yes") == (0, "")
    assert relations(other) == before


def test_dump_that_fails_at_its_end_changes_nothing(other, tmp_path):
    """Here: with a table of another schema, which is there already."""
    execute(other, "CREATE SCHEMA beside")
    execute(other, "CREATE TABLE beside.words AS SELECT 37 AS number")
    migrated(other)
    made = backup(other, tmp_path)
    execute(other, "INSERT INTO django_content_type (app_label, model) VALUES ('kept', 'word')")
    status, said = restored(other, made, "--yes")
    assert status == 1
    assert 'schema "beside" already exists' in said
    assert execute(other, "SELECT model FROM django_content_type WHERE app_label = 'kept'") == [("word",)]


def test_backup_of_an_empty_database_is_refused(other, tmp_path):
    status, said = command(other, tmp_path / "none", "backup", str(tmp_path / "backups"))
    assert status == 1
    assert said.startswith(f"CommandError: There is nothing of this site in the database {DATABASE} on ")
    assert list(tmp_path.iterdir()) == []


class Chat(BaseHTTPRequestHandler):
    """Who answers slowly, as hooks far away do."""

    def do_POST(self):
        time.sleep(0.3)
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"])
        self.send_response(204)
        self.end_headers()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("backup", "[isuwc] The backup failed\nThere is nothing of this site in"),
        ("rehearse", "[isuwc] The rehearsal of a backup failed\nThere is no backup in"),
    ],
)
def test_failed_one_is_told_to_the_hook_before_the_command_ends(other, tmp_path, command, told):
    server = HTTPServer(("127.0.0.1", 0), Chat)
    server.told = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "backups").mkdir()
    hook = f"http://127.0.0.1:{server.server_port}/"
    done = run("manage.py", command, str(tmp_path / "backups"), DATABASE_URL=other, ERROR_HOOK=hook)
    server.shutdown()
    server.server_close()
    assert done.returncode == 1
    assert [each[: len(told)] for each in server.told] == [told]


def test_what_a_killed_rehearsal_left_goes_and_nothing_else_does(other, monkeypatch):
    database = of_address(other)
    execute(other, "CREATE TABLE somebody_s (number int)")
    with pytest.raises(BackupError, match="is not empty"), rehearsal._given(database):
        pass
    execute(other, "DROP TABLE somebody_s")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt), rehearsal._given(database):
        execute(other, "CREATE TABLE restored (number int)")

        def killed(database):
            raise KeyboardInterrupt

        patched.setattr(dump, "clear", killed)
    assert not dump.is_empty(database)
    with rehearsal._given(database):
        assert dump.is_empty(database)
    assert dump.is_empty(database)


def test_row_fewer_than_the_manifest_says_stops_the_restore_and_nothing_changes(other, tmp_path):
    migrated(other)
    made = backup(other, tmp_path)
    said = json.loads((made / "manifest.json").read_text())
    said["tables"]["django_content_type"] += 1
    (made / "manifest.json").write_text(json.dumps(said))
    execute(other, "INSERT INTO django_content_type (app_label, model) VALUES ('newer', 'word')")
    status, words = restored(other, made, "--yes")
    assert status == 1
    assert "table django_content_type has not the" in words
    assert execute(other, "SELECT model FROM django_content_type WHERE app_label = 'newer'") == [("word",)]


def test_wrong_password_is_said_without_a_traceback(other, tmp_path):
    """Here: a role that is not there."""
    nobody = other.replace(f"user={conninfo_to_dict(other)['user']}", "user=nobody_of_that_name")
    done = run("manage.py", "backup", str(tmp_path / "backups"), DATABASE_URL=nobody)
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")
    assert "nobody_of_that_name" in done.stderr
    assert "Traceback" not in done.stderr


def test_programs_of_the_embedded_server_are_refused_where_the_site_uses_another(tmp_path):
    file = tmp_path / "backup.dump"
    elsewhere = {"DATABASE_URL": "postgres://db.example.org/isuwc"}
    done = run("-m", "isuwc.database.embedded.run", "pg_dump", f"--file={file}", **elsewhere)
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL is set: the site uses that database and not the embedded one.")
    assert not file.exists()


def test_of_several_servers_the_one_is_asked_that_takes_changes():
    said = [of_address(f"postgres://u@{where}/x").parameters.get("target_session_attrs") for where in ("a", "a,b")]
    assert said == [None, "read-write"]
