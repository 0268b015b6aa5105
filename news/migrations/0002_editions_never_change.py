"""An edition is what the public was shown: no path into the database changes or deletes it. It can be withdrawn, once."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION news_edition_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Edition % of article % was published: it can be withdrawn, not deleted.',
            OLD.number, OLD.article_id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id') IS DISTINCT FROM
       (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id') THEN
        RAISE EXCEPTION 'Edition % of article % was published: it never changes. Publish a new edition.',
            OLD.number, OLD.article_id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
        RAISE EXCEPTION 'Edition % of article % is withdrawn: publish a new edition instead.',
            OLD.number, OLD.article_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER edition_never_changes BEFORE UPDATE OR DELETE ON news_edition
    FOR EACH ROW EXECUTE FUNCTION news_edition_never_changes();
"""

REVERSE = """
DROP TRIGGER edition_never_changes ON news_edition;
DROP FUNCTION news_edition_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
