"""The article's form: it notices when somebody else has saved in the meantime, and shows restored words unsaved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from isuwc.submissions.two_people.words import at
from news.admin.articles.form.lookups import give_loaded
from news.admin.articles.form.related import RelatedField
from news.admin.articles.form.widgets import HashtagsField, LongLine
from news.models.article import HASHTAGS, Article


class ArticleForm(forms.ModelForm):
    """An article's own fields.

    `base_version` is the version that the form was made from. What somebody else saved meanwhile has been merged by
    the time that it is checked (`versions.meeting`); a submission that doesn't say what it was opened on can't be, and
    is refused. A form with `_restore` holds text that the browser kept: it is shown again and saved only by another
    click (`restored`).
    """

    not_compared = ("base_version",)  # nobody types it

    hashtags = HashtagsField(required=False, help_text=f"Up to {HASHTAGS}: #SpeedSkating #Olympics")
    related = RelatedField(
        required=False, label="Related stories", help_text="Readers find those that are public, in this order."
    )
    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets say which
        widgets = {
            "title": LongLine(attrs={"rows": 1, "placeholder": "Title"}),
            "lead": forms.Textarea(attrs={"rows": 2, "placeholder": "The first paragraph, and the teaser in lists"}),
            "hero_caption": forms.Textarea(attrs={"rows": 1, "placeholder": "The photo’s own caption"}),
        }
        labels = {"hero": "Photo", "hero_caption": "Caption"}
        help_texts = {"lead": "", "hero_caption": "", "live_blog": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        give_loaded(self)
        self.restored = "_restore" in self.data
        self.initial["base_version"] = self.instance.version
        if not self.instance.pk and not self.is_bound:
            self.fields["title"].widget.attrs["autofocus"] = True

    def has_changed(self) -> bool:
        """Whether any field other than `base_version` differs from the article."""
        return any(name != "base_version" for name in self.changed_data)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.restored:
            raise ValidationError("Unsaved text restored. Save to keep it.", code="restored")
        if self.instance.pk and self.cleaned_data.get("base_version") != self.instance.version:
            raise ValidationError(self._who_was_first, code="conflict")
        return cleaned

    def clean_related(self) -> list[int]:
        related: list[int] = self.cleaned_data["related"]
        if self.instance.pk in related:
            raise ValidationError("A story is not related to itself. Choose another one.")
        return related

    def clean_live_blog(self) -> bool:
        is_live: bool = self.cleaned_data["live_blog"]
        if (
            self.instance.pk
            and "live_blog" in self.changed_data
            and not is_live
            and self.instance.live_entries.exists()
        ):
            raise ValidationError("It has entries, which readers would lose. End the live blog instead.")
        return is_live

    @property
    def _who_was_first(self) -> str:
        """By name also where it is the same person, in another window."""
        who, when = self.instance.changed_by, at(self.instance.changed_at)
        return f"Nothing was saved: {who or 'somebody else'} saved this article first, at {when}."
