"""The short form of a cell of the matrix: what staff change most often of one listing, for all it covers or a part."""

from typing import Any

from django import forms
from django.utils import timezone

from events.models import Country, Event, Listing

EVERYWHERE, COUNTRY, EVENT, SEASON = "everywhere", "country", "event", "season"


class CellForm(forms.ModelForm):
    """What is common to a listing that is changed and one that is added; `country` and `event` are the cell's."""

    country: Country
    event: Event

    of_listing: tuple[str, ...] = ("broadcaster", "channel", "link", "timing", "is_exclusive", "source", "note")
    checked_today = forms.BooleanField(required=False, help_text="You made sure of it today.")
    where = forms.ChoiceField(label="Holds for", widget=forms.RadioSelect)

    class Meta:
        model = Listing
        fields = ()  # the admin makes those in `of_listing`

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("checked_today"):
            self.instance.checked_on = timezone.localdate()
        if self.instance.pk and "link" in self.changed_data:
            self.instance.link_failed_on = None  # it was the old link that failed
        return cleaned


class ChangedCellForm(CellForm):
    """Of a listing that there is. Its broadcaster stays: another one has a listing of its own."""

    of_listing = ("channel", "link", "timing", "is_exclusive", "ends_on", "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(EVERYWHERE, "all that the listing is for")]
        if self.instance.group_id:
            ways.append((COUNTRY, f"{self.country} alone, for the same events"))
        ways.append((EVENT, f"{self.event} alone, in the same countries"))
        self.fields["where"].choices = ways
        self.initial["where"] = EVERYWHERE


class NewCellForm(CellForm):
    """Of a new listing for the cell's country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [
            (EVENT, f"{self.event} alone"),
            (SEASON, f"all events of the season {self.event.season}"),
        ]
        self.initial["where"] = EVENT
