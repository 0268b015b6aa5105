"""A text as searches compare it: words of plain lower-case letters between single spaces.

`unaccent` is not immutable, since its rules may be changed, and so no index may hold what it gives. They are left as they come
with Postgres. The function names the schema of the extension, wherever that was made: a dump is restored with an empty
search path.
"""

from django.db import migrations

FORWARD = r"""
DO $$
DECLARE
    place text := (SELECT nspname FROM pg_extension JOIN pg_namespace found ON found.oid = extnamespace
                   WHERE extname = 'unaccent');
BEGIN
    EXECUTE format($f$
        CREATE FUNCTION plain_words(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $q$ SELECT btrim(regexp_replace(lower(%I.unaccent(words)), '[^[:alnum:]]+', ' ', 'g')) $q$
    $f$, place);
END $$;
"""
REVERSE = "DROP FUNCTION plain_words(text);"


class Migration(migrations.Migration):
    dependencies = [("events", "0055_watched")]
    running_code_goes_on = True

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
