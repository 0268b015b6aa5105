"""The form of a stored listing, which is for one territory. It checks what triggers also refuse (migration 0009)."""

from typing import Any

from django.contrib.admin.widgets import AdminDateWidget

from events import coverage
from events.admin.broadcast import holds_from
from events.admin.broadcast.forms.fields import ListingFields
from events.broadcast.exceptions import misplaced
from events.models import Listing


class ListingForm(ListingFields):
    """Its fields are those of the admin's fieldsets."""

    not_compared = frozenset({holds_from.NAME})
    holds_from = holds_from.holds_from("link", AdminDateWidget)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if why := misplaced(cleaned.get("except_countries") or (), cleaned.get("country"), cleaned.get("group")):
            self.add_error("except_countries", why)
        self.check_events(cleaned)
        # The showings are checked against what was typed, as many-to-many fields are only saved after them
        self.instance.typed = typed_right(cleaned)
        self.instance.is_timing_new = "ways" in self.changed_data
        self.instance.is_only_new = "only_sessions" in self.changed_data
        return cleaned


def typed_right(cleaned: dict[str, Any]) -> coverage.Right | None:
    """The right as typed in the form, as far as it decides which sessions are covered; None without a series."""
    series = cleaned.get("series")
    if series is None:
        return None
    season = cleaned.get("season")
    return coverage.Right(
        key=0,
        broadcaster="",
        nocs=frozenset(),
        series=series.pk,
        season=season.pk if season else None,
        events=frozenset(event.pk for event in cleaned.get("events") or ()),
        except_events=frozenset(event.pk for event in cleaned.get("except_events") or ()),
        except_held_in=frozenset(country.pk for country in cleaned.get("except_held_in") or ()),
        starts_on=cleaned.get("starts_on"),
        ends_on=cleaned.get("ends_on"),
        competitors=cleaned.get("competitors") or "",
        timing=next(iter(coverage.in_order(cleaned.get("ways") or ())), Listing.Timing.LIVE),
    )
