"""A skater who is renamed keeps the former name, a page that moves its former address, by whatever path they change;
decisions on names wait until a sheet with the name is applied."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from isuwc.history.triggers import record
from standings.spelling.names import letters

# Taking back restores all rows as they were, and needs nothing kept
KEEP = """
CREATE FUNCTION standings_keep_former() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acting text := coalesce(current_setting('isuwc.acting', true), '');
BEGIN
    IF acting <> '' AND substr(acting, strpos(acting, ' ') + 1)::jsonb->>'way' = 'undo' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.slug <> OLD.slug THEN
        DELETE FROM standings_formeraddress WHERE slug = NEW.slug;
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NULL;
    END IF;
    IF NEW.slug <> OLD.slug THEN
        INSERT INTO standings_formeraddress (slug, competitor_id) VALUES (OLD.slug, NEW.id) ON CONFLICT DO NOTHING;
    END IF;
    IF NEW.kind = 'skater' AND NEW.name <> OLD.name THEN
        DELETE FROM standings_alias WHERE competitor_id = NEW.id AND is_former AND name = NEW.name;
        -- With other accents or capitals it is found as it is
        IF regexp_replace(lower(unaccent(NEW.name)), '[^[:alnum:]]', '', 'g')
           <> regexp_replace(lower(unaccent(OLD.name)), '[^[:alnum:]]', '', 'g') THEN
            INSERT INTO standings_alias (competitor_id, name, key, country_id, category, is_former)
            VALUES (NEW.id, OLD.name, NULL, OLD.country_id, OLD.category, true) ON CONFLICT DO NOTHING;
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER keep_former AFTER INSERT OR UPDATE OF name, slug ON standings_competitor
    FOR EACH ROW EXECUTE FUNCTION standings_keep_former();
"""
LET_GO = """
DROP TRIGGER keep_former ON standings_competitor;
DROP FUNCTION standings_keep_former();
"""


def give_keys(apps, schema_editor):
    """Former names become plain aliases; one that is somebody's alias already goes."""
    Alias = apps.get_model("standings", "Alias")
    for alias in Alias.objects.filter(is_former=True).order_by("pk"):
        alias.key, alias.is_former = letters(alias.name), False
        same = Alias.objects.filter(key=alias.key, country=alias.country_id, category=alias.category)
        if not alias.key or same.exists():
            alias.delete()
        else:
            alias.save()


class Migration(migrations.Migration):
    dependencies = [
        ("standings", "0021_after_the_fact"),
        ("events", "0022_races_end_otherwise"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="alias", name="alias_has_letters"),
        migrations.AddField(
            model_name="alias",
            name="is_former",
            field=models.BooleanField(default=False, editable=False, verbose_name="former name"),
        ),
        migrations.AlterField(
            model_name="alias",
            name="key",
            field=models.CharField(
                editable=False,
                help_text="The letters by which it is found; a former name has none.",
                max_length=120,
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                condition=Q(is_former=True),
                fields=("competitor", "name", "country"),
                name="alias_former_name_once",
                violation_error_message="This former name is kept already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.CheckConstraint(
                condition=Q(is_former=True, key__isnull=True)
                | Q(is_former=False, key__isnull=False) & ~Q(key=""),
                name="alias_has_letters",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, give_keys),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=90, unique=True)),
                (
                    "competitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="standings.competitor",
                    ),
                ),
            ],
            options={"ordering": ["slug"], "verbose_name_plural": "former addresses"},
        ),
        migrations.CreateModel(
            name="NameDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="As the sheet prints it.", max_length=120)),
                ("noc", models.CharField(blank=True, max_length=40, verbose_name="country on the sheet")),
                (
                    "category",
                    models.CharField(choices=[("women", "Women"), ("men", "Men"), ("mixed", "Mixed")], max_length=5),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Of a name that is on a sheet twice.", null=True
                    ),
                ),
                (
                    "competitor",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: a new skater.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_decisions",
                        to="standings.competitor",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the country on the sheet is wrong.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="events.country",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="events.event",
                    ),
                ),
            ],
            options={"verbose_name": "decided name", "ordering": ["name", "noc", "number"]},
        ),
        migrations.AddConstraint(
            model_name="namedecision",
            constraint=models.UniqueConstraint(
                fields=("name", "noc", "category", "number", "event"),
                name="name_decision_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="namedecision",
            constraint=models.CheckConstraint(
                condition=Q(event__isnull=True, number__isnull=True) | Q(event__isnull=False, number__isnull=False),
                name="name_decision_number_in_an_event",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
        record("standings_formeraddress", owner=("standings_competitor", "competitor_id")),
        record("standings_namedecision"),
    ]
