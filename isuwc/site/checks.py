"""What `manage.py check` refuses: with --deploy a demo, with --database a database that the site can't use."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error
from django.db import connections

POSTGRES = 15  # the oldest whose indexes and constraints the site's are: NULLS NOT DISTINCT


def fitting_database(app_configs: Any, databases: Sequence[str] | None, **options: Any) -> list[Error]:
    """A database in UTF-8, of a Postgres that is new enough. `migrate` asks as well, before it writes anything."""
    found = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('server_encoding'), current_setting('server_version_num')::int")
            found += unfit(*cursor.fetchone())
    return found


def unfit(encoding: str, version: int) -> list[Error]:
    """`version` as Postgres numbers it: 150004 is 15.4."""
    found = []
    if encoding != "UTF8":
        hint = "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' makes one that is."
        found.append(Error(f"The database is in {encoding}, not in UTF-8.", hint=hint, id="isuwc.E002"))
    if version < POSTGRES * 10_000:
        said = f"The database is Postgres {version // 10_000}; the site needs {POSTGRES} or later."
        found.append(Error(said, id="isuwc.E003"))
    return found


def no_demo_in_production(app_configs: Any, **options: Any) -> list[Error]:
    """A site that stands still at DEMO_NOW."""
    if settings.DEMO_NOW is None:
        return []
    hint = "Remove DEMO_NOW from the environment; staff can look at other moments with ?at=."
    return [Error("DEMO_NOW is set: every page shows that moment to everybody.", hint=hint, id="isuwc.E001")]
