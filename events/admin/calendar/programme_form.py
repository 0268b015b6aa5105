"""The form of an event with its sessions and races, their times typed by the venue's clocks.

As in a table of programmes, a race whose start is left unchanged moves with its session. The forms of one submission
find each other's data through their common event, see `submission_of`.
"""

import datetime
import zoneinfo
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from events.admin.clock_field import ClockField, Typed, resolve
from events.calendar.programme.entries import moved_by
from events.models import Event
from events.time import clocks
from events.time.clock_times import DAY, clock_text, moment_after
from isuwc.files.pictures.images import UnusablePictureError
from isuwc.files.pictures.uploaded import prepare

CLOCKS, MOMENTS = "clocks", "moments"
AT_OTHER_CLOCKS = [
    (CLOCKS, "sessions and races keep their times of day, by its clocks"),
    (MOMENTS, "sessions and races stay at the same moments, at other times of day there"),
]

Span = tuple[datetime.date, datetime.datetime | None, datetime.datetime | None]  # a session's day, start and end


def at_other_clocks(label: str) -> forms.ChoiceField:
    """A field that stays hidden until the form finds that clocks show other times there."""
    return forms.ChoiceField(label=label, choices=AT_OTHER_CLOCKS, required=False, widget=forms.HiddenInput)


@dataclass
class Submission:
    """What the forms of one event share."""

    former_zone: zoneinfo.ZoneInfo | None = None  # of the venue as stored; None for a new event
    races_stay: bool = False
    at_new_venue: str = ""
    sessions: "dict[int, SessionForm]" = field(default_factory=dict)  # valid ones that stay, by key
    removed: set[int] = field(default_factory=set)  # keys of sessions to be deleted


def submission_of(event: Event) -> Submission:
    """The submission of this event instance, which is all that its forms and formsets have in common."""
    return vars(event).setdefault("submission", Submission())


class EventForm(forms.ModelForm):
    races_stay = forms.BooleanField(
        label="Races stay where a session moves",
        required=False,
        help_text="Otherwise a race whose start you leave as it is moves with its session.",
    )
    at_new_venue = at_other_clocks("At the new venue")

    class Meta:
        model = Event
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets say which

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submission = submission_of(self.instance)
        self.submission.former_zone = self.instance.venue.zone if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.submission.races_stay = bool(cleaned.get("races_stay"))
        self.submission.at_new_venue = cleaned.get("at_new_venue", "")
        venue = cleaned.get("venue")
        if venue and "at_new_venue" in self.fields and self._has_other_clocks(venue.zone):
            self.fields["at_new_venue"].widget = forms.RadioSelect(choices=AT_OTHER_CLOCKS)
            if not self.submission.at_new_venue:
                self.add_error(
                    "at_new_venue", f"Clocks in {venue.city} show other times. Say what becomes of the programme."
                )
        return cleaned

    def _has_other_clocks(self, zone: zoneinfo.ZoneInfo) -> bool:
        former = self.submission.former_zone
        if former in {None, zone}:
            return False
        starts = [*self.instance.sessions.values_list("starts_at"), *self.instance.races.values_list("starts_at")]
        return any(at.astimezone(zone).utcoffset() != at.astimezone(former).utcoffset() for (at,) in starts if at)

    def clean_art(self) -> Any:
        """A new key visual, re-encoded so that nothing of the uploaded file is kept."""
        upload = self.cleaned_data["art"]
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            kept = prepare(upload, renditions=False).master
        except UnusablePictureError as error:
            raise forms.ValidationError(str(error)) from error
        return ContentFile(kept.data, name=kept.name)


