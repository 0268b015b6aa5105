"""The newsroom."""

from news.admin import banner
from news.admin.article import ArticleAdmin
from news.admin.photo import PhotoAdmin

__all__ = ["ArticleAdmin", "PhotoAdmin", "banner"]
