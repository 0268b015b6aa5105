"""The form of a venue, which asks what becomes of the programmes held there when its time zone is corrected."""

import zoneinfo
from typing import Any

from django import forms
from django.db import models

from events import clocks
from events.admin.programme_form import AT_OTHER_CLOCKS, CLOCKS, at_other_clocks
from events.models import Race, Session, Venue


class VenueForm(forms.ModelForm):
    at_new_zone = at_other_clocks("In the new zone")

    class Meta:
        model = Venue
        fields = "__all__"  # noqa: DJ007 - all of them are staff's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former_zone = self.instance.zone if self.instance.pk else None
        self.shifted: list[Session | Race] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.former_zone or "time_zone" not in self.changed_data or "time_zone" not in cleaned:
            return cleaned
        if cleaned["time_zone"] not in zoneinfo.available_timezones():
            return cleaned  # which the model's own check says
        zone = zoneinfo.ZoneInfo(cleaned["time_zone"])
        rows = [row for row in self._rows() if row.starts_at.astimezone(zone).utcoffset() != self._offset(row)]
        answer = cleaned.get("at_new_zone")
        if rows:
            self.fields["at_new_zone"].widget = forms.RadioSelect(choices=AT_OTHER_CLOCKS)
            if not answer:
                self.add_error("at_new_zone", "Clocks show other times there. Say what becomes of the programmes.")
        if rows and answer == CLOCKS:
            self.instance.programmes_follow = True
            self._shift(rows, self.former_zone, zone)
        return cleaned

    def _rows(self) -> list[Any]:
        of_venue = models.Q(event__venue=self.instance.pk, starts_at__isnull=False)
        return [*Session.objects.filter(of_venue), *Race.objects.filter(of_venue)]

    def _offset(self, row: Any) -> Any:
        return row.starts_at.astimezone(self.former_zone).utcoffset()

    def _shift(self, rows: list[Any], former: zoneinfo.ZoneInfo, zone: zoneinfo.ZoneInfo) -> None:
        for row in rows:
            for name in ("starts_at", "ends_at"):
                if at := getattr(row, name, None):
                    try:
                        setattr(row, name, clocks.elsewhere(at, former, zone))
                    except ValueError as error:
                        self.add_error("at_new_zone", f"{row}: {error} Give it another time first.")
        self.shifted = rows

    def shift(self) -> str:
        """Write the programmes' new moments; what was done, in words, if anything was."""
        if not self.shifted:
            return ""
        sessions = [row for row in self.shifted if isinstance(row, Session)]
        races = [row for row in self.shifted if isinstance(row, Race)]
        Session.objects.bulk_update(sessions, ["starts_at", "ends_at"])
        Race.objects.bulk_update(races, ["starts_at"])
        return f"Moved so that they keep their times of day: sessions {len(sessions)}, races {len(races)}."
