"""Broadcast staff keep showings as they keep listings; who saw listings sees showings."""

from django.db import migrations

from isuwc.newsroom.roles import everything, grant, revoke

SEE = {"events": ["view_showing"]}
ROLES = {"Broadcast": {"events": everything("showing")}, "Journalist": SEE, "Editor": SEE, "Results": SEE}


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0009_listings_hold_together"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, unmake)]
