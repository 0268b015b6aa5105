"""Adding many photos at once: with JavaScript each file in a request of its own, without it all in one form.

What comes in is in the library at once, marked as not looked at, so that nothing is lost when the page is left.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from isuwc.files.confined.run import TOGETHER, together
from isuwc.files.pictures.images import MAX_BYTES, UnusablePictureError
from isuwc.files.pictures.uploaded import prepare
from isuwc.files.uploads import PICTURE_KINDS, LimitedFileInput
from isuwc.newsroom.pages import admin_page, require
from news.admin.photos.adding import add
from news.admin.photos.file_change import doubts_in_words
from news.admin.photos.same import IN_THE_LIBRARY
from news.models import Photo

TEMPLATE = "admin/news/photo/add_many.html"


class FilesInput(LimitedFileInput):
    allow_multiple_selected = True


class ManyForm(forms.Form):
    pictures = forms.FileField(
        label="Photographs",
        widget=FilesInput(MAX_BYTES, PICTURE_KINDS),
        help_text="JPEG, PNG, WebP, AVIF or HEIC, up to 40 MB each.",
    )


def add_many(admin: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """The page, and what a form without JavaScript sends: one sentence for each file that was not added."""
    require(request, "news.add_photo")
    if request.method == "POST" and (files := request.FILES.getlist("pictures")):
        added, refused = _add(admin, request, files)
        for words in refused:
            messages.error(request, words)
        if added:
            messages.success(request, f"Added: {', '.join(map(str, added))}.")
        return HttpResponseRedirect(_facts() if added and _may_mend(request) else reverse("admin:news_photo_many"))
    if request.method == "POST":
        messages.error(request, getattr(request, "no_room_for_upload", "") or "No file was chosen.")
    context = {
        "opts": admin.opts,
        "form": ManyForm(),
        "most_bytes": MAX_BYTES,
        "facts": _facts() if _may_mend(request) else reverse("admin:news_photo_changelist"),
        "waiting": Photo.objects.filter(is_checked=False, added_by=request.user.pk).count(),
    }
    return admin_page(request, admin.admin_site, TEMPLATE, "Add photographs", context)


def _facts() -> str:
    return f"{reverse('admin:news_photo_facts_list')}?whose=mine"


def _may_mend(request: HttpRequest) -> bool:
    return request.user.has_perm("news.change_photo")


def _add(
    admin: "ModelAdmin[Any]", request: HttpRequest, files: list[UploadedFile]
) -> tuple[list[Photo], list[str | SafeString]]:
    """The photos that were added, and why the others were not."""
    added: list[Photo] = []
    refused: list[str | SafeString] = []
    with together(TOGETHER):
        for file in files:
            try:
                found = _take(request, file)
            except UnusablePictureError as error:
                refused.append(f"{file.name}: {error}")
                continue
            if isinstance(found, Photo):
                admin.log_addition(request, found, "Added with others.")
                added.append(found)
            else:
                refused.append(found)
    return added, refused


def _take(request: HttpRequest, file: UploadedFile) -> Photo | SafeString:
    """The new photo, or which of the library have the picture. Raises UnusablePictureError."""
    picture = prepare(file)
    found = add(picture, file.name or "", request.user, is_checked=False)  # type: ignore[arg-type] # who is signed in
    if isinstance(found, list):
        return format_html("{}: {} {}", file.name, IN_THE_LIBRARY, _links(found))
    photo, change = found
    for words in doubts_in_words(change, photo):
        messages.warning(request, f"{photo}: {words}")
    return photo


def _links(photos: list[Photo]) -> SafeString:
    return format_html_join(", ", '<a href="{}">{}</a>', _addresses(photos))


def _addresses(photos: list[Photo]) -> Iterator[tuple[str, str]]:
    yield from ((reverse("admin:news_photo_change", args=[photo.pk]), str(photo)) for photo in photos)