class TimedForm(forms.ModelForm):
    """A row whose times are typed by the venue's clocks and stored in UTC."""

    times: tuple[str, ...]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submission = submission_of(event)
        self.former_zone = self.submission.former_zone
        self.zone = event.venue.zone if event.venue_id else (self.former_zone or zoneinfo.ZoneInfo("UTC"))
        self.held = {name: getattr(self.instance, name) for name in self.times}
        for name, at in self.held.items():
            if at:
                self.initial[name] = Typed.of(at, self.former_zone or self.zone)

    @property
    def keeps_moments(self) -> bool:
        """Whether unchanged times stay at the same moments: in the same zone, or if that was chosen."""
        return self.former_zone in {None, self.zone} or self.submission.at_new_venue == MOMENTS

    def is_left(self, *names: str) -> bool:
        return self.instance.pk is not None and not set(names) & set(self.changed_data)

    def without_times(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Without the typed times, which can't be turned into moments while another field is wrong."""
        return {name: value for name, value in cleaned.items() if name not in self.times}

    def at(self, name: str, day: datetime.date, typed: Typed, start: datetime.datetime | None) -> Any:
        """The moment typed: on the day, or in a session that began at `start` and may run past midnight.

        None, with an error on the field, where there is no such moment.
        """
        time = typed.time_on(day, day + DAY, zone=self.zone)
        if start is None:
            return resolve(self, name, self.zone, lambda: clocks.moment(day, time, self.zone))
        return resolve(self, name, self.zone, lambda: moment_after(start, day, time, self.zone))

    def say_what_changed(self, cleaned: dict[str, Any], *names: str) -> None:
        """Mark fields that moved with another row as changed, since an unchanged row is not saved."""
        for name in names:
            if self.instance.pk and cleaned.get(name) != getattr(self.instance, name) and name not in self.changed_data:
                self.changed_data.append(name)


class SessionForm(TimedForm):
    times = ("starts_at", "ends_at")
    starts_at = ClockField(label="starts at")
    ends_at = ClockField(label="ends at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: Span = (self.instance.date, self.instance.starts_at, self.instance.ends_at)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return self.without_times(cleaned)
        _, starts_at, ends_at = self.before
        is_left = self.is_left("date", "starts_at") and self.keeps_moments
        if is_left and starts_at:
            cleaned["date"] = starts_at.astimezone(self.zone).date()
        day, typed, ended = cleaned["date"], cleaned["starts_at"], cleaned["ends_at"]
        cleaned["starts_at"] = starts_at if is_left else typed and self.at("starts_at", day, typed, None)
        if is_left and self.is_left("ends_at"):
            cleaned["ends_at"] = ends_at
        elif ended and not self.errors:
            cleaned["ends_at"] = self._end(cleaned["starts_at"], day, typed, ended)
        self.say_what_changed(cleaned, "date", *self.times)
        return cleaned

    def _end(
        self, start: datetime.datetime | None, day: datetime.date, typed: Typed | None, ended: Typed
    ) -> datetime.datetime | None:
        if start is None:
            self.add_error("ends_at", "A session with an end needs a start.")
            return None
        if typed == ended:
            self.add_error("ends_at", "The session ends when it starts.")
            return None
        return self.at("ends_at", day, ended, start)

    @property
    def span(self) -> Span:
        """Its day, start and end as they will be."""
        return self.instance.date, self.instance.starts_at, self.instance.ends_at


class EventFormSet(forms.BaseInlineFormSet):
    """Rows that are given their event, and through it the rest of the submission."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "event": self.instance}

    def clean(self) -> None:
        """Check constraints against rows that were added since the page was opened.

        Only then, because rows of one page may exchange their numbers.
        """
        super().clean()
        if self.instance.pk is None:
            return
        shown = [form.instance.pk for form in self.forms if form.instance.pk]
        rows = self.get_queryset().model._default_manager.filter(event=self.instance)
        if not rows.exclude(pk__in=shown).exists():
            return
        for form in self.forms:
            if not form.errors and not form.cleaned_data.get("DELETE") and form.has_changed():
                try:
                    form.instance.validate_constraints()
                except forms.ValidationError as error:
                    form.add_error(None, error)


class SessionFormSet(EventFormSet):
    """Records in the submission what becomes of the sessions, and refuses sessions that overlap."""

    def clean(self) -> None:
        super().clean()
        rows: list[Any] = self.forms
        standing = [form for form in rows if not form.errors and not form.cleaned_data.get("DELETE")]
        submission_of(self.instance).sessions = {form.instance.pk: form for form in standing if form.instance.pk}
        submission_of(self.instance).removed = {
            form.instance.pk for form in rows if getattr(form, "cleaned_data", {}).get("DELETE")
        }
        spans = sorted(
            (form.instance.starts_at, form.instance.ends_at, form.instance.number)
            for form in standing
            if form.instance.starts_at and form.instance.ends_at
        )
        for (_, end, number), (start, _, other) in pairwise(spans):
            if start < end:
                raise forms.ValidationError(f"Sessions {number} and {other} can't be on at the same time.")


class RaceForm(TimedForm):
    times = ("starts_at",)
    filled_in = frozenset({"slug"})  # the address, which two races may share though they differ in a field
    starts_at = ClockField(label="starts at")

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # Django's stubs leave it out
        if not self.errors:
            self.instance.slug = self.instance.identity.slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return self.without_times(cleaned)
        typed: Typed | None = cleaned["starts_at"]
        if cleaned["session"].pk in self.submission.removed and not cleaned.get("DELETE"):
            self.add_error("session", f"{cleaned['session']} is removed: choose another, or remove the race too.")
            return self.without_times(cleaned)
        form = self.submission.sessions.get(cleaned["session"].pk)
        if typed and form:
            cleaned["starts_at"] = self._start(typed, form)
        elif typed:  # its session has an error of its own or is removed
            cleaned["starts_at"] = self.held["starts_at"]
        self.say_what_changed(cleaned, "starts_at")
        return cleaned

    def _start(self, typed: Typed, session: SessionForm) -> datetime.datetime | None:
        held, (_, was_at, _), (day, starts_at, ends_at) = self.held["starts_at"], session.before, session.span
        at = None
        if held and self.is_left("session", "starts_at"):
            if self.keeps_moments and session.before == session.span:
                return held
            difference = moved_by(was_at, starts_at)
            if difference and not self.submission.races_stay:
                at = held + difference
            elif self.keeps_moments and self.former_zone != self.zone:
                at = held
        at = at or self.at("starts_at", day, typed, starts_at)
        if at and ends_at and at > ends_at:
            start, end = clock_text(at, self.zone), clock_text(ends_at, self.zone)
            self.add_error("starts_at", f"{start} is after the session ends, at {end}.")
        return at
