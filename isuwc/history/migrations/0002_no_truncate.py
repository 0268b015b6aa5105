"""TRUNCATE of a recorded table is refused: it fires no trigger of rows, and would leave no trace in the history."""

from django.db import migrations

from isuwc.history.triggers import REFUSE_NOWHERE, REFUSE_TRUNCATE, REFUSE_WHERE_RECORDED


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE_TRUNCATE + REFUSE_WHERE_RECORDED, REFUSE_NOWHERE)]
