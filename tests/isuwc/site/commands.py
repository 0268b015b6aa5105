"""Commands of the site on another database, in this process: starting one costs seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings
from django.utils.module_loading import import_string

from isuwc.settings.declared import DATABASE_URL


@contextmanager
def using_address(url: str) -> Iterator[None]:
    """The site's database is the one at that address, as DATABASE_URL has it. The connection of before waits."""
    before = connections["default"]
    there = DATABASE_URL.read(url)
    made = import_string(f"{there['ENGINE']}.base.DatabaseWrapper")({**before.settings_dict, **there}, "default")
    with mock.patch.dict(settings.DATABASES["default"], ENGINE=there["ENGINE"]):
        connections["default"] = made
        ContentType.objects.clear_cache()
        try:
            yield
        finally:
            made.close()
            connections["default"] = before
            ContentType.objects.clear_cache()


def command(url: str, files: Path, *words: str) -> tuple[int, str]:
    """How it ended, as `manage.py` would end: its status, and what it said of an error. Uploaded files are in that
    folder."""
    said = StringIO()
    private = files.with_name(f"{files.name}-private")
    with using_address(url), override_settings(MEDIA_ROOT=str(files), PRIVATE_ROOT=str(private)):
        try:
            call_command(*words, stdout=StringIO(), stderr=said)
        except CommandError as error:
            return error.returncode, f"{said.getvalue()}CommandError: {error}\n"
    return 0, said.getvalue()
