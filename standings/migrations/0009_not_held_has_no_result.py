"""A race that was not held has no result."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION standings_not_held_has_no_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'events_race' THEN
        IF EXISTS (SELECT FROM standings_result WHERE race_id = NEW.id) THEN
            RAISE EXCEPTION 'race % has a result, so it was held', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'race_not_held_has_no_result';
        END IF;
    ELSIF EXISTS (SELECT FROM events_race WHERE id = NEW.race_id AND result_state = 'not-held') THEN
        RAISE EXCEPTION 'race % is marked as not held, so it has no result', NEW.race_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'race_not_held_has_no_result';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER race_not_held_has_no_result BEFORE UPDATE OF result_state ON events_race
    FOR EACH ROW WHEN (NEW.result_state = 'not-held') EXECUTE FUNCTION standings_not_held_has_no_result();
CREATE TRIGGER result_of_race_that_was_held BEFORE INSERT OR UPDATE OF race_id ON standings_result
    FOR EACH ROW EXECUTE FUNCTION standings_not_held_has_no_result();
"""

REVERSE = """
DROP TRIGGER race_not_held_has_no_result ON events_race;
DROP TRIGGER result_of_race_that_was_held ON standings_result;
DROP FUNCTION standings_not_held_has_no_result();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0013_race_not_held_and_whole_programme"),
        ("standings", "0008_aliases_fold_more_letters"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
