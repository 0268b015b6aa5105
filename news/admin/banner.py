"""Banners and QR codes in the admin: preview, downloads for print, how often they were scanned."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.models import Event
from events.time.dates import brief_moment
from isuwc.files.pictures.images import MAX_BYTES
from isuwc.files.pictures.renditions import Rendition
from isuwc.files.uploads import PICTURE_KINDS, LimitedFileInput
from isuwc.text.typed import CleanAdmin
from news.banners.files import KINDS
from news.models import Banner, QRCode, Scan
from news.models.banner import PageKind, finished_art
from news.pictures.art.frame import SIZE


class EventField(forms.ModelChoiceField):
    """A choice of events that loads what their names need in one query."""

    def __init__(self, queryset: QuerySet[Event], **options: Any) -> None:
        super().__init__(queryset.select_related("season", "venue"), **options)


class BannerForm(forms.ModelForm):
    pages = forms.MultipleChoiceField(choices=PageKind, widget=forms.CheckboxSelectMultiple, initial=PageKind.values)
    upload = forms.FileField(
        label="Finished banner",
        required=False,
        widget=LimitedFileInput(MAX_BYTES, PICTURE_KINDS),
        help_text="Exactly 1280 × 200 or 2560 × 400 pixels; the QR code is set into it. "
        "Without one the banner is drawn from the event's data.",
    )
    remove_art = forms.BooleanField(label="Draw it again from the event's data", required=False)

    class Meta:
        model = Banner
        fields = ["event", "pages", "starts_at", "ends_at", "series", "upload", "remove_art", "placement", "alt"]
        help_texts = {
            "starts_at": "In UTC. Empty: at once.",
            "ends_at": "In UTC. Empty: until the last day of the event is over at its venue. "
            "To show it after the event, enter a later moment.",
        }
        field_classes = {"event": EventField}

    def clean_upload(self) -> Rendition | None:
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is None:
            return None
        try:
            return finished_art(upload)
        except ValueError as error:  # either error has a message for a journalist
            raise ValidationError(str(error)) from error

    def save(self, commit: bool = True) -> Banner:
        if self.cleaned_data["upload"]:
            self.instance.keep_art(self.cleaned_data["upload"])
        elif self.cleaned_data.get("remove_art"):
            self.instance.art = ""
        return super().save(commit)


@admin.register(Banner)
class BannerAdmin(CleanAdmin):
    form = BannerForm
    list_display = ["event", "period", "page_kinds", "kind_of_art", "scans"]
    list_filter = ["event__season"]
    list_select_related = ["event__season", "event__venue"]
    readonly_fields = ["preview", "downloads", "code", "scans"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Banner]:
        banners = (
            super()
            .get_queryset(request)
            .select_related("qr__event__season", "event__season__series", "event__venue__country")
        )
        return banners.annotate(scan_total=Coalesce(Sum("qr__scans__count"), 0))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        removal = ["remove_art"] if obj and obj.art else []
        return [
            (None, {"fields": ["event", "preview", "downloads"]}),
            ("Where and when", {"fields": ["pages", "series", "starts_at", "ends_at"]}),
            ("Art", {"fields": ["upload", *removal, "placement", "alt"]}),
            ("QR code", {"fields": ["code", "scans"]}),
        ]

    @admin.display(description="shown")
    def period(self, banner: Banner) -> str:
        first = f"from {brief_moment(banner.starts_at)}" if banner.starts_at else ""
        last = f"until {brief_moment(banner.ends_at)}" if banner.ends_at else "until the event is over"
        return f"{first} {last}".strip()

    @admin.display(description="pages")
    def page_kinds(self, banner: Banner) -> str:
        return ", ".join(str(PageKind(kind).label) for kind in banner.pages)

    @admin.display(description="art")
    def kind_of_art(self, banner: Banner) -> str:
        return "uploaded" if banner.art else "drawn"

    @admin.display(description="scans", ordering="scan_total")
    def scans(self, banner: Banner) -> int:
        return getattr(banner, "scan_total", 0)

    @admin.display(description="preview")
    def preview(self, banner: Banner) -> SafeString | str:
        if not banner.pk:
            return "Shown here once saved."
        return format_html(
            '<img src="{}" srcset="{} 2x" width="{}" height="{}" alt="{}">',
            banner.src,
            banner.src_2x,
            SIZE[0] // 2,
            SIZE[1] // 2,
            banner.alt_text,
        )

    @admin.display(description="downloads")
    def downloads(self, banner: Banner) -> SafeString | str:
        if not banner.pk:
            return "—"
        files = [
            (banner.url(variant, kind), f"{size}.{kind}")
            for variant, size in (("1x", "1280 × 200"), ("2x", "2560 × 400"))
            for kind in KINDS
        ]
        return _links([*files, *_code_files(banner.qr)])

    @admin.display(description="code")
    def code(self, banner: Banner) -> SafeString | str:
        if not banner.pk:
            return "Made when the banner is saved."
        address = reverse("admin:news_qrcode_change", args=[banner.qr_id])
        return format_html('<a href="{}">{}</a>', address, banner.qr.address)


class ScanInline(admin.TabularInline):
    model = Scan
    extra = 0
    can_delete = False
    max_num = 0
    readonly_fields = ["day", "count"]


class QRCodeForm(forms.ModelForm):
    class Meta:
        model = QRCode
        fields = ["code", "label", "event", "path"]
        field_classes = {"event": EventField}


@admin.register(QRCode)
class QRCodeAdmin(CleanAdmin):
    form = QRCodeForm
    view_on_site = False  # following the link would count as a scan
    list_display = ["code", "label", "leads_to", "made_at", "scans"]
    search_fields = ["code", "label", "path", "event__venue__city"]
    list_filter = ["event__season"]
    inlines = [ScanInline]
    fields = ["code", "label", "event", "path", "preview", "downloads", "address", "scans"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        computed = ["preview", "downloads", "address", "scans"]
        return ["code", *computed] if obj else computed

    def get_queryset(self, request: HttpRequest) -> QuerySet[QRCode]:
        return QRCode.objects.with_scans().select_related("event__season", "event__venue")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A printed code must always work, so codes can't be deleted."""
        return False

    @admin.display(description="leads to")
    def leads_to(self, qr: QRCode) -> SafeString:
        return format_html('<a href="{}">{}</a>', qr.target, qr.event or qr.path)

    @admin.display(description="scans", ordering="scan_total")
    def scans(self, qr: QRCode) -> int:
        return getattr(qr, "scan_total", 0)

    @admin.display(description="address in the code")
    def address(self, qr: QRCode) -> str:
        if not qr.pk:
            return "Made when the code is saved."
        # A printed code with a developer's address would never work.
        return qr.address if settings.HTTPS else f"{qr.address} (a test address: don't print this code)"

    @admin.display(description="preview")
    def preview(self, qr: QRCode) -> SafeString | str:
        if not qr.pk:
            return "Shown here once saved."
        address = reverse("qr_file", args=[qr.code, "svg"])
        return format_html('<img src="{}" width="185" height="185" alt="QR code to {}">', address, qr.address)

    @admin.display(description="for print")
    def downloads(self, qr: QRCode) -> SafeString | str:
        return _links(_code_files(qr)) if qr.pk else "—"


def _code_files(qr: QRCode) -> list[tuple[str, str]]:
    return [(reverse("qr_file", args=[qr.code, kind]), f"QR code.{kind}") for kind in ("svg", "png")]


def _links(files: list[tuple[str, str]]) -> SafeString:
    return format_html_join(" · ", '<a href="{}" download>{}</a>', files)
