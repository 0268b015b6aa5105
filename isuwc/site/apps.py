from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created
from django.db.models.signals import pre_save

from isuwc.site.checks import fitting_database, no_demo_in_production
from isuwc.site.monitoring.queries import watch
from isuwc.text.text_fields import clean_before_save


class IsuwcConfig(AppConfig):
    name = "isuwc.site"

    def ready(self) -> None:
        pre_save.connect(clean_before_save, dispatch_uid="isuwc.clean_before_save")
        connection_created.connect(watch, dispatch_uid="isuwc.slow_queries")
        register(fitting_database, Tags.database)
        register(no_demo_in_production, Tags.security, deploy=True)
