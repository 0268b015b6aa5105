"""The short form of a cell of the matrix: what staff change most often of one listing, for all it covers or a part."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from events.admin.broadcast.forms.fields import WaysField
from events.admin.broadcast.forms.named_broadcaster import BroadcasterField
from events.broadcast.answers.rights import rights_of
from events.broadcast.covering import facts_without_sessions
from events.broadcast.timings import start_problems
from events.models import Country, Event, Listing
from events.time.dates import long_date

MAX_NAMED = 5  # broadcasts of single sessions that get a line of their own
EVERYWHERE, COUNTRY, EVENT, SEASON = "everywhere", "country", "event", "season"


class CellForm(forms.ModelForm):
    """What is common to a listing that is changed and one that is added; `country` and `event` are the cell's."""

    country: Country
    event: Event

    of_listing: tuple[str, ...] = ("channel", "link", "is_exclusive", "ends_on", "source", "note")
    first: tuple[str, ...] = ()  # of its own fields, those that come before the listing's
    ways = WaysField()
    checked_today = forms.BooleanField(required=False, help_text="You made sure of it today.")
    where = forms.ChoiceField(
        label="Holds for",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "The listing is not, or no longer, for this part. Choose again."},
    )

    class Meta:
        model = Listing
        fields = ()  # the admin makes those in `of_listing`

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ways", self.instance.ways)

    def _offer(self, ways: list[tuple[str, str]]) -> None:
        """What the form may be for; the first is chosen."""
        where: Any = self.fields["where"]
        where.choices = ways
        self.initial["where"] = ways[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ways"):
            self.instance.ways = cleaned["ways"]
        if cleaned.get("checked_today"):
            self.instance.checked_on = timezone.localdate()
        starts_on, ends_on = self.instance.starts_on, cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", f"The last day is before the first, {long_date(starts_on)}.")
        return cleaned


class ChangedCellForm(CellForm):
    """Of a listing that there is. Its broadcaster stays: another one has a listing of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        (right,) = rights_of(Listing.objects.filter(pk=self.instance.pk))
        own: Country | None = self.instance.country
        ways = [(EVERYWHERE, "all that the listing is for")]
        if own is None and self.country.pk in right.nocs:
            ways.append((COUNTRY, f"{self.country} alone, for the same events"))
        if right.concerns(facts_without_sessions(self.event)):
            where = f"in {own.name_in_text}" if own else "in the same countries"
            ways.append((EVENT, f"{self.event} alone, {where}"))
        self._offer(ways)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("ways") and self.instance.timing != self.initial["ways"][0]:
            event = self.event if cleaned.get("where") == EVENT else None
            found = [why for _, why in start_problems({self.instance.pk: self.instance.timing}, event)]
            more = len(found) - MAX_NAMED
            for why in [*found[:MAX_NAMED], *([f"And {more} more sessions"] if more > 0 else [])]:
                self.add_error("ways", f"{why}.")
        return cleaned


class NewCellForm(CellForm):
    """Of a new listing for the cell's country."""

    of_listing = ("channel", "is_exclusive", "link", "ends_on", "source", "note")
    first = ("who",)
    may_add_broadcaster = False  # whoever fills it in

    who = BroadcasterField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("BroadcasterField", self.fields["who"]).let_add(self.may_add_broadcaster)
        self._offer([(EVENT, f"{self.event} alone"), (SEASON, f"all events of the season {self.event.season}")])
