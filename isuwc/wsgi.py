"""The WSGI application. It reads settings from the environment only, never from `var/local.env`."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from isuwc.embedded_postgres import site_lock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")

site_lock.hold(Path(__file__).resolve().parents[1] / "var")  # `make reset` refuses to run meanwhile
_site = get_wsgi_application()

from isuwc.site.kept.wsgi import KeptPages  # noqa: E402 - models can't be imported earlier

application = KeptPages(_site)
