from django.apps import AppConfig
from django.core.checks import Tags, register


class AccountsConfig(AppConfig):
    name = "isuwc.signin.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        # Once the apps are there: the first connects its receivers
        from isuwc.signin.accounts.checks import roles_exist  # noqa: PLC0415
        from isuwc.signin.accounts.steps import signed_in  # noqa: F401, PLC0415

        register(roles_exist, Tags.database)
