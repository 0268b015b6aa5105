"""The WSGI application. Settings come from the environment, or the file that its ENV_FILE names."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from isuwc.database.embedded import site_lock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
GIVE_UP = 4  # gunicorn's APP_LOAD_ERROR: it ends, where it would start a worker again and again for any other

site_lock.hold(Path(__file__).resolve().parents[1] / "var")  # `make reset` refuses to run meanwhile
try:
    _site = get_wsgi_application()
except ImproperlyConfigured as error:  # it names the variable and the remedy; a traceback would bury it
    sys.stderr.write("".join(f"isuwc can't start: {line}\n" for line in str(error).split("\n")))
    sys.exit(GIVE_UP)

from isuwc.site.kept.wsgi import KeptPages  # noqa: E402 - models can't be imported earlier

application = KeptPages(_site)
