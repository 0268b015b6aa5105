"""The newsroom: articles, photos and banners in the admin."""

from news.admin import banner, first_page, lead_story, old_address
from news.admin.articles.article import ArticleAdmin
from news.admin.photos.photo import PhotoAdmin

__all__ = ["ArticleAdmin", "PhotoAdmin", "banner", "first_page", "lead_story", "old_address"]
