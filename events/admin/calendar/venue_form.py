"""The form of a venue. If the time zone is corrected, it asks what becomes of the programmes of events there."""

import zoneinfo
from typing import Any

from django import forms
from django.db import models

from events.admin.calendar.programme_form import AT_OTHER_CLOCKS, CLOCKS, MOMENTS, at_other_clocks
from events.admin.choosing import TodayForm
from events.calendar.season_lock import hold
from events.models import Race, Season, Session, Venue
from events.time import clocks, zones
from events.time.dates import long_date


class VenueForm(TodayForm):
    at_new_zone = at_other_clocks("In the new zone")

    class Meta:
        model = Venue
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former_zone = self.instance.zone if self.instance.pk else None
        self.shifted: list[Session | Race] = []

    def clean(self) -> dict[str, Any]:
        """Ask what becomes of the times, and work it out. The seasons are locked from here on until all is saved."""
        cleaned = super().clean() or {}
        name = cleaned.get("time_zone")
        if not self.former_zone or "time_zone" not in self.changed_data or name not in zones.known():
            return cleaned
        zone = zoneinfo.ZoneInfo(name)
        rows = [row for row in self._rows() if row.starts_at.astimezone(zone).utcoffset() != self._offset(row)]
        answer = cleaned.get("at_new_zone")
        if rows:
            self.fields["at_new_zone"].widget = forms.RadioSelect(choices=AT_OTHER_CLOCKS)
            if not answer:
                self.add_error("at_new_zone", "Clocks show other times there. Say what becomes of the programmes.")
        if rows and answer:
            self.instance.programmes_follow = True
        if answer == CLOCKS:
            self._shift(rows, self.former_zone, zone)
        elif answer == MOMENTS:
            self._redate(rows, zone)
        return cleaned

    def _rows(self) -> list[Any]:
        """Sessions and races here with a start, locked until the transaction ends."""
        venue = self.instance.pk
        for season in Season.objects.filter(events__venue=venue).distinct().order_by("pk"):
            hold(season)
        of_venue = models.Q(event__venue=venue, starts_at__isnull=False)
        found = [model.objects.filter(of_venue).select_related("event").order_by("pk") for model in (Session, Race)]
        return [row for rows in found for row in rows.select_for_update(of=("self",))]

    def _offset(self, row: Any) -> Any:
        return row.starts_at.astimezone(self.former_zone).utcoffset()

    def _shift(self, rows: list[Any], former: zoneinfo.ZoneInfo, zone: zoneinfo.ZoneInfo) -> None:
        """Move the rows to the moments at which clocks in the new zone show the same times."""
        for row in rows:
            for name in ("starts_at", "ends_at"):
                if at := getattr(row, name, None):
                    try:
                        setattr(row, name, clocks.elsewhere(at, former, zone))
                    except ValueError as error:
                        self.add_error("at_new_zone", f"{row}: {error} Change its time first.")
        self.shifted = rows

    def _redate(self, rows: list[Any], zone: zoneinfo.ZoneInfo) -> None:
        """Give sessions that stay at their moments the days on which these are in the new zone."""
        for row in rows:
            day = row.starts_at.astimezone(zone).date()
            if not isinstance(row, Session) or row.date == day:
                continue
            row.date = day
            self.shifted.append(row)
            if not row.event.start_date <= day <= row.event.end_date:
                self.add_error(
                    "at_new_zone",
                    f"{row} of {row.event} would be on {long_date(day)}, and the event is on {row.event.dates}. "
                    "Change its time, or the event’s days, first.",
                )

    def shift(self) -> str:
        """Save the new moments and days. Returns what was done, in words; empty if nothing changed."""
        if not self.shifted:
            return ""
        sessions = [row for row in self.shifted if isinstance(row, Session)]
        races = [row for row in self.shifted if isinstance(row, Race)]
        Session.objects.bulk_update(sessions, ["date", "starts_at", "ends_at"])
        Race.objects.bulk_update(races, ["starts_at"])
        if self.cleaned_data["at_new_zone"] == MOMENTS:
            return f"Sessions that are on another day by the new clocks: {len(sessions)}."
        return f"Moved so that they keep their times of day: sessions {len(sessions)}, races {len(races)}."
