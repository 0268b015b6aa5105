"""Mark the scopes of public pages whenever the rows that they read change."""

from django.db import migrations

from isuwc.freshness.triggers import watch



class Migration(migrations.Migration):
    dependencies = [
        ("freshness", "0001_initial"),
        ("news", "0076_entry_undone"),
    ]

    operations = [
        watch("news_edition", "news"),
        watch("news_editionphoto", "news"),
        watch("news_period", "news"),
        watch("news_leadstory", "news"),
        watch("news_liveentry", "news"),
        watch("news_oldaddress", "news"),
        watch("news_article", "news", columns=("live_ended_at", "entry_undone_at")),
        watch("news_photo", "pictures"),
        watch("news_upload", "pictures"),
        watch("news_banner", "banners"),
        watch("news_qrcode", "banners"),
    ]
