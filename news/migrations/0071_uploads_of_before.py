"""Writes down which files there are of every picture that a photo or an edition shows: those of the earlier widths."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import migrations

WIDTHS = (480, 960, 1600, 2400)  # as renditions were made until then


def write_down(apps, schema_editor):
    Photo, Edition, Upload = (apps.get_model("news", name) for name in ("Photo", "Edition", "Upload"))
    sizes: dict[str, tuple[int, int]] = {}
    for content in Edition.objects.order_by().values_list("hero", "body").iterator(chunk_size=200):
        for facts in pictures(content):
            sizes[facts["digest"]] = facts["width"], facts["height"]
    for file, width, height in Photo.objects.exclude(file="").order_by().values_list("file", "width", "height"):
        sizes[file.removeprefix("photos/").removesuffix(".jpg")] = width, height
    Upload.objects.bulk_create(
        (
            Upload(digest=digest, width=width, height=height, widths=widths_of(width))
            for digest, (width, height) in sizes.items()
            if re.fullmatch("[0-9a-f]{20}", digest)
        ),
        batch_size=1000,
    )


def pictures(value: Any) -> Iterator[dict[str, Any]]:
    """Every picture's facts in an edition's JSON, however deep."""
    if isinstance(value, dict) and value.get("digest") and value.get("width"):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    for part in parts:
        yield from pictures(part)


def widths_of(width: int) -> list[int]:
    below = [step for step in WIDTHS if step < width]
    return [*below, width] if len(below) < len(WIDTHS) else below


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0070_uploads'),
    ]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
