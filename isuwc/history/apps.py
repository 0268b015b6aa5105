from django.apps import AppConfig
from django.db.backends.signals import connection_created


class HistoryConfig(AppConfig):
    name = "isuwc.history"
    label = "history"
    verbose_name = "History"

    def ready(self) -> None:
        from isuwc.history.acting import watch  # noqa: PLC0415 - connects its receiver once the apps are there

        connection_created.connect(watch, dispatch_uid="isuwc.history")
