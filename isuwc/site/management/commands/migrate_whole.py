"""Migrates in one transaction, for the time in which nothing serves."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction


class Command(BaseCommand):
    help = (
        "Run all migrations, or none: whatever fails leaves the database as it was. The tables that they change are "
        "locked until the end, so stop the server before."
    )
    requires_migrations_checks = False

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                # A check that waits for the end of the transaction would forbid that its table is altered before
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            call_command("migrate", interactive=False, verbosity=options["verbosity"], stdout=self.stdout)
