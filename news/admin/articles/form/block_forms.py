"""The form of a block inside the article's form. It takes what is unfinished: only publishing asks for all of it."""

from typing import Any

from django import forms
from django.contrib.admin.helpers import InlineAdminFormSet
from django.utils.functional import cached_property

from news.admin.articles.form.lookups import give_loaded
from news.admin.articles.form.widgets import PhotosField
from news.models import GalleryBlock, PhotoBlock, QuoteBlock, TableBlock, VideoBlock
from news.models.blocks import Block


class BlockForm(forms.ModelForm):
    """Its fields know the rows that are chosen in them, if those were loaded with the block."""

    number = 0  # its place in the article; 0 for the empty one that new ones are made from

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        give_loaded(self)

    @property
    def name(self) -> str:
        """As the checks before publication call it: Block 3 (quote)."""
        return f"Block {self.number} ({self.instance._meta.verbose_name})"

    @cached_property
    def unfinished(self) -> list[str]:
        """What keeps the stored block from being published, as predicates: "is empty."."""
        block: Block = self.instance
        return list(block.in_edition().problems()) if block.pk else []


class BlockFormSet(forms.BaseInlineFormSet):
    """Blocks of one kind. Django makes the empty form anew whenever it is asked for, four times a page."""

    @cached_property
    def empty_form(self) -> forms.ModelForm:
        return super().empty_form


class ShownBlocks(InlineAdminFormSet):
    """Blocks of one kind as the page shows them. All of a kind need the same files, for which Django asks each."""

    @property
    def media(self) -> forms.Media:
        return self.opts.media + self.formset.empty_form.media


class QuoteForm(BlockForm):
    class Meta:
        model = QuoteBlock
        fields = ["text", "speaker", "speaker_name", "role"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2, "placeholder": "“Word for word, with its quotation marks.”"}),
            "speaker_name": forms.TextInput(attrs={"placeholder": "Bart Schouten"}),
            "role": forms.TextInput(attrs={"placeholder": "Coach of Canada"}),
        }
        labels = {"text": "Words", "speaker": "Skater", "speaker_name": "Or another speaker"}
        help_texts = dict.fromkeys(fields, "")  # what stands in the empty fields says it


class PhotoForm(BlockForm):
    class Meta:
        model = PhotoBlock
        fields = ["photo", "caption"]
        widgets = {"caption": forms.Textarea(attrs={"rows": 1, "placeholder": "The photo’s own caption"})}
        help_texts = {"caption": ""}


class VideoForm(BlockForm):
    class Meta:
        model = VideoBlock
        fields = ["youtube_id", "title", "poster"]
        widgets = {
            "youtube_id": forms.TextInput(attrs={"placeholder": "https://www.youtube.com/watch?v=…"}),
            "title": forms.TextInput(attrs={"placeholder": "What it shows"}),
        }
        help_texts = {"youtube_id": "", "title": ""}


class GalleryForm(BlockForm):
    """A gallery with its photos in the order in which they were chosen, which are rows of a model of their own."""

    chosen = PhotosField(label="Photos", required=False)

    class Meta:
        model = GalleryBlock
        fields = ["title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            photos = self.instance.photos_in_order
            self.initial["chosen"] = [photo.pk for photo in photos]
            self.fields["chosen"].widget.loaded = photos

    def clean(self) -> dict[str, Any] | None:
        # A preview draws the block before it is saved.
        self.instance.chosen = self.cleaned_data.get("chosen", [])
        return super().clean()

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        self.instance.set_photos(self.cleaned_data["chosen"])


class TableForm(BlockForm):
    """A table as it was pasted from a spreadsheet: cells between tabs, a row on each line."""

    class Meta:
        model = TableBlock
        fields = ["caption", "source", "has_header"]
        widgets = {
            "source": forms.Textarea(
                attrs={"rows": 3, "placeholder": "Paste it, or write a line for each row and | between the cells."}
            )
        }
        help_texts = {"source": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Kept as it was pasted: where the first cell is empty, the text begins with a tab.
        self.fields["source"].strip = False  # type: ignore[attr-defined]
