"""Opens Wagtail's form of one article as often as it is told to: a line on standard input is one opening.

The first line is the article as JSON: its title, lead, and the kind and words of each block. Each answer is a line of
JSON: the seconds, those of the processor, and the bytes of HTML. The database is a file in memory, nearer
than ours.
"""

import io
import json
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings

APPS = ["admin", "documents", "embeds", "images", "search", "sites", "snippets", "users"]


class NoMigrations(dict):
    """All tables are made of the models, which takes a second where Wagtail's migrations take twenty."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: object) -> None:
        return None


MEDIA = tempfile.TemporaryDirectory()  # its pictures go with the process

settings.configure(
    MEDIA_ROOT=MEDIA.name,
    MIGRATION_MODULES=NoMigrations(),
    SECRET_KEY="of a database in memory",
    ALLOWED_HOSTS=["127.0.0.1"],
    DEBUG=False,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
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
)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402 - what follows needs the settings

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - needs the apps that are set up above
from django.core.files.base import ContentFile  # noqa: E402 - needs the apps that are set up above
from django.core.management import call_command  # noqa: E402 - needs the apps that are set up above
from django.test import Client  # noqa: E402 - needs the apps that are set up above
from PIL import Image as Pixels  # noqa: E402 - needs the apps that are set up above
from wagtail.images.models import Image  # noqa: E402 - needs the apps that are set up above
from wagtail.models import Collection, Locale, Page  # noqa: E402 - needs the apps that are set up above

from wagtail_desk.models import Story  # noqa: E402


def picture() -> Image:
    held = io.BytesIO()
    Pixels.new("RGB", (600, 400)).save(held, "JPEG")
    return Image.objects.create(title="A picture", file=ContentFile(held.getvalue(), "a.jpg"))


def story(article: dict) -> Story:
    """The article in Wagtail's blocks."""
    Locale.objects.create(language_code="en-gb")
    Collection.add_root(name="Root")
    root = Page.add_root(title="Root")
    image = picture()

    def value(kind: str, words: str) -> object:
        match kind:
            case "text":
                return words
            case "quote":
                return {"text": words, "speaker": "Example Speaker", "role": ""}
            case "photo":
                return {"photo": image.pk, "caption": ""}
        return {"of": words, "fixed": False}

    kinds = {"text", "quote", "photo"}
    body = [
        {"type": block["kind"] if block["kind"] in kinds else "data", "value": value(block["kind"], block["words"])}
        for block in article["blocks"]
    ]
    made = Story(title=article["title"], lead=article["lead"], hero=image, body=json.dumps(body))
    root.add_child(instance=made)
    made.save_revision()
    return made


def main() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    made = story(json.loads(sys.stdin.readline()))
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(get_user_model().objects.create_superuser("editor", password="!"))
    address = f"/admin/pages/{made.pk}/edit/"
    for _ in sys.stdin:
        wall, processor = time.perf_counter(), time.process_time()
        answer = client.get(address)
        took = time.perf_counter() - wall, time.process_time() - processor
        assert answer.status_code == 200, answer.status_code
        print(json.dumps([*took, len(answer.content)]), flush=True)


if __name__ == "__main__":
    main()
