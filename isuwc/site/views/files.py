"""Serves uploaded pictures if no web server does (docs/operators.md says how nginx does)."""

import os

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

# The limits of file systems; names of ours are much shorter
LONGEST_NAME = 255  # bytes
LONGEST_PATH = 1_000  # characters


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of MEDIA_ROOT. Its name holds a digest of what is in it, so it may be kept for ever."""
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in path.split("/")) or len(path) > LONGEST_PATH:
        raise Http404("No file has so long a name.")
    if path.rpartition("/")[2].startswith("."):
        raise Http404("What is just being written is nobody's to read.")
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    # The folder only has pictures that the site encoded. If it ever had anything else, this keeps scripts in it from
    # running.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
