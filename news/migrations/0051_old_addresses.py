"""Addresses of the replaced site lead to pages of this one, and never to each other."""

import django.db.models.deletion
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import everything, grant, revoke

ROLES = {"Journalist": {"news": ["view_oldaddress"]}, "Editor": {"news": everything("oldaddress")}}

# As isuwc.web.old_addresses.plain writes an address, of one that begins with a slash and is decoded
NO_CHAINS = r"""
CREATE FUNCTION news_plain_address(address text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(split_part(address, '#', 1), '/+(\?|$)', '\1')
$$;

CREATE FUNCTION news_old_address_leads_to_a_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    page text := news_plain_address(NEW.target);
BEGIN
    PERFORM pg_advisory_xact_lock(1398036063);  -- two at once could each lead to the other
    IF page <> '' AND EXISTS (
        SELECT FROM news_oldaddress WHERE id <> NEW.id AND path IN (page, split_part(page, '?', 1))
    ) OR NEW.path IN (page, split_part(page, '?', 1)) AND page <> '' THEN
        RAISE EXCEPTION '% is an old address itself: lead to where it leads.', NEW.target
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM news_oldaddress WHERE id <> NEW.id AND target <> ''
            AND NEW.path IN (news_plain_address(target), split_part(news_plain_address(target), '?', 1))
    ) THEN
        RAISE EXCEPTION 'An old address leads to %: it can''t lead on.', NEW.path USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER old_address_leads_to_a_page BEFORE INSERT OR UPDATE ON news_oldaddress
    FOR EACH ROW EXECUTE FUNCTION news_old_address_leads_to_a_page();
"""

CHAINS = """
DROP TRIGGER old_address_leads_to_a_page ON news_oldaddress;
DROP FUNCTION news_old_address_leads_to_a_page();
DROP FUNCTION news_plain_address(text);
"""


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [("news", "0050_given_pictures"), ("history", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "path",
                    models.CharField(
                        help_text=(
                            "Whole or from the first slash on: /news/2019/a-story. The name of its site is left out."
                        ),
                        max_length=500,
                        unique=True,
                        verbose_name="old address",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        help_text="A page of this site: /standings/. Either an article or a page.",
                        max_length=500,
                        verbose_name="or another page",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        help_text="The story that stood there. Once it is published, the old address leads to it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="old_addresses",
                        to="news.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "old addresses",
                "ordering": ["path"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("path__startswith", "/"),
                            models.Q(("path__startswith", "//"), _negated=True),
                            models.Q(("path__regex", "^[^?]*/(\\?|$)"), _negated=True),
                        ),
                        name="old_address_is_plain",
                        violation_error_code="path",
                        violation_error_message="An old address begins with a slash, and is not the first page.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article__isnull", False), ("target", "")),
                            models.Q(("article__isnull", True), models.Q(("target", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="old_address_leads_to_one_page",
                        violation_error_code="article",
                        violation_error_message="Choose an article or enter another page, one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", ""),
                            models.Q(
                                ("target__startswith", "/"),
                                models.Q(("target__startswith", "//"), _negated=True),
                                models.Q(("target__startswith", "/\\"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="old_address_stays_here",
                        violation_error_code="target",
                        violation_error_message=(
                            "An old address leads to a page of this site, which begins with one slash."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("path", models.F("target")), _negated=True),
                        name="old_address_leads_elsewhere",
                        violation_error_code="target",
                        violation_error_message="It would lead to itself.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NO_CHAINS, CHAINS),
        record("news_oldaddress"),
        migrations.RunPython(make, unmake),
    ]
