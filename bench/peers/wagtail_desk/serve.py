"""Opens Wagtail's form of one article as often as it is told to: a line on standard input is one opening.

The only argument is an empty database as JSON, as in Django's DATABASES. The first line is the article as JSON: its
title, lead, and the kind and words of each block. Each answer is a line of JSON: the seconds, those of the processor,
and the bytes of HTML.
"""

import io
import json
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from configuring import configure  # noqa: E402 - stands beside this file, in a path that is added above

configure(json.loads(sys.argv[1]))

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
