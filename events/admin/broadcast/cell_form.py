"""The short form of a cell of the matrix: what staff change most often of one listing, for all it covers or a part."""

from typing import Any

from django import forms
from django.utils import timezone

from events.admin.broadcast.forms.fields import WaysField
from events.models import Country, Event, Listing

EVERYWHERE, COUNTRY, EVENT, SEASON = "everywhere", "country", "event", "season"


class CellForm(forms.ModelForm):
    """What is common to a listing that is changed and one that is added; `country` and `event` are the cell's."""

    country: Country
    event: Event

    of_listing: tuple[str, ...] = (
        "broadcaster", "channel", "is_exclusive", "link", "ends_on", "source", "note",
    )  # fmt: skip
    ways = WaysField()
    checked_today = forms.BooleanField(required=False, help_text="You made sure of it today.")
    where = forms.ChoiceField(label="Holds for", widget=forms.RadioSelect)

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
        return cleaned


class ChangedCellForm(CellForm):
    """Of a listing that there is. Its broadcaster stays: another one has a listing of its own."""

    of_listing = ("channel", "link", "is_exclusive", "ends_on", "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(EVERYWHERE, "all that the listing is for")]
        if self.instance.group_id:
            ways.append((COUNTRY, f"{self.country} alone, for the same events"))
        where = "in the same countries" if self.instance.group_id else f"in {self.country.name_in_text}"
        ways.append((EVENT, f"{self.event} alone, {where}"))
        self._offer(ways)


class NewCellForm(CellForm):
    """Of a new listing for the cell's country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer([(EVENT, f"{self.event} alone"), (SEASON, f"all events of the season {self.event.season}")])
