"""Results staff hand in sheets, decide names, and keep skaters, scales and cups."""

from django.db import migrations

from isuwc.newsroom.roles import everything, grant, revoke

PERMISSIONS = {
    "standings": [
        "view_sheetimport",
        "add_sheetimport",
        *everything("alias"),
        *(f"{action}_{model}" for model in ("competitor", "scale", "cup", "cupscale") for action in ("view", "add", "change")),
    ]
}


def make(apps, schema_editor):
    grant(apps, "Results", PERMISSIONS)


def unmake(apps, schema_editor):
    revoke(apps, "Results", PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [("standings", "0005_sheet_imports_and_aliases")]

    operations = [migrations.RunPython(make, unmake)]
