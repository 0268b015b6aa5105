"""New article from text: a report is pasted or uploaded, shown line by line as it was understood, and made a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events.models import Event
from isuwc.files.confined.run import TOGETHER, together
from isuwc.files.pictures.images import MAX_BYTES, UnusablePictureError, check_size
from isuwc.files.uploads import PICTURE_KINDS, LimitedFileInput
from isuwc.newsroom.pages import admin_page, require
from isuwc.text.typed import CleanForm, say_cleanings
from news.imports import (
    ArticlePlan,
    PhotoFile,
    UnreadableReportError,
    complete_pictures,
    create_article,
    plan,
    read_report,
)
from news.imports.files import LONGEST, check_length
from news.models import Article
from news.report import Line, Verdict

PICTURES = 60  # at once; a gallery of a weekend has 20
READING = TOGETHER  # seconds


class PicturesInput(LimitedFileInput):
    """Takes several files."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures, PICTURES at most; cleans to a list of files. Each is named if it is too large."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PicturesInput(MAX_BYTES, PICTURE_KINDS), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > PICTURES:
            raise forms.ValidationError(f"At most {PICTURES} pictures at once.")
        for file in files:
            try:
                check_size(file.size)
            except UnusablePictureError as error:
                raise forms.ValidationError(f"{file.name}: {error}") from error
        return [super(PicturesField, self).clean(file) for file in files]


class ReportForm(CleanForm, forms.Form):
    """The report, pasted or as a file, its pictures, and what the journalist knows better than the report.

    `doubt` says what is uncertain about how the text was read, such as its encoding.
    """

    left_alone = frozenset({"text"})  # its reader cleans it, as it does a file's

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField from-text-source", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or its file",
        required=False,
        help_text="Plain text (.txt).",
        widget=LimitedFileInput(LONGEST, ".txt,text/plain"),
    )
    pictures = PicturesField(
        label="Pictures", required=False, help_text="Matched by agency number or file name. More can come later."
    )
    title = forms.CharField(max_length=200, required=False, help_text="Empty: the text's own, or a proposed one.")
    event = forms.ModelChoiceField(
        queryset=Event.objects.none(), required=False, empty_label="As the text says", help_text="If you know better."
    )
    credit = forms.CharField(
        label="Credit holder",
        max_length=120,
        required=False,
        help_text="Of pictures whose caption names none. Without the ©: ISU.",
    )

    add_same = forms.BooleanField(
        label="Add pictures again that the library has already",
        required=False,
        help_text="Otherwise the ones in the library are taken.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events: forms.ModelChoiceField = self.fields["event"]  # type: ignore[assignment]
        events.queryset = Event.objects.with_place().order_by("-start_date", "-number")
        self.doubt = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        written = (cleaned.get("text") or "").encode(errors="replace")
        if not upload and not written.strip():
            raise forms.ValidationError("Paste the report's text, or choose its file.")
        try:
            if upload:
                check_length(upload.size)
            cleaned["text"], self.doubt = read_report(upload.read(LONGEST + 1) if upload else written)
        except UnreadableReportError as error:
            self.add_error("file" if upload else "text", str(error))
        return cleaned

    def plan(self) -> ArticlePlan:
        """What would be made of it. Asks the database, writes nothing.

        Raises UnusablePictureError where no time was left to ask a picture for its number.
        """
        cleaned = self.cleaned_data
        return plan(
            cleaned["text"],
            [PhotoFile(file.name or "", _reader(file)) for file in cleaned["pictures"]],
            cleaned["event"],
            cleaned["title"].strip(),
            cleaned["credit"].strip(),
            self.doubt,
            cleaned["add_same"],
        )


def _reader(file: UploadedFile) -> Any:
    def read() -> bytes:
        file.seek(0)
        return file.read()

    return read


@dataclass(frozen=True)
class Shown:
    """A line of the report beside what became of it."""

    line: Line

    @property
    def css(self) -> str:
        """The line's class."""
        return {Verdict.TEXT: "is-text", Verdict.FACT: "is-fact", Verdict.LEFT_OUT: "is-left-out"}[self.line.verdict]

    @property
    def verdict(self) -> str:
        """In a word, beside the line."""
        return {Verdict.TEXT: "Kept", Verdict.FACT: "Recognised", Verdict.LEFT_OUT: "Left out"}[self.line.verdict]


def from_text(admin: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """The form; what the text was understood as (`_look`); the draft (`_make`)."""
    require(request, "news.add_article")
    form = ReportForm(request.POST or None, request.FILES or None)
    say_cleanings(request, form.cleaning_words)
    planned, unusable = None, ""
    with together(READING):
        try:
            planned = form.plan() if request.method == "POST" and form.is_valid() else None
            if planned and "_make" in request.POST:
                return _make(admin, request, planned)
        except UnusablePictureError as error:
            unusable = str(error)
    had_pictures = bool(planned and form.cleaned_data["pictures"])
    if planned:
        # The next step's form holds the text, whatever file it came in, and what was made of it.
        initial = {name: form.cleaned_data[name] for name in ("text", "credit", "add_same")}
        form = ReportForm(initial={**initial, "title": planned.title, "event": planned.event})
    context = {
        "opts": admin.opts,
        "form": form,
        "planned": planned,
        "lines": [Shown(line) for line in planned.report.lines] if planned else [],
        "counts": _counts(planned.report.lines) if planned else [],
        "had_pictures": had_pictures,
        "unusable": unusable,
    }
    template = "admin/news/article/from_text.html"
    return admin_page(request, admin.admin_site, template, "New article from text", context)


def _counts(lines: Sequence[Line]) -> list[tuple[str, int]]:
    names = {Verdict.TEXT: "kept as text", Verdict.FACT: "recognised", Verdict.LEFT_OUT: "left out"}
    return [(name, sum(line.verdict is verdict for line in lines)) for verdict, name in names.items()]


def _make(admin: "ModelAdmin[Article]", request: HttpRequest, planned: ArticlePlan) -> HttpResponse:
    """The draft, or the article that this text is already. Raises UnusablePictureError."""
    if planned.earlier:
        completed = complete_pictures(planned)
        messages.info(request, "This text has already been imported. No second article was created.")
        for photo in completed:
            messages.success(request, f"Its picture “{photo}” was completed.")
        return _to(planned.earlier)
    article = create_article(planned, by=request.user)  # type: ignore[arg-type]
    admin.log_addition(request, article, "Made from a report's text.")
    messages.success(request, "The draft is made. Read it once, then preview and publish it.")
    if awaited := [photo.name for photo in planned.photos if photo.is_awaited]:
        messages.warning(request, f"These pictures have no file yet: {', '.join(awaited)}.")
    return _to(article)


def _to(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))
