from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        from news.editions import mentions, photo_files, taken_back  # noqa: F401, PLC0415 - their receivers; models can be imported from here on only
