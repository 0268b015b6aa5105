"""A working copy keeps blocks that are unfinished: a quote without words, a photo or a race that is not chosen yet."""

import django.db.models.deletion
from django.db import migrations, models

YOUTUBE = {
    "name": "video_block_id_of_youtube",
    "violation_error_code": "youtube_id",
    "violation_error_message": "This is neither the address nor the id of a YouTube video.",
}
ID = models.Q(("youtube_id__regex", "^[A-Za-z0-9_-]{11}$"))


def remove_unfinished(apps, schema_editor):
    """The columns that take no NULL again can't hold them. No edition has one, and versions keep their words."""
    for model, empty in {"PhotoBlock": "photo", "ResultBlock": "race"}.items():
        apps.get_model("news", model).objects.filter(**{f"{empty}__isnull": True}).delete()
    apps.get_model("news", "VideoBlock").objects.filter(youtube_id="").delete()


class Migration(migrations.Migration):
    dependencies = [("news", "0063_revision_written_in"), ("events", "0054_former_names_and_links")]

    operations = [
        migrations.RemoveConstraint("videoblock", "video_block_id_of_youtube"),
        migrations.AlterField(
            "photoblock",
            "photo",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="photo_blocks",
                to="news.photo",
            ),
        ),
        migrations.AlterField(
            "quoteblock",
            "text",
            models.TextField(
                blank=True, help_text="Word for word, with its quotation marks. A blank line separates paragraphs."
            ),
        ),
        migrations.AlterField(
            "resultblock",
            "race",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="events.race",
            ),
        ),
        migrations.AlterField(
            "tableblock",
            "source",
            models.TextField(
                blank=True,
                help_text="Paste it from a spreadsheet, or write a line for each row and | between the cells.",
                verbose_name="table",
            ),
        ),
        migrations.AlterField("textblock", "text", models.TextField(blank=True)),
        migrations.AlterField(
            "videoblock",
            "title",
            models.CharField(blank=True, help_text="What it shows.", max_length=150),
        ),
        migrations.AlterField(
            "videoblock",
            "youtube_id",
            models.CharField(
                blank=True,
                help_text="The video's address on YouTube, or its id.",
                max_length=200,
                verbose_name="video",
            ),
        ),
        migrations.AddConstraint(
            "videoblock",
            models.CheckConstraint(condition=models.Q(("youtube_id", "")) | ID, **YOUTUBE),
        ),
        migrations.RunPython(migrations.RunPython.noop, remove_unfinished),
    ]
