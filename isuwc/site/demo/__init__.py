"""The content of the demo (`manage.py demo`) beside its real seasons: articles about them, pictures, banners, users."""
