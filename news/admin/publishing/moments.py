"""Forms for when something happens: a date and a time by the venue's clocks, the editor's own, or in UTC."""

import datetime
import zoneinfo
from typing import Any

from django import forms
from django.utils import timezone

from events.models import Venue
from events.time import clocks, zones
from isuwc.text.asked import DAY, TIME
from isuwc.text.typed import CleanForm
from news.editions.publication import Publication, moment
from news.models import Article

LONGEST_CORRECTION = 1_000  # letters
FORMAT = "Day and time, as 1 Dec 2026 and 14:30."


class ZoneField(forms.ChoiceField):
    """A time zone: those that are offered, and any other, since a script offers the browser's own."""

    def valid_value(self, value: Any) -> bool:
        return value in zones.known()


class MomentForm(CleanForm, forms.Form):
    """A moment to come, or none; `at` cleans to an aware datetime.

    The clocks are those of `venue`, if there is one, of the editor or UTC. A clock time that occurs twice is asked
    about (`asks_which`), one that is skipped is refused (`events.time.clocks`).
    """

    at = forms.SplitDateTimeField(
        label="Goes live at",
        required=False,
        # The browser's own fields: they show a date in the visitor's way and send it in one that can't be mistaken.
        widget=forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": "Date"},
            time_attrs={"type": "time", "aria-label": "Time"},
        ),
        error_messages={"invalid_date": DAY, "invalid_time": TIME},
    )
    zone = ZoneField(label="Time zone", required=False)
    which = forms.ChoiceField(
        label="Which of the two",
        required=False,
        widget=forms.RadioSelect,
        choices=[("first", "the first"), ("second", "the second")],
    )

    def __init__(self, *args: Any, venue: Venue | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {"UTC": "UTC"}
        if venue:
            offered.setdefault(venue.time_zone, f"{venue.time_zone} (clocks in {venue.city})")
        if (chosen := self.data.get("zone")) in zones.known():
            offered.setdefault(chosen, chosen)
        self.fields["zone"].choices = list(offered.items())  # type: ignore[attr-defined]
        self.asks_which = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if at := cleaned.get("at"):
            # The field reads the figures as UTC; they are meant by the clocks that were chosen.
            cleaned["at"] = self.moment_of(at.date(), at.time(), zoneinfo.ZoneInfo(cleaned.get("zone") or "UTC"))
            if cleaned["at"] and cleaned["at"] <= timezone.now():
                self.add_error("at", "This time has passed.")
        return cleaned

    def moment_of(self, day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo) -> datetime.datetime | None:
        """The moment at which the clocks show it; None with an error beside the field."""
        try:
            return clocks.moment(day, time, zone)
        except clocks.SkippedTimeError as error:
            self.add_error("at", str(error))
        except clocks.RepeatedTimeError as error:
            self.asks_which = True
            both = {"first": error.first, "second": error.second}
            self.fields["which"].choices = [  # type: ignore[attr-defined]
                (name, f"the {name}, {clocks.offset_words(at, zone)}: {moment(at)}") for name, at in both.items()
            ]
            if answer := both.get(self.cleaned_data.get("which", "")):
                return answer
            self.add_error("which", f"{error} Choose one.")
        return None


class PublishForm(MomentForm):
    """When the next edition goes live (empty: at once), at which address, and which waiting editions are kept.

    `version` and `digest` identify the content that the editor saw, `looked` the doubts that were looked at
    (`asked`, "" where there is nothing to ask). `keep` cleans to numbers of editions. There is a `correction` once
    readers have seen the story, or will have before the new edition.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    looked = forms.CharField(required=False)
    address = forms.SlugField(
        label="Address",
        required=False,
        max_length=120,
        help_text="The last part of it: plain letters, digits and hyphens.",
        error_messages={"invalid": "Plain letters, digits and hyphens only, such as kok-wins-in-hamar."},
    )
    correction = forms.CharField(
        label="Correction, for readers",
        required=False,
        max_length=LONGEST_CORRECTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What was wrong and what is right, in your own words. It stands below the text with its date, in "
        "feeds and for search engines, and stays there with every later edition. A mere slip of the pen needs none.",
    )
    keep = forms.MultipleChoiceField(
        label="Editions that wait",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without a tick the new edition replaces it, and it never goes live. With a tick both come, each at "
        "its moment, and the one that comes later takes the other’s place.",
        error_messages={"invalid_choice": "Edition %(value)s no longer waits. Check what readers see now."},
    )

    def __init__(
        self, *args: Any, article: Article, publication: Publication, seen: str, asked: str, **kwargs: Any
    ) -> None:
        """`seen` is the digest of the content as it is now."""
        waits = [period.edition.correction for period in publication.waiting if period.edition.correction]
        proposed = {"at": publication.not_before, "address": article.slug, "correction": "\n\n".join(waits)}
        kwargs.setdefault("initial", proposed)
        self.takes_over = bool(waits)
        venue = article.the_venue
        super().__init__(*args, venue=venue, **kwargs)
        self.asked, self.slug, self.seen = asked, article.slug, (article.version, seen)
        self.fields[
            "at"
        ].help_text = f"{FORMAT} Until then nobody outside the newsroom sees it. Leave both empty to publish at once."
        if not (publication.is_public_or_scheduled or publication.withdrawn):
            del self.fields["correction"]
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (
                str(period.edition.number),
                f"also keep edition {period.edition.number}, which goes live on {moment(period.starts, venue)}",
            )
            for period in publication.waiting
        ]

    @property
    def plans_only(self) -> bool:
        return "_plan" in self.data

    def clean_address(self) -> str:
        """The one that it has already, where none is typed."""
        return self.cleaned_data["address"] or self.slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Where the content is another one by now, the refusal says so, and asks to look at that.
        is_seen = (cleaned.get("version"), cleaned.get("digest")) == self.seen
        if self.asked and is_seen and cleaned.get("looked") != self.asked and not self.plans_only:
            self.add_error("looked", "Look at these, and tick that you have. Then publish.")
        return cleaned

    def clean_correction(self) -> str:
        words: str = self.cleaned_data["correction"].strip()
        if words and self.plans_only:
            raise forms.ValidationError("A correction is published with an edition. To plan only, take it out.")
        return words

    def clean_keep(self) -> list[int]:
        """The numbers of the editions to keep."""
        return [int(number) for number in self.cleaned_data["keep"]]


class MoveForm(MomentForm):
    """Another moment for what waits; `label` says what for."""

    def __init__(self, *args: Any, label: str = "New moment", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = True
        self.fields["at"].label = label
        self.fields["at"].help_text = FORMAT
