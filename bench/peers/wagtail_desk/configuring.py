"""The settings of the newsroom in Wagtail."""

import tempfile

from django.conf import settings

APPS = ["admin", "documents", "embeds", "images", "search", "sites", "snippets", "users"]


class NoMigrations(dict):
    """All tables are made of the models, which takes a second where Wagtail's migrations take twenty."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: object) -> None:
        return None


MEDIA = tempfile.TemporaryDirectory()  # its pictures go with the process


def sqlite(name: str) -> dict[str, object]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name}


def configure(database: dict[str, object], **others: object) -> None:
    """With that database, as in Django's DATABASES."""
    settings.configure(
        MEDIA_ROOT=MEDIA.name,
        MIGRATION_MODULES=NoMigrations(),
        SECRET_KEY="of a database that goes with the process",
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "wagtail_desk",
            *(f"wagtail.{name}" for name in APPS),
            "wagtail",
            "modelcluster",
            "taggit",
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        ROOT_URLCONF="wagtail_desk.urls",
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGE_CODE="en-gb",
        WAGTAIL_SITE_NAME="Newsroom",
        WAGTAILADMIN_BASE_URL="http://127.0.0.1",
        WAGTAIL_ENABLE_UPDATE_CHECK=False,
        **others,
    )
