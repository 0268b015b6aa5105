"""Results staff keep result sheets and published standings; the other roles see them."""

from django.db import migrations

from isuwc.newsroom.roles import everything, grant, revoke

SEE = {"standings": ["view_racesheet", "view_publishedstanding"]}
ROLES = {
    "Journalist": SEE,
    "Editor": SEE,
    "Results": {"standings": ["view_racesheet", "change_racesheet", *everything("publishedstanding")]},
}


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("standings", "0002_result_sheets"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, unmake)]
