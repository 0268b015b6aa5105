"""The photo library: its list, and the form of a photo."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from isuwc.files.pictures.images import MAX_BYTES, UnusablePictureError
from isuwc.files.pictures.uploaded import prepare
from isuwc.files.uploads import PICTURE_KINDS, LimitedFileInput
from isuwc.text.typed import CleanAdmin
from news.admin.photos import corrections, picker
from news.admin.photos.file_change import change_messages, doubts_in_words
from news.admin.photos.same import IN_THE_LIBRARY, which_have_it
from news.editions.photo_files import remove_later
from news.models import Photo
from news.pictures.file_facts import FileChange


class PhotoForm(forms.ModelForm):
    upload = forms.FileField(
        label="File",
        required=False,
        widget=LimitedFileInput(MAX_BYTES, PICTURE_KINDS),
        help_text="JPEG, PNG, WebP, AVIF or HEIC, up to 40 MB. Empty fields are filled from the file’s metadata. "
        "Replacing a file removes what came from the earlier one; each field that changes is named.",
    )
    doubts_settled = forms.BooleanField(
        label="I have looked: what the file says is right", required=False, help_text="The doubts go."
    )
    add_anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)  # the refusal has a box for it
    file_change: FileChange | None = None  # set by a new file

    class Meta:
        model = Photo
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets say which
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "alt": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "usage_terms": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("doubts_settled"):
            self.instance.file_doubts = {}
        upload = self.cleaned_data.get("upload")
        if upload and not self.errors:
            try:
                picture = prepare(upload)
            except UnusablePictureError as error:
                self.add_error("upload", str(error))
                return
            same = Photo.objects.same_as(picture).exclude(pk=self.instance.pk)
            if same and not self.cleaned_data.get("add_anyway"):
                self.add_error("upload", IN_THE_LIBRARY)
                self["upload"].help_text = which_have_it(same)
                return
            self.file_change = self.instance.take_file(picture, upload.name, typed=self.changed_data)


class MissingFilter(admin.SimpleListFilter):
    title = "missing"
    parameter_name = "wants"  # stays, for bookmarks of the list

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        missing = [("file", "A file"), ("credit", "A credit"), ("alt", "Alternative text"), ("caption", "A caption")]
        return [*missing, ("certainty", "Certainty: something is doubtful")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "file":
                return queryset.awaited()
            case "alt":
                return queryset.filter(alt="", is_decorative=False)
            case "certainty":
                return queryset.doubtful()
            case "credit" | "caption" as field:
                return queryset.filter(**{field: ""})
        return queryset


@admin.register(Photo)
class PhotoAdmin(CleanAdmin):
    form = PhotoForm
    list_display = ["thumbnail", "name", "doubts", "caption", "credit_line", "missing", "added_at"]
    list_display_links = ["thumbnail", "name"]
    list_filter = [MissingFilter, "credit", "added_at"]
    list_per_page = 40
    search_fields = ["name", "caption", "agency_id", "people", "place", "photographer", "credit", "alt"]
    filter_horizontal = ["skaters"]
    readonly_fields = ["full_picture", "shown_in", "doubts"]
    fieldsets = [
        (None, {"fields": ["full_picture", "upload", "name", "shown_in"]}),
        ("On the page", {"fields": ["caption", ("credit", "photographer"), "alt", "is_decorative"]}),
        ("About it", {"fields": ["agency_id", "place", "people", "skaters", "taken_on", "usage_terms"]}),
        ("Focal point", {"fields": [("focal_x", "focal_y")], "description": "Click on the picture above to set it."}),
    ]

    class Media:
        css = {"all": ["news/admin/photo-picker.css"]}
        js = [Script("news/admin/focal-point.js", type="module")]

    @admin.display(description="")
    def thumbnail(self, photo: Photo) -> str:
        if photo.is_awaited:
            return "No file yet"
        return format_html(
            '<img class="photo-thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            photo.picture.thumbnail,
            photo.width,
            photo.height,
            photo.alt,
        )

    @admin.display(description="picture")
    def full_picture(self, photo: Photo) -> str:
        if photo.is_awaited:
            return "No file yet"
        return format_html(
            '<span class="focal-point" data-focal-point><img src="{}" width="{}" height="{}" alt="{}"></span>',
            photo.picture.src,
            photo.width,
            photo.height,
            photo.alt,
        )

    @admin.display(description="where it is shown")
    def shown_in(self, photo: Photo) -> str:
        return corrections.shown_in(photo) if photo.pk else "Nowhere yet."

    @admin.display(description="missing")
    def missing(self, photo: Photo) -> str:
        return ", ".join(photo.missing)

    @admin.display(description="doubtful")
    def doubts(self, photo: Photo) -> str:
        return format_html_join("", '<p class="photo-doubt">{}</p>', ((sentence,) for sentence in photo.doubts))

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        first, *others = super().get_fieldsets(request, obj)
        if obj is None or not obj.doubts:
            return [first, *others]
        asked = ["doubts", "doubts_settled"] if obj.file_doubts else ["doubts"]
        return [first, ("Worth a look", {"fields": asked}), *others]

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.added_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        if form.file_change:
            for words in doubts_in_words(form.file_change, obj):
                messages.warning(request, words)
        if form.file_change and form.file_change.replaced:
            remove_later(form.file_change.replaced)
            for words in change_messages(form.file_change, obj, form.changed_data):
                messages.warning(request, words)

    def response_change(self, request: HttpRequest, obj: Photo) -> HttpResponse:
        for notice in corrections.correction_notices(obj):
            messages.warning(request, notice)
        return super().response_change(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Says where each photo is used that can't be deleted, with links."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if not protected:
            return to_delete, counts, lacking, []
        used = [(photo, corrections.deletion_obstacles(photo)) for photo in objs]
        # What would go with it is no matter of rights, since it does not go.
        return to_delete, counts, set(), [line for photo, lines in used if lines for line in (str(photo), lines)]

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        own = [
            path("pick/", wrap(partial(picker.pick, self)), name="news_photo_pick"),
            path("upload/", wrap(require_POST(partial(picker.upload, self))), name="news_photo_upload"),
            path("<int:pk>/facts/", wrap(partial(picker.facts, self)), name="news_photo_facts"),
            path("<int:pk>/corrections/", wrap(partial(corrections.corrections, self)), name="news_photo_corrections"),
        ]
        return own + super().get_urls()
