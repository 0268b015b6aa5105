"""What is typed for an entry of a live blog."""

from typing import Any

from django import forms

from isuwc.text.typed import CleanForm
from news.admin.articles.form.lookups import LookupField, give_loaded
from news.admin.articles.form.widgets import PhotoField
from news.editions.live_blog import Words
from news.models import LiveEntry

UNKNOWN = "The page does not say which words you saw. Open it again; copy yours first."


class EntryForm(CleanForm, forms.ModelForm):
    """A new entry. What readers could not be shown is refused here as in `news.editions.live_blog`."""

    photo = PhotoField(required=False)
    race = LookupField.of(LiveEntry._meta.get_field("race"), required=False)

    class Meta:
        model = LiveEntry
        fields = ["heading", "text", "photo", "race"]
        labels = {"text": "Words"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        give_loaded(self)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            for problem in self.words.photo_problems:
                self.add_error("photo", problem)
        return cleaned

    @property
    def words(self) -> Words:
        """Of a form that is valid in itself."""
        data = self.cleaned_data
        return Words(data["heading"], data["text"], data["photo"], data["race"])


class CorrectionForm(EntryForm):
    """Other words for an entry; `seen` is the version that the person saw."""

    seen = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={"required": UNKNOWN, "invalid": UNKNOWN, "min_value": UNKNOWN, "max_value": UNKNOWN},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", self.instance.version)
