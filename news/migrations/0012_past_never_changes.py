"""4 of 4: an edition keeps nothing of when it is live, and what readers have seen of an article never changes.

An edition is never changed nor deleted. A period may be ended from now on, its end moved while that is still to come,
or dropped before it begins; nothing else. A past can be written with an article's first period only: for archives.
The clocks of the web's and the database's machine may differ: by a minute at most.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION news_edition_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Edition % of article % was published: it can be withdrawn, not deleted.',
            OLD.number, OLD.article_id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'Edition % of article % was published: it never changes. Publish a new edition.',
            OLD.number, OLD.article_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER edition_never_changes BEFORE UPDATE OR DELETE ON news_edition
    FOR EACH ROW EXECUTE FUNCTION news_edition_never_changes();

CREATE FUNCTION news_past_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    past timestamptz := now() - interval '1 minute';
    ends text[] := '{during,withdrawn_at,withdrawn_by_id}';
    drops text[] := '{dropped_at,dropped_by_id,dropped_for,replaced_by_id}';
    firsts text[] := '{published_at,year}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Period % of article % is part of its history: it can be ended or dropped, not deleted.',
            OLD.id, OLD.article_id USING ERRCODE = 'restrict_violation';
    ELSIF TG_OP = 'INSERT' THEN
        IF lower(NEW.during) < past AND EXISTS (
            SELECT FROM news_period
            WHERE article_id = NEW.article_id AND dropped_at IS NULL AND lower(during) < now()
        ) THEN
            RAISE EXCEPTION 'Article % was public before: its past can''t be written anew.', NEW.article_id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - ends - drops - firsts IS DISTINCT FROM to_jsonb(OLD) - ends - drops - firsts
        OR lower(NEW.during) IS DISTINCT FROM lower(OLD.during)
        OR (OLD.dropped_at IS NOT NULL AND NEW IS DISTINCT FROM OLD)
        OR (OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD)
    THEN
        RAISE EXCEPTION 'Period % of article % is part of its history: set another.', OLD.id, OLD.article_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF lower(OLD.during) < past AND (
        NEW.dropped_at IS NOT NULL OR NEW.published_at <> OLD.published_at OR NEW.year <> OLD.year
    ) THEN
        RAISE EXCEPTION 'Readers saw period % of article %: it can''t be taken back.', OLD.id, OLD.article_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.during IS DISTINCT FROM OLD.during AND (upper(OLD.during) < past OR upper(NEW.during) < past) THEN
        RAISE EXCEPTION 'What readers saw of article % is past: period % can''t end otherwise.',
            OLD.article_id, OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at AND NEW.during = OLD.during THEN
        RAISE EXCEPTION 'Period % of article % has ended otherwise than by being withdrawn.', OLD.id, OLD.article_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER past_never_changes BEFORE INSERT OR UPDATE OR DELETE ON news_period
    FOR EACH ROW EXECUTE FUNCTION news_past_never_changes();
"""

REVERSE = """
DROP TRIGGER past_never_changes ON news_period;
DROP FUNCTION news_past_never_changes();
DROP TRIGGER edition_never_changes ON news_edition;
DROP FUNCTION news_edition_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0011_moments_to_periods")]

    operations = [
        migrations.RemoveField("edition", "goes_live_at"),
        migrations.RemoveField("edition", "published_at"),
        migrations.RemoveField("edition", "withdrawn_at"),
        migrations.RemoveField("edition", "withdrawn_by"),
        migrations.RemoveField("edition", "year"),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
