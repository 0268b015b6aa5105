from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "isuwc.signin"
    label = "signin"
    verbose_name = "Sign-in"

    def ready(self) -> None:
        from isuwc.signin import records  # noqa: F401, PLC0415 - connects its receivers once the apps are there
