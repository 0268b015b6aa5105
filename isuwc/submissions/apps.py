from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "isuwc.submissions"
    label = "submissions"
    verbose_name = "Forms that were sent"
