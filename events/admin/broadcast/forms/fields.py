"""What the forms of one listing and of new ones have in common: the ways in which it is shown, events and series."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from events.admin.choosing import TodayForm
from events.models import Event, Listing, Season, Series
from isuwc.text.numbers import whole_number


class WaysField(forms.MultipleChoiceField):
    """At least one way. It stands for the model's `timing` and `also`."""

    def __init__(self) -> None:
        super().__init__(
            label="Shown",
            choices=Listing.Timing.choices,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "inline"}),
            error_messages={"required": "Tick at least one way in which it is shown."},
        )


class ListingFields(TodayForm):
    ways = WaysField()
    events = forms.ModelMultipleChoiceField(
        Event.objects.with_place(), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "inline"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ways", self.instance.ways)
        if "series" in self.fields:
            self._know_series()
        if "events" in self.fields:
            widget: Any = self.fields["events"].widget
            widget.choices = list(self._choices())

    def _know_series(self) -> None:
        """Nobody is asked where there is only one."""
        of_all = list(Series.objects.all()[:2])
        self.fields["series"].required = False
        if len(of_all) == 1:
            self.initial.setdefault("series", of_all[0].pk)
            self.fields["series"].widget = forms.HiddenInput()

    def _choices(self) -> Iterable[tuple[str, list[tuple[int, str]]]]:
        """By season, the events of the listing's and of the one that was chosen, those to come, and those it names."""
        posted = self.data.getlist if hasattr(self.data, "getlist") else lambda name: []
        seasons = [str(self.initial.get("season") or ""), *posted(self.add_prefix("season"))]
        named = [getattr(each, "pk", each) for each in self.initial.get("events") or ()]
        some = Q(season__in=_keys(seasons)) | Q(pk__in=_keys([*map(str, named), *posted(self.add_prefix("events"))]))
        if not self.instance.pk or not self.instance.season_id:
            some |= Q(end_date__gte=timezone.localdate())
        found: dict[str, list[tuple[int, str]]] = {}
        for event in Event.objects.filter(some).with_place().order_by("season__start_year", "start_date", "number"):
            found.setdefault(str(event.season), []).append((event.pk, f"{event.title} {event.venue.city}"))
        return found.items()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ways"):
            self.instance.ways = cleaned["ways"]
        if "series" in self.fields:
            self._find_series(cleaned)
        return cleaned

    def _find_series(self, cleaned: dict[str, Any]) -> None:
        """That of the season where it is left empty, or else the one that there is."""
        season = cleaned.get("season")
        if cleaned.get("series") or "series" in self.errors or "season" in self.errors:
            return
        of_all = list(Series.objects.all()[:2])
        if season or len(of_all) == 1:
            cleaned["series"] = season.series if season else of_all[0]
        else:
            self.add_error("series", "Choose the series, or a season.")

    def check_events(self, cleaned: dict[str, Any]) -> None:
        """Refuse events of another season or series, and those that are both named and excepted."""
        named = {"events": cleaned.get("events") or (), "except_events": cleaned.get("except_events") or ()}
        for field, events in named.items():
            if wrong := [str(event) for event in events if not _may_name(event, cleaned)]:
                self.add_error(field, f"Not in the listing’s {_of(cleaned)}: {', '.join(wrong)}.")
        if both := sorted(str(event) for event in set(named["events"]) & set(named["except_events"])):
            self.add_error("except_events", f"Both included and excepted: {', '.join(both)}.")


def season_now() -> int | None:
    """The key of the season with an event that is on or next, or else of the latest."""
    coming = Season.objects.filter(events__end_date__gte=timezone.localdate()).order_by("start_year")
    return (coming.first() or Season.objects.first() or Season()).pk


def _may_name(event: Event, cleaned: dict[str, Any]) -> bool:
    season, series = cleaned.get("season"), cleaned.get("series")
    return season in {None, event.season} and series in {None, event.season.series}


def _of(cleaned: dict[str, Any]) -> str:
    return f"season {cleaned['season']}" if cleaned.get("season") else "series"


def _keys(texts: Iterable[str]) -> list[int]:
    return [key for text in texts if (key := whole_number(text)) is not None]
