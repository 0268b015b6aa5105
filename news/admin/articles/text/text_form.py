"""The form of a new article from text: the report, pasted or as a file, its pictures, and what the text lacks."""

import json
import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Script
from django.utils.datastructures import MultiValueDict

from events.models import Event
from isuwc.files.documents.reading import LONGEST as LONGEST_DOCUMENT
from isuwc.files.documents.reading import Link, too_large
from isuwc.files.pictures.images import MAX_BYTES, UnusablePictureError, check_size
from isuwc.files.uploads import PICTURE_KINDS, LimitedFileInput
from isuwc.text.typed import CleanForm
from news.imports import PhotoFile, Source, UnreadableReportError, read_source
from news.imports.files import ENDINGS

PICTURES = 60  # at once; a gallery of a weekend has 20
LINKS = 2_000  # of one document
DOUBTS = 100  # about one document


class PicturesInput(LimitedFileInput):
    """Takes several files."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures, PICTURES at most; cleans to a list of files. Those that are too large go to `refused`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PicturesInput(MAX_BYTES, PICTURE_KINDS), **kwargs)
        self.refused: list[str] = []

    def __deepcopy__(self, memo: dict[int, Any]) -> "PicturesField":
        """Each form has a copy of the field, and a list of its own."""
        copied = super().__deepcopy__(memo)
        copied.refused = []
        return copied

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > PICTURES:
            raise forms.ValidationError(f"At most {PICTURES} pictures at once.")
        taken = []
        for file in files:
            try:
                check_size(file.size)
                taken.append(super().clean(file))
            except (UnusablePictureError, forms.ValidationError) as error:
                self.refused.append(f"{file.name}: {' '.join(getattr(error, 'messages', [str(error)]))}")
        return taken


class ReportForm(CleanForm, forms.Form):
    """The report, pasted or as a file, its pictures, and what the journalist knows better than the report.

    `source` is the text as it was read. `given` says with which text pictures are kept (`news.models.GivenPicture`);
    `brought` has what a document brought that its text does not hold, for the steps after the first.
    """

    class Media:
        js = [Script("news/admin/paste-as-text.js", type="module")]

    left_alone = frozenset({"text"})  # its reader cleans it, as it does a file's

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 16, "class": "vLargeTextField from-text-source", "spellcheck": "false", "data-paste": "text"}
        ),
    )
    file = forms.FileField(
        label="Or its file",
        required=False,
        help_text="Word (.docx) with its pictures, .rtf, a web page (.html) or plain text (.txt).",
        widget=LimitedFileInput(LONGEST_DOCUMENT, ",".join(ENDINGS)),
    )
    pictures = PicturesField(
        label="Pictures",
        required=False,
        help_text="Matched to the text by agency number or file name. You can add more later.",
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
    given = forms.CharField(required=False, widget=forms.HiddenInput)
    brought = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["text"].widget.attrs["autofocus"] = True
        events: forms.ModelChoiceField = self.fields["event"]  # type: ignore[assignment]
        events.queryset = Event.objects.with_place().order_by("-start_date", "-number")
        self.source = Source("")

    @property
    def refused_pictures(self) -> list[str]:
        field: PicturesField = self.fields["pictures"]  # type: ignore[assignment]
        return field.refused

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload and upload.size and upload.size > LONGEST_DOCUMENT:
            raise forms.ValidationError(too_large(upload.size))
        return upload

    def clean_given(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.cleaned_data["given"])
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        written = (cleaned.get("text") or "").encode(errors="replace")
        if not upload and not written.strip():
            if "file" not in self.errors:
                raise forms.ValidationError("Paste the report's text, or choose its file.")
            return cleaned
        if upload and written.strip():
            self.add_error("file", "There is a pasted text as well. Remove the text, or leave the file out.")
            return cleaned
        try:
            self.source = _read(upload) if upload else read_source(written)
        except UnreadableReportError as error:
            self.add_error("file" if upload else "text", str(error))
            return cleaned
        if not upload:
            links, doubts = _brought(cleaned.get("brought") or "")
            self.source = replace(self.source, doubts=tuple(dict.fromkeys(doubts + self.source.doubts)), links=links)
        cleaned["text"] = self.source.text
        return cleaned

    @property
    def bringing(self) -> str:
        """What `brought` says in the next step."""
        if not self.source.links and not self.source.doubts:
            return ""
        links = [[link.line, link.words, link.address] for link in self.source.links[:LINKS]]
        return json.dumps({"links": links, "doubts": self.source.doubts})

    def keep_for_correction(self, given: uuid.UUID) -> None:
        """Show the form again, refused, with its file as text and without the pictures, which are kept."""
        data: Any = self.data
        self.data = data = data.copy()
        data["given"] = str(given)
        if self.source.text:
            data["text"], data["brought"] = self.source.text, self.bringing
        lost = self.files.getlist("file") if "file" in self.errors else []
        self.files = MultiValueDict({"file": lost} if lost else {})


def _read(upload: UploadedFile) -> Source:
    source = read_source(upload.read(), upload.name or "")
    if not source.published:
        return source
    words = f"The page says that it was published before: {source.published}. Keep that date when you publish it."
    return replace(source, doubts=(*source.doubts, words))


def _brought(said: str) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """The links and the doubts that an earlier step found in the document; nothing of what is not of that shape."""
    try:
        found = json.loads(said or "{}")
        links = [Link(*map(str, link)) for link in found.get("links", [])[:LINKS]]
        doubts = [str(doubt) for doubt in found.get("doubts", [])[:DOUBTS] if doubt]
        return tuple(link for link in links if _leads_away(link)), tuple(doubts)
    except (ValueError, TypeError, AttributeError, KeyError):
        return (), ()


def _leads_away(link: Link) -> bool:
    """Also if it stands on no line, as that of a table, which is named for that in every step."""
    return bool(link.words) and link.address.startswith(("https://", "http://", "mailto:"))


def photo_file(file: UploadedFile) -> PhotoFile:
    def read() -> bytes:
        file.seek(0)
        return file.read()

    return PhotoFile(file.name or "", read)
