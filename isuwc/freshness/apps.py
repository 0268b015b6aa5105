from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "isuwc.freshness"
    label = "freshness"
