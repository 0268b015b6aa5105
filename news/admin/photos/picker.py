"""The dialog in which an article's photos are chosen, uploaded and described. Its views answer with JSON."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from isuwc.files.pictures.images import UnusablePictureError
from isuwc.files.pictures.uploaded import prepare
from isuwc.newsroom.pages import require, require_view
from isuwc.text import said
from isuwc.text.numbers import whole_number
from isuwc.text.search_terms import search_terms
from isuwc.text.typed import CleanForm
from news.admin.photos import corrections
from news.admin.photos.adding import add_next
from news.admin.photos.columns import TO_BE_CHECKED
from news.admin.photos.file_change import doubts_in_words
from news.admin.photos.same import IN_THE_LIBRARY
from news.models import Photo

PER_PAGE = 24
# Of a picture that was not read: the server is busy, or has a fault; any other is no good itself
STATUSES = {"wait": 503, "late": 503, "slow": 503, "machine": 500}
FACTS = ["caption", "credit", "photographer", "alt", "is_decorative", "people", "place"]


class FactsForm(CleanForm, forms.ModelForm):
    """The fields of a photo in the picker's dialog."""

    class Meta:
        model = Photo
        fields = FACTS


def pick(admin: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """A page of the library as JSON, newest first: `?q=words&page=2`."""
    require_view(admin, request)
    question = search_terms(request.GET.get("q", ""))
    page = Paginator(Photo.objects.matching(question.words).with_files(), PER_PAGE).get_page(request.GET.get("page"))
    photos = [_as_json(photo) for photo in page]
    return JsonResponse({"photos": photos, "more": page.has_next(), "error": question.remark})


def upload(admin: "ModelAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Add one picture to the library; the answer for an unusable one gives the reason.

    One that the library has already is answered with those photos (409), and added with `anyway` all the same. With
    `later` its facts wait for somebody to look at them (`facts_list`).
    """
    require(request, "news.add_photo")
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return JsonResponse({"error": "No file was sent."}, status=400)
    try:
        picture = prepare(upload)
    except UnusablePictureError as error:
        status = STATUSES.get(getattr(error.__cause__, "reason", ""), 400)
        return JsonResponse({"error": str(error)}, status=status)
    later, by, anyway = "later" in request.POST, request.user, "anyway" in request.POST
    found = add_next(picture, upload.name or "", by, anyway=anyway, is_checked=not later)  # type: ignore[arg-type] # who is signed in
    if isinstance(found, list):
        return JsonResponse({"same": [_as_json(photo) for photo in found], "error": IN_THE_LIBRARY}, status=409)
    photo, change = found
    admin.log_addition(request, photo, "Added with others." if later else "Uploaded while writing.")
    return JsonResponse({**_as_json(photo), "remarks": list(doubts_in_words(change, photo))})


def facts(admin: "ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """The facts of a photo with where else it is used, `?besides=` an article; or, sent, the facts as they shall be."""
    if request.method == "POST":
        return _save(admin, request, pk)
    photo = get_object_or_404(Photo, pk=pk)
    require_view(admin, request, photo)
    besides = whole_number(request.GET.get("besides", ""))
    may = {"may_change": admin.has_change_permission(request, photo)}
    return JsonResponse({**_as_json(photo), **may, "used": corrections.used_in(photo, besides)})


@transaction.atomic
def _save(admin: "ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """Save the fields of the dialog that were changed in it: caption, credit, alternative text.

    `was_caption` and so on are the values on which the dialog was opened. Where somebody else changed the same
    field meanwhile, nothing is saved, and the answer (409) says so.
    """
    require(request, "news.change_photo")
    photo = get_object_or_404(Photo.objects.select_for_update(no_key=True), pk=pk)
    if clashes := [name for name in FACTS if _both_changed(name, request.POST, photo)]:
        words = " ".join(f"Meanwhile “{_label(name)}” became “{_said(getattr(photo, name))}”." for name in clashes)
        now = {f"was_{name}": getattr(photo, name) for name in FACTS}
        return JsonResponse({"error": f"{words} Press again to save yours over it.", "now": now}, status=409)
    form = FactsForm(_typed(request.POST, photo), instance=photo)
    if not form.is_valid():
        errors = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": " ".join(errors)}, status=400)
    form.save()
    admin.log_change(request, photo, "Described while writing.")
    notices = {
        "cleaned": " ".join(form.cleaning_words),
        "offers": [str(notice) for notice in corrections.correction_notices(photo)],
    }
    return JsonResponse({**_as_json(photo), **notices})


def _both_changed(name: str, sent: QueryDict, photo: Photo) -> bool:
    was, typed = ((sent.get(each) or "").replace("\r\n", "\n") for each in (f"was_{name}", name))
    is_asked = f"was_{name}" in sent and name in sent
    now = getattr(photo, name)
    return is_asked and typed != was and (str(now).lower() if isinstance(now, bool) else now) not in {was, typed}


def _label(name: str) -> str:
    return str(Photo._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # none of FACTS is a relation


def _said(value: Any) -> str:
    return said.yes_or_no(value) if isinstance(value, bool) else str(value) or said.NOTHING


def _typed(sent: QueryDict, photo: Photo) -> QueryDict:
    """What was sent, with what this person left alone as it is by now."""
    data = sent.copy()
    for name in FACTS:
        if f"was_{name}" in sent and sent.get(name, sent[f"was_{name}"]) == sent[f"was_{name}"]:
            data.pop(name, None)
            if now := getattr(photo, name):
                data[name] = str(now)
    return data


def _as_json(photo: Photo) -> dict[str, Any]:
    return {
        "id": photo.pk,
        "name": str(photo),
        "thumbnail": "" if photo.is_awaited else photo.picture.thumbnail,
        "width": photo.width,
        "height": photo.height,
        "credit_line": photo.credit_line,
        "missing": photo.missing,
        "doubts": [*photo.doubts, *([] if photo.is_checked else [TO_BE_CHECKED])],
        "url": reverse("admin:news_photo_change", args=[photo.pk]),
        "facts_url": reverse("admin:news_photo_facts", args=[photo.pk]),
        **{field: getattr(photo, field) for field in FACTS},
    }
