"""Forms for when something goes live: a date and a time by the venue's clocks or in UTC."""

import datetime
import zoneinfo
from typing import Any

from django import forms
from django.utils import timezone

from events.models import Venue
from events.time import clocks
from news.editions.publication import Publication, moment
from news.models import Article

FORMAT = "Date and time, as 2026-12-01 and 14:30."


class MomentForm(forms.Form):
    """A moment to come, or none; `at` cleans to an aware datetime.

    The clocks are those of `venue`, if there is one, or UTC. A clock time that occurs twice is asked about
    (`asks_which`), one that is skipped is refused (`events.time.clocks`).
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
        input_date_formats=["%Y-%m-%d", "%d.%m.%Y"],  # 12/1/2026 is two days
        input_time_formats=["%H:%M", "%H:%M:%S"],
        error_messages={
            "invalid_date": "Write the date as 2026-12-01 or 1.12.2026.",
            "invalid_time": "Write the time as 14:30.",
        },
    )
    zone = forms.ChoiceField(label="Time zone", required=False)
    which = forms.ChoiceField(
        label="Which of the two",
        required=False,
        widget=forms.RadioSelect,
        choices=[("first", "the first"), ("second", "the second")],
    )

    def __init__(self, *args: Any, venue: Venue | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = {"UTC": "UTC"}
        if venue:
            zones.setdefault(venue.time_zone, f"{venue.time_zone} (clocks in {venue.city})")
        self.fields["zone"].choices = list(zones.items())  # type: ignore[attr-defined]
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
    """When the next edition goes live (empty: at once), and which of those that wait are kept beside it.

    `version` and `digest` identify the content that the editor saw. `keep` cleans to numbers of editions.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    keep = forms.MultipleChoiceField(
        label="Editions that wait",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without a tick the new edition replaces it, and it never goes live. With a tick both come, each at "
        "its moment, and the one that comes later takes the other’s place.",
        error_messages={"invalid_choice": "Edition %(value)s no longer waits. Check what readers see now."},
    )

    def __init__(self, *args: Any, article: Article, publication: Publication, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"at": publication.not_before})
        super().__init__(*args, venue=article.the_venue, **kwargs)
        self.fields[
            "at"
        ].help_text = f"{FORMAT} Until then nobody outside the newsroom sees it. Leave both empty to publish at once."
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (
                str(period.edition.number),
                f"also keep edition {period.edition.number}, which goes live on "
                f"{moment(period.starts, article.the_venue)}",
            )
            for period in publication.waiting
        ]

    def clean_keep(self) -> list[int]:
        """The numbers of the editions to keep."""
        return [int(number) for number in self.cleaned_data["keep"]]


class MoveForm(MomentForm):
    """Another moment for an edition that waits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = True
        self.fields["at"].label = "New moment"
        self.fields["at"].help_text = FORMAT
