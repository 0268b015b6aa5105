from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AdminConfig):
    """Django's admin with our site in place of its own."""

    default_site = "isuwc.newsroom.site.NewsroomSite"
