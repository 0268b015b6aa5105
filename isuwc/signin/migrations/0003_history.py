"""Every change of people and roles is recorded (`isuwc/signin/history.py`): after the roles, which migrations make."""

from django.db import migrations

from isuwc.history.triggers import record


class Migration(migrations.Migration):
    dependencies = [("signin", "0002_kept_forms"), ("auth", "0012_alter_user_first_name_max_length"), ("news", "0015_history"), ("history", "0001_initial")]

    operations = [
        record("auth_user", derived=["last_login"], secret=["password"]),
        record("auth_user_groups", owner=("auth_user", "user_id")),
        record("auth_user_user_permissions", owner=("auth_user", "user_id")),
        record("auth_group"),
        record("auth_group_permissions", owner=("auth_group", "group_id")),
    ]
