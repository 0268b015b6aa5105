"""The article's form: it notices when somebody else has saved in the meantime, and shows restored words unsaved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from isuwc.submissions.two_people.words import at
from news.admin.articles.lookups import give_loaded
from news.admin.articles.widgets import HashtagsField, LongLine
from news.models.article import HASHTAGS, Article, State

# Published and withdrawn are set by publishing and withdrawing.
CHOSEN_STATES = (State.DRAFT, State.IN_REVIEW, State.READY)


class ArticleForm(forms.ModelForm):
    """An article's own fields.

    `base_version` is the version that the form was made from. If another one is saved by now, `conflict` is True and
    nothing is saved, unless the editor has seen that version and `overwrites` it. A form with `_restore` holds text
    that the browser kept: it is shown again and saved only by another click (`restored`).
    """

    hashtags = HashtagsField(required=False, help_text=f"Up to {HASHTAGS}: #SpeedSkating #Olympics")
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
        help_texts = {"lead": "", "hero_caption": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        give_loaded(self)
        self.conflict = False
        self.restored = "_restore" in self.data
        self.initial["base_version"] = self.instance.version
        if "state" in self.fields:
            now = State(self.instance.state)
            states = CHOSEN_STATES if now in CHOSEN_STATES else (now, *CHOSEN_STATES)
            self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]

    @property
    def overwrites(self) -> bool:
        """Whether the editor has seen the newest version and saves over it: `_overwrite` is its number."""
        return self.data.get("_overwrite") == str(self.instance.version)

    def has_changed(self) -> bool:
        """Whether any field other than `base_version` differs from the article."""
        return any(name != "base_version" for name in self.changed_data)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.restored:
            raise ValidationError("Unsaved text restored. Save to keep it.", code="restored")
        if self.instance.pk and not self.overwrites:
            self.conflict = self.cleaned_data.get("base_version") != self.instance.version
            if self.conflict:
                raise ValidationError(self._who_was_first, code="conflict")
        return cleaned

    @property
    def _who_was_first(self) -> str:
        """By name also where it is the same person, in another window."""
        who, when = self.instance.changed_by, at(self.instance.changed_at)
        return f"Nothing was saved: {who or 'somebody else'} saved this article first, at {when}."
