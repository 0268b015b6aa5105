"""Serves it at the port of its first argument, with the user "editor" (password "editor"), until it is ended."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from configuring import MEDIA, configure, sqlite  # noqa: E402 - stands beside this file, in a path that is added above

configure(sqlite(f"{MEDIA.name}/db"), DEBUG=True)  # for the static files

import django  # noqa: E402 - what follows needs the settings

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - needs the apps that are set up above
from django.core.management import call_command  # noqa: E402 - needs the apps that are set up above
from wagtail.models import Collection, Locale, Page, Site  # noqa: E402 - needs the apps that are set up above

if __name__ == "__main__":
    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.create(language_code="en-gb")
    Collection.add_root(name="Root")
    home = Page.add_root(title="Root").add_child(instance=Page(title="News", slug="news"))
    Site.objects.create(hostname="127.0.0.1", port=sys.argv[1], root_page=home, is_default_site=True)
    get_user_model().objects.create_superuser("editor", email="editor@example.org", password="editor")
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False)
