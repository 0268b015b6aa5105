from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        # Their receivers; models can be imported from here on only
        from news.editions import mentions, taken_back  # noqa: F401, PLC0415 - as above
        from news.editions.photos import files  # noqa: F401, PLC0415 - as above
