"""Every change of these rows is recorded, by whatever path it comes (`news/models/history.py`)."""

from django.db import migrations

from isuwc.history.triggers import record


class Migration(migrations.Migration):
    dependencies = [("news", "0014_plain_words"), ("standings", "0011_history"), ("history", "0001_initial")]

    operations = [
        record("news_article", derived=["changed_at", "changed_by_id", "version"]),
        record("news_textblock", owner=("news_article", "parent_id")),
        record("news_photoblock", owner=("news_article", "parent_id")),
        record("news_quoteblock", owner=("news_article", "parent_id")),
        record("news_galleryblock", owner=("news_article", "parent_id")),
        record("news_videoblock", owner=("news_article", "parent_id")),
        record("news_tableblock", owner=("news_article", "parent_id")),
        record("news_resultblock", owner=("news_article", "parent_id")),
        record("news_standingsblock", owner=("news_article", "parent_id")),
        record("news_watchblock", owner=("news_article", "parent_id")),
        record("news_calendarblock", owner=("news_article", "parent_id")),
        record("news_galleryphoto", owner=("news_galleryblock", "gallery_id")),
        record("news_revision", owner=("news_article", "article_id"), removals_only=True),
        record("news_photo"),
        record("news_photo_skaters", owner=("news_photo", "photo_id")),
        record("news_banner"),
        record("news_qrcode"),
        record("news_scan", owner=("news_qrcode", "qr_id"), removals_only=True),
    ]
