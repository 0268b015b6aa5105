"""The application that a server runs. Reads the process's environment only, never `var/local.env`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")

application = get_wsgi_application()
