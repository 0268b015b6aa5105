"""Backups of other servers and of earlier versions."""

from isuwc.site.management.backups.postgres import of_address
from tests.isuwc.site.test_backup import backup, execute, migrated, restored
from tests.isuwc.site.test_backup import other as other  # the fixture


def test_marks_of_pages_are_no_transactions_of_the_server_that_they_come_to(other, tmp_path):
    """A transaction with the number of one of them would be taken for it, and pages would not see what it changed."""
    migrated(other, "freshness")
    execute(other, "INSERT INTO freshness_mark (scope, mark, made_in) VALUES ('news', 5, 900), ('news', 6, 901)")
    made = backup(other, tmp_path)
    for _ in range(2):
        assert restored(other, made, "--yes") == (0, "")
    assert execute(other, "SELECT mark, made_in < 0 FROM freshness_mark ORDER BY mark") == [(5, True), (6, True)]


def test_dump_of_an_earlier_version_is_restored_without_files(other, tmp_path):
    """`backup` once made a file in Postgres's own format."""
    migrated(other)
    file = tmp_path / "backup.dump"
    database = of_address(other)
    database.run("pg_dump", "--format=custom", f"--file={file}")
    execute(other, "INSERT INTO django_content_type (app_label, model) VALUES ('newer', 'word')")
    assert restored(other, file)[1].startswith("CommandError: This replaces everything in the database")
    assert restored(other, file, "--yes") == (0, "")
    assert execute(other, "SELECT model FROM django_content_type WHERE app_label = 'newer'") == []


def test_broken_dump_of_an_earlier_version_leaves_the_database_as_it_was(other, tmp_path):
    execute(other, "CREATE TABLE kept AS SELECT 37 AS number")
    (tmp_path / "broken.dump").write_bytes(b"PGDMP and nothing else")
    status, said = restored(other, tmp_path / "broken.dump", "--yes")
    assert status == 1
    assert said.endswith("The database is as it was.\n")
    assert execute(other, "SELECT number FROM kept") == [(37,)]
