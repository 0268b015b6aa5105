"""The newsroom."""

from news.admin import banner

__all__ = ["banner"]
