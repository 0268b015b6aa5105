"""Reviews and notes; whoever has the new role Contributor writes what others publish."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import grant, revoke

ROLES = {
    "Journalist": {"news": ["add_note", "view_note"]},
    "Editor": {"news": ["add_note", "view_note", "delete_note", "review_article"]},
}
# Going back: a state that the earlier version doesn't know
FORGET_CHANGES = "UPDATE news_article SET state = 'draft' WHERE state = 'changes'"


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)
    grant(apps, "Contributor", {})
    journalists = apps.get_model("auth", "Group").objects.get(name="Journalist").permissions
    contributors = apps.get_model("auth", "Group").objects.get(name="Contributor").permissions
    contributors.add(*journalists.exclude(codename="publish_article", content_type__app_label="news"))


def unmake(apps, schema_editor):
    contributors = apps.get_model("auth", "Group").objects.filter(name="Contributor").first()
    if contributors:
        contributors.permissions.clear()
        revoke(apps, "Contributor", {})
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [
        # All that journalists have been granted, so that contributors are granted it too
        ("events", "0054_former_names_and_links"),
        ("standings", "0045_start_list_entered_at"),
        ("news", "0051_old_addresses"),
        ("history", "0003_added_and_deleted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "block_kind",
                    models.CharField(blank=True, help_text="As in an edition; empty: on the whole.", max_length=20),
                ),
                ("block", models.BigIntegerField(help_text="The block's key.", null=True)),
                (
                    "quoted",
                    models.CharField(blank=True, help_text="How the block began when it was written.", max_length=160),
                ),
                ("words", models.TextField()),
                ("version", models.PositiveIntegerField(help_text="Of the article, when it was written.")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("resolved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": ("add", "view", "delete"),
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="handed in at")),
                ("version", models.PositiveIntegerField(help_text="The version that was handed in.")),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-changed_at", "-pk"],
                "permissions": [
                    ("review_article", "Can review articles"),
                    ("publish_article", "Can publish articles"),
                    ("withdraw_article", "Can withdraw published articles"),
                    ("lift_embargo", "Can publish before an embargo ends"),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_state_known",
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET_CHANGES),
        migrations.AlterField(
            model_name="article",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("review", "In review"),
                    ("changes", "Changes asked for"),
                    ("ready", "Ready"),
                    ("published", "Published or scheduled"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                editable=False,
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "review", "changes", "ready", "published", "withdrawn"])),
                name="article_state_known",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="answers_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="news.note"
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="news.article"
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="resolved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="review", to="news.article"
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="handed in by",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="reviewer",
            field=models.ForeignKey(
                help_text="Who is to read it; empty for anybody who reviews.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="note_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("block__isnull", True), ("block_kind", "")),
                    models.Q(("block__isnull", False), models.Q(("block_kind", ""), _negated=True)),
                    _connector="OR",
                ),
                name="note_on_a_block_or_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answers_to__isnull", True),
                    models.Q(("block__isnull", True), ("resolved_at__isnull", True)),
                    _connector="OR",
                ),
                name="note_answer_belongs_to_its_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", True), _connector="OR"),
                name="note_resolved_at_a_moment",
            ),
        ),
        record("news_review", owner=("news_article", "article_id")),
        record("news_note", owner=("news_article", "article_id")),
        migrations.RunPython(make, unmake),
    ]
