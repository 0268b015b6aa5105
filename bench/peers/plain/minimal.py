"""An article as the plainest Django view has it: its edition, its results, one template, and no page around it."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
settings.ROOT_URLCONF = "peers.plain.minimal_urls"
application = get_wsgi_application()
