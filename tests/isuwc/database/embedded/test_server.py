"""The embedded server, for real: each test has one of its own in a directory of its own."""

import os
import signal
import subprocess
import sys

from isuwc.database.embedded.server import DATABASE
from tests.isuwc.database.embedded.users import ROOT, USER, execute, join, leave, process, processes, run, wait_for_end


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
