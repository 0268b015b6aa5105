"""Editors keep banners and QR codes; journalists see them."""

from django.db import migrations

from isuwc.newsroom.roles import everything, grant, revoke

SEE = ["view_banner", "view_qrcode", "view_scan"]
ROLES = {
    "Journalist": {"news": SEE},
    "Editor": {"news": [*everything("banner"), "view_qrcode", "add_qrcode", "change_qrcode", "view_scan"]},
}


def make(apps, schema_editor):
    for role, permissions in ROLES.items():
        grant(apps, role, permissions)


def unmake(apps, schema_editor):
    for role, permissions in ROLES.items():
        revoke(apps, role, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0005_banners"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, unmake)]
