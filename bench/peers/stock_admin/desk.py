"""Serves it at the port of its first argument, with the user "editor" (password "editor"), until it is ended."""

import sys
import tempfile
from pathlib import Path

from django.conf import settings

FOLDER = tempfile.TemporaryDirectory()  # its database and pictures go with the process
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

settings.configure(
    MEDIA_ROOT=FOLDER.name,
    SECRET_KEY="of a database that goes",
    ALLOWED_HOSTS=["127.0.0.1"],
    DEBUG=True,  # for the static files
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{FOLDER.name}/db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "stock_admin",
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
    ROOT_URLCONF="stock_admin.urls",
    STATIC_URL="/static/",
    USE_TZ=True,
    LANGUAGE_CODE="en-gb",
)

import django  # noqa: E402 - what follows needs the settings

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - needs the apps that are set up above
from django.core.management import call_command  # noqa: E402 - needs the apps that are set up above

if __name__ == "__main__":
    call_command("migrate", run_syncdb=True, verbosity=0)
    get_user_model().objects.create_superuser("editor", password="editor")
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False)
