"""The triggers of a table that public pages read, as an operation for migrations."""

from collections.abc import Iterable

from django.db.migrations import RunSQL

_MARK = "hashtextextended(gen_random_uuid()::text, 0)"
_TRANSACTION = "pg_current_xact_id()::text::bigint"
_ADDED = f"""
        INSERT INTO freshness_mark (scope, mark, made_in)
        SELECT scope, {_MARK}, {_TRANSACTION} FROM (SELECT DISTINCT {{scope}} AS scope FROM {{rows}}) found
        ON CONFLICT (scope, made_in) DO NOTHING;"""  # noqa: S608 - names of ours
OF_TRUNCATED = f"""
CREATE FUNCTION freshness_of_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO freshness_mark (scope, mark, made_in) VALUES (TG_ARGV[0], {_MARK}, {_TRANSACTION})
    ON CONFLICT (scope, made_in) DO NOTHING;
    RETURN NULL;
END $$;
"""  # noqa: S608 - names of ours


def function_of(table: str, scope: str) -> str:
    return f"freshness_{scope}_of_{table}"


def watch(table: str, scope: str, *, season: str = "", columns: Iterable[str] = ()) -> RunSQL:
    """Mark the scope whenever the table's rows change from now on.

    `season` makes a scope of each season: an expression for its key and, after " FROM ", the joins that lead there from
    the rows, called `changed`. A row whose season can't be found marks the scope as a whole. Only changes of `columns`
    count if they are given; rows that are added or removed always do.
    """
    function = function_of(table, scope)
    key, _, joins = season.partition(" FROM ")
    named = f"'{scope}' || coalesce(':' || {key}, '')" if season else f"'{scope}'"
    compared = ", ".join(["id", *columns]) if columns else "*"

    def added(rows: str) -> str:
        return _ADDED.format(scope=named, rows=f"{rows} changed {joins}".rstrip())

    old, new = (f"SELECT {compared} FROM {rows}" for rows in ("old_rows", "new_rows"))  # noqa: S608 - names of ours
    differing = f"(({new} EXCEPT {old}) UNION ALL ({old} EXCEPT {new}))"
    if columns and season:  # the joins may need other columns of the rows
        differing = f"(SELECT * FROM new_rows WHERE id IN (SELECT id FROM {differing} differing))"  # noqa: S608 - the same
    made = f"""
CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        {added("new_rows")}
    ELSIF TG_OP = 'DELETE' THEN
        {added("old_rows")}
    ELSE
        {added(differing)}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {scope}_insert AFTER INSERT ON "{table}" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER {scope}_update AFTER UPDATE ON "{table}" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER {scope}_delete AFTER DELETE ON "{table}" REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER {scope}_truncate AFTER TRUNCATE ON "{table}"
    FOR EACH STATEMENT EXECUTE FUNCTION freshness_of_truncated('{scope}');
"""
    return RunSQL(made, _unwatched(table, scope))


def _unwatched(table: str, scope: str) -> str:
    dropped = "".join(
        f'DROP TRIGGER {scope}_{when} ON "{table}";' for when in ("insert", "update", "delete", "truncate")
    )
    return f"{dropped} DROP FUNCTION {function_of(table, scope)}();"
