"""An editor may choose the story that leads the home page."""

import django.db.models.deletion
from django.db import migrations, models

from isuwc.history.triggers import record
from isuwc.newsroom.roles import everything, grant, revoke

ROLES = {"Journalist": {"news": ["view_leadstory"]}, "Editor": {"news": everything("leadstory")}}


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [("news", "0016_address_in_plain_words"), ("history", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LeadStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "until",
                    models.DateTimeField(
                        blank=True,
                        help_text="UTC. Empty: until another choice is made or this one is deleted.",
                        null=True,
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lead_choice", to="news.article"
                    ),
                ),
            ],
            options={"ordering": ["-pk"], "verbose_name_plural": "lead stories"},
        ),
        record("news_leadstory"),
        migrations.RunPython(make, unmake),
    ]
