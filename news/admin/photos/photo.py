"""The photo library: its list, and the form of a photo."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.views.decorators.http import require_POST

from isuwc.files.pictures.images import MAX_BYTES, UnusablePictureError
from isuwc.files.pictures.uploaded import prepare
from isuwc.files.uploads import PICTURE_KINDS, LimitedFileInput
from isuwc.text.typed import CleanAdmin
from news.admin.photos import columns, corrections, many, original, picker
from news.admin.photos.facts_list import facts_list
from news.admin.photos.file_change import change_messages, doubts_in_words
from news.admin.photos.filters import FILTERS
from news.admin.photos.rights_fields import name_parts
from news.admin.photos.same import IN_THE_LIBRARY, which_have_it
from news.admin.photos.uses import uses_of
from news.editions.photos.files import put_away_later
from news.models import Photo
from news.models.photos.queryset import files_of
from news.models.photos.searching import HELP, having
from news.pictures.file_facts import FileChange

RIGHTS = (
    "Moments are in UTC. Outside of them no story with the photo goes live, and pages that are live already stand "
    "without it."
)
MOST_TOGETHER = 200  # photos whose facts are mended together: their keys are in the address, which has an end
# Their shapes on pages: name, class
CROPS = [
    ("Lists", "list"),
    ("Lead story on a wide screen", "lead"),
    ("Shared link", "card"),
    ("Lists on a phone", "square"),
]


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
            "keywords": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_parts(self)

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


@admin.register(Photo)
class PhotoAdmin(CleanAdmin):
    form = PhotoForm
    change_list_template = "admin/news/photo/change_list.html"
    list_display = ["thumbnail", "about", "lacks", "uses", "added"]
    list_display_links = ["about"]
    list_filter = FILTERS
    list_per_page = 48
    list_select_related = ["event__season", "event__venue"]
    search_fields = ["name"]  # there is a search; `Photo.objects.matching` says of what
    search_help_text = HELP
    actions = ["mend", "are_right"]
    autocomplete_fields = ["skaters", "event"]
    readonly_fields = ["full_picture", "crops", "shown_in", "doubts"]
    fieldsets = [
        (None, {"fields": ["full_picture", "crops", ("focal_x", "focal_y"), "upload", "name", "shown_in"]}),
        ("On the page", {"fields": ["caption", ("credit", "photographer"), "alt", "is_decorative"]}),
        ("Who, where and when", {"fields": ["people", "skaters", "event", "place", "taken_on"]}),
        ("Found by", {"fields": ["agency_id", "keywords"]}),
        ("Rights", {"fields": ["usage_terms", ("rights_from", "rights_until")], "description": RIGHTS}),
    ]

    class Media:
        css = {"all": ["isuwc/css/components/focal-point.css", "news/admin/photo-picker.css"]}
        js = [Script("news/admin/focal-point.js", type="module")]

    # The list

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Photos", **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Photo]":
        return super().get_queryset(request).annotate(found_files=files_of("file"))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """With the articles that use each photo."""
        changelist = super().get_changelist_instance(request)
        uses = uses_of({photo.pk for photo in changelist.result_list})
        for photo in changelist.result_list:
            photo.used_in = uses[photo.pk]
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Photo]", search_term: str
    ) -> "tuple[QuerySet[Photo], bool]":
        return queryset.filter(having(search_term)), False

    @admin.display(description="")
    def thumbnail(self, photo: Photo) -> str:
        return columns.thumbnail(photo)

    @admin.display(description="name", ordering="name")
    def about(self, photo: Photo) -> str:
        return columns.about(photo)

    @admin.display(description="to be looked at")
    def lacks(self, photo: Photo) -> str:
        return columns.lacks(photo)

    @admin.display(description="used in")
    def uses(self, photo: Photo) -> str:
        return columns.uses(photo, getattr(photo, "used_in", []))

    @admin.display(description="added", ordering="added_at")
    def added(self, photo: Photo) -> str:
        return columns.added(photo)

    @admin.action(description="Mend their facts together …", permissions=["change"])
    def mend(self, request: HttpRequest, queryset: "QuerySet[Photo]") -> HttpResponse | None:
        keys = [str(key) for key in queryset.order_by("pk").values_list("pk", flat=True)[: MOST_TOGETHER + 1]]
        if len(keys) > MOST_TOGETHER:
            messages.error(request, f"Choose {MOST_TOGETHER} photos at most to mend their facts together.")
            return None
        return HttpResponseRedirect(f"{reverse('admin:news_photo_facts_list')}?id__in={','.join(keys)}")

    @admin.action(description="Their facts are right", permissions=["change"])
    def are_right(self, request: HttpRequest, queryset: "QuerySet[Photo]") -> None:
        waiting = queryset.filter(is_checked=False)
        names = ", ".join(map(str, waiting))
        count = Photo.objects.filter(pk__in=[photo.pk for photo in waiting]).update(is_checked=True)
        messages.info(
            request, f"{count} marked as looked at: {names}." if count else "All of them were looked at before."
        )

    # The form

    @admin.display(description="picture")
    def full_picture(self, photo: Photo) -> str:
        return render_to_string("admin/news/photo/_focal_point.html", {"photo": photo})

    @admin.display(description="how crops look")
    def crops(self, photo: Photo) -> str:
        return render_to_string("admin/news/photo/_crops.html", {"photo": photo, "crops": CROPS})

    @admin.display(description="where it is shown")
    def shown_in(self, photo: Photo) -> str:
        return corrections.shown_in(photo) if photo.pk else "Nowhere yet."

    @admin.display(description="doubtful")
    def doubts(self, photo: Photo) -> str:
        return format_html_join("", '<p class="photo-doubt">{}</p>', ((sentence,) for sentence in photo.doubts))

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        first, *others = super().get_fieldsets(request, obj)
        if obj is None:
            return [first, *others]
        asked = ["doubts"] if obj.doubts else []
        asked += ["doubts_settled"] if obj.file_doubts else []
        asked += [] if obj.is_checked else ["is_checked"]
        if not asked:
            return [first, *others]
        return [first, ("Worth a look", {"fields": asked}), *others]

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if not change:
            obj.added_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        if form.file_change:
            for words in doubts_in_words(form.file_change, obj):
                messages.warning(request, words)
        if form.file_change and form.file_change.replaced:
            put_away_later(form.file_change.replaced)
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
            path("many/", wrap(partial(many.add_many, self)), name="news_photo_many"),
            path("facts/", wrap(partial(facts_list, self.admin_site)), name="news_photo_facts_list"),
            path("upload/", wrap(require_POST(partial(picker.upload, self))), name="news_photo_upload"),
            path("<int:pk>/facts/", wrap(partial(picker.facts, self)), name="news_photo_facts"),
            path("<int:pk>/original/", wrap(partial(original.original, self)), name="news_photo_original"),
            path("<int:pk>/corrections/", wrap(partial(corrections.corrections, self)), name="news_photo_corrections"),
        ]
        return own + super().get_urls()
