from django.apps import AppConfig
from django.db.models.signals import pre_save

from isuwc.text.text_fields import clean_before_save


class IsuwcConfig(AppConfig):
    name = "isuwc.site"

    def ready(self) -> None:
        pre_save.connect(clean_before_save, dispatch_uid="isuwc.clean_before_save")
