"""A withdrawal can be planned: a period may end at a moment to come, which can be moved and cancelled until then.

The only rule that changes: that an article was withdrawn stands from that moment on, no longer from when it was set.
"""

import logging

from django.db import migrations, models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

logger = logging.getLogger(__name__)

FUNCTION = """
CREATE OR REPLACE FUNCTION news_past_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
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
        OR ({withdrawn} AND NEW IS DISTINCT FROM OLD)
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
"""
# Not now(), which is when the transaction began: what was withdrawn within it stands as well
FORWARD = FUNCTION.replace("{withdrawn}", "OLD.withdrawn_at <= clock_timestamp()")
REVERSE = FUNCTION.replace("{withdrawn}", "OLD.withdrawn_at IS NOT NULL")


def cancel_planned(apps, schema_editor):
    """Going back: under the earlier rule a withdrawal stands once it is set, and its period could never be ended,
    corrected or published over before it."""
    planned = apps.get_model("news", "Period").objects.filter(withdrawn_at__gt=timezone.now())
    for period in planned.select_related("article"):
        logger.warning(
            "The withdrawal of “%s” that was planned for %s is cancelled: the story stays public until it is withdrawn.",
            period.article.title,
            f"{period.withdrawn_at:%Y-%m-%d %H:%M} UTC",
        )
        period.during = DateTimeTZRange(period.during.lower, None)
        period.withdrawn_at = period.withdrawn_by = None
        period.save(update_fields=["during", "withdrawn_at", "withdrawn_by"])


class Migration(migrations.Migration):
    dependencies = [("news", "0061_preview_links")]

    operations = [
        migrations.AlterField(
            "period",
            "withdrawn_at",
            models.DateTimeField(
                blank=True,
                help_text="It ends because the article is withdrawn: then, or at a moment to come.",
                null=True,
            ),
        ),
        migrations.RunSQL(FORWARD, REVERSE),
        # Going back, the last comes first: while the rule still allows it
        migrations.RunPython(migrations.RunPython.noop, cancel_planned),
    ]
