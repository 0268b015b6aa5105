from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "isuwc.outbox"
    label = "outbox"
