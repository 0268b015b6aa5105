"""Serves uploaded pictures if no web server does (docs/operators.md says how nginx does), and those it can't find."""

import os

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from isuwc.files.whole import private
from news.editions.photos.uses import may_be_seen
from news.pictures.storage import digest_of

# The limits of file systems; names of ours are much shorter
LONGEST_NAME = 255  # bytes
LONGEST_PATH = 1_000  # characters


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of MEDIA_ROOT. Its name holds a digest of what is in it, so a browser may keep it for ever. A cache
    that many share asks again after an hour, as the right to a picture may end."""
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in path.split("/")) or len(path) > LONGEST_PATH:
        raise Http404("No file has so long a name.")
    if path.rpartition("/")[2].startswith("."):
        raise Http404("What is just being written is nobody's to read.")
    response: HttpResponseBase
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except Http404:
        response = _closed(request, path)
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=31_536_000, s_maxage=3600, immutable=True)
    # The folder only has pictures that the site encoded. If it ever had anything else, this keeps scripts in it from
    # running.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _closed(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition that lies in private: for staff who may see photos, and for everybody as soon as it may be seen,
    before it is put back where a web server finds it. Raises Http404."""
    digest = digest_of(path)
    is_theirs = bool(digest) and any(request.user.has_perm(f"news.{each}_photo") for each in ("view", "change"))
    if not digest or not (is_theirs or may_be_seen(digest, timezone.now())):
        raise Http404("There is no such file, or not for everybody.")
    try:
        response = FileResponse(private().open(path))
    except FileNotFoundError:
        raise Http404("There is no such file.") from None
    if is_theirs:
        patch_cache_control(response, private=True, no_store=True)
    return response
