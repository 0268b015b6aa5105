"""A photo as it came, for staff: nobody else ever gets it, as it has everything in it that the camera wrote."""

from pathlib import PurePath

from django.contrib.admin import ModelAdmin
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.text import slugify

from isuwc.files.whole import private
from isuwc.newsroom.pages import require_view
from news.models import Photo, Upload
from news.pictures.storage import opened


def original(admin: "ModelAdmin[Photo]", request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file to download, byte by byte; of a photo that came before it was kept, its master of 4096 pixels at most.

    Raises Http404, and PermissionDenied."""
    photo = get_object_or_404(Photo, pk=pk)
    require_view(admin, request, photo)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if photo.is_awaited:
        raise Http404("Its file is still missing.")
    row = Upload.objects.filter(pk=photo.digest).first()
    kind = row.original if row else ""
    try:
        file = private().open(row.original_name) if row and kind else opened(str(photo.file))
    except FileNotFoundError:
        raise Http404("Its file is lost.") from None
    name = f"{slugify(PurePath(str(photo)).stem) or 'photo'}.{kind or 'jpg'}"
    response = FileResponse(file, as_attachment=True, filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response
