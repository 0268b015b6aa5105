from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "isuwc.tables"
    label = "tables"
    verbose_name = "Tables that were handed in"
