"""The triggers of a table whose rows are recorded, as an operation for migrations.

They know the table by the names of its columns alone, so a migration that changes a column's type leaves them be. One
that renames a column that is named here drops them and records the table again.
"""

from collections.abc import Iterable

from django.db.migrations import RunSQL

NAME = "recorded"
NOT_EMPTIED = "never_emptied"


def arguments(
    key: str = "id",
    owner: tuple[str, str] = ("", ""),
    derived: Iterable[str] = (),
    secret: Iterable[str] = (),
    bulky: Iterable[str] = (),
) -> str:
    """As `history_record()` takes them, in SQL."""
    parts = (key, *owner, *(",".join(sorted(names)) for names in (derived, secret, bulky)))
    return ", ".join(f"'{part}'" for part in parts)


def record(
    table: str,
    *,
    key: str = "id",
    owner: tuple[str, str] = ("", ""),
    derived: Iterable[str] = (),
    secret: Iterable[str] = (),
    bulky: Iterable[str] = (),
    removals_only: bool = False,
) -> RunSQL:
    """Record the table's rows from now on.

    `owner` is the table and the column of the row on whose form it is edited; a change of `derived` columns alone is
    none; of `secret` ones only that they changed is kept; `bulky` ones are left out of what is made.
    """
    when = "DELETE" if removals_only else "INSERT OR UPDATE OR DELETE"
    given = arguments(key, owner, derived, secret, bulky)
    return RunSQL(
        f'CREATE TRIGGER {NAME} AFTER {when} ON "{table}" FOR EACH ROW EXECUTE FUNCTION history_record({given});'
        + REFUSE_TRUNCATE
        + refuse_truncate(table),
        f'DROP TRIGGER {NAME} ON "{table}"; DROP TRIGGER IF EXISTS {NOT_EMPTIED} ON "{table}"',
    )


# TRUNCATE fires no trigger of rows, so that nothing could be recorded of it. Replaced, as a table may be recorded
# before or after the migration that added this.
REFUSE_TRUNCATE = """
CREATE OR REPLACE FUNCTION history_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Every change of % is recorded, and TRUNCATE would leave no trace: use DELETE.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


def refuse_truncate(table: str) -> str:
    """In SQL."""
    return (
        f'CREATE TRIGGER {NOT_EMPTIED} BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION history_refuse_truncate();"
    )


# Of the tables that were recorded before these were refused
REFUSE_WHERE_RECORDED = f"""
DO $$
DECLARE
    found regclass;
BEGIN
    FOR found IN
        SELECT tgrelid FROM pg_trigger recorded WHERE tgname = '{NAME}' AND NOT EXISTS (
            SELECT FROM pg_trigger WHERE tgname = '{NOT_EMPTIED}' AND tgrelid = recorded.tgrelid
        )
    LOOP
        EXECUTE format('CREATE TRIGGER {NOT_EMPTIED} BEFORE TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION history_refuse_truncate()', found);
    END LOOP;
END $$;
"""  # noqa: S608 - names of ours
REFUSE_NOWHERE = f"""
DO $$
DECLARE
    found regclass;
BEGIN
    FOR found IN SELECT tgrelid FROM pg_trigger WHERE tgname = '{NAME}' LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS {NOT_EMPTIED} ON %s', found);
    END LOOP;
END $$;
DROP FUNCTION IF EXISTS history_refuse_truncate();
"""  # noqa: S608 - names of ours


# What the setting `isuwc.acting` says, or that it is plain SQL; the entry once made is kept for the transaction.
FIND_ENTRY = """
CREATE FUNCTION history_find_entry() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    acting text := coalesce(current_setting('isuwc.acting', true), '');
    known text := coalesce(current_setting('isuwc.entry', true), '');
    act text := split_part(acting, ' ', 1);
    said jsonb;
    found bigint;
BEGIN
    IF known <> '' AND split_part(known, ' ', 1) = act THEN
        RETURN split_part(known, ' ', 2)::bigint;
    END IF;
    IF act = '' THEN
        INSERT INTO history_entry (made_at, way, what, person, role)
        VALUES (statement_timestamp(), 'sql', '', '', session_user) RETURNING id INTO found;
    ELSE
        said := substr(acting, length(act) + 2)::jsonb;
        INSERT INTO history_entry (key, made_at, way, what, person_id, person, role, takes_back_id)
        VALUES (act, statement_timestamp(), said->>'way', said->>'what', (said->>'person')::bigint, said->>'name', '',
                (said->>'takes_back')::bigint)
        ON CONFLICT (key) DO NOTHING RETURNING id INTO found;
        IF found IS NULL THEN
            SELECT id INTO found FROM history_entry WHERE key = act;
        END IF;
    END IF;
    PERFORM set_config('isuwc.entry', act || ' ' || found, true);
    RETURN found;
END $$;
"""

# Moments are kept in UTC, whatever the zone of the session that writes.
RECORD = """
CREATE FUNCTION history_record() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    derived text[] := string_to_array(TG_ARGV[3], ',');
    secret text[] := string_to_array(TG_ARGV[4], ',');
    bulky text[] := string_to_array(TG_ARGV[5], ',');
    old_row jsonb;
    new_row jsonb;
    the_row jsonb;
    masked text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        old_row := to_jsonb(OLD);
        the_row := old_row;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_row := to_jsonb(NEW);
        the_row := new_row;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, old_row->key), jsonb_object_agg(key, value) INTO old_row, new_row
        FROM jsonb_each(new_row)
        WHERE value IS DISTINCT FROM old_row->key AND key <> ALL (derived);
        IF new_row IS NULL THEN
            RETURN NULL;
        END IF;
    ELSIF TG_OP = 'INSERT' THEN
        new_row := new_row - derived - bulky;
    END IF;
    FOREACH masked IN ARRAY secret LOOP
        IF old_row ? masked THEN
            old_row := jsonb_set(old_row, ARRAY[masked], '"•••"');
        END IF;
        IF new_row ? masked THEN
            new_row := jsonb_set(new_row, ARRAY[masked], '"•••"');
        END IF;
    END LOOP;
    INSERT INTO history_change (entry_id, "table", "row", owner_table, owner_row, deed, before, after, words)
    VALUES (
        history_find_entry(), TG_TABLE_NAME, the_row->>TG_ARGV[0], TG_ARGV[1],
        CASE WHEN TG_ARGV[2] = '' THEN '' ELSE coalesce(the_row->>TG_ARGV[2], '') END,
        CASE TG_OP WHEN 'INSERT' THEN 'made' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END, old_row, new_row, ''
    );
    RETURN NULL;
END $$;
"""

NEVER_CHANGES = """
CREATE FUNCTION history_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history is only added to: it is neither changed nor removed.'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON history_entry
    FOR EACH ROW EXECUTE FUNCTION history_never_changes();
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON history_change
    FOR EACH ROW EXECUTE FUNCTION history_never_changes();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON history_entry
    FOR EACH STATEMENT EXECUTE FUNCTION history_never_changes();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON history_change
    FOR EACH STATEMENT EXECUTE FUNCTION history_never_changes();
"""

FUNCTIONS = FIND_ENTRY + RECORD + NEVER_CHANGES
WITHOUT_FUNCTIONS = """
DROP TRIGGER never_emptied ON history_change;
DROP TRIGGER never_emptied ON history_entry;
DROP TRIGGER never_changes ON history_change;
DROP TRIGGER never_changes ON history_entry;
DROP FUNCTION history_never_changes();
DROP FUNCTION history_record();
DROP FUNCTION history_find_entry();
"""
