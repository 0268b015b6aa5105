from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        from news.editions import photo_files  # noqa: F401, PLC0415 - its receiver; models can be imported from here on only
