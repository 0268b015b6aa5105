"""The sessions of a listing as one grid: shown or not, when the broadcast begins, how, with which link and note.

A row is stored only where it says more than the listing does: a session without one is shown as the listing says, or,
in a listing for the ticked sessions only, isn't shown.
"""

import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from events import coverage
from events.admin.broadcast.forms.sessions import seen_of, session_label
from events.broadcast.covering import covers, times_of
from events.broadcast.mail.last_event import LastEvent
from events.broadcast.mail.starts import read_start, write_start
from events.broadcast.showings.moved import moved_words
from events.coverage.start_times import start_problem
from events.models import Event, Listing, Session, Showing
from events.time.dates import long_date
from isuwc.text.numbers import whole_number

DETAILS = ("starts_at", "timing", "channel", "link", "note")


class SeenField(forms.CharField):
    """The session as it was when the row was shown. It never counts as a change of the row."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class SessionWidget(forms.HiddenInput):
    """Nobody types it, but it says what the rest of the row is about, also where the form is kept for its sender."""

    is_hidden = False


class SessionField(forms.TypedChoiceField):
    """The session of a row, which no row exchanges for another."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class ShowingForm(forms.ModelForm):
    """A row of the grid. Its time is typed by the clocks of `own_zone`, or of the venue without one."""

    sessions: dict[int, Session] = {}  # that may be chosen; this and the next are set by `showing_form`
    own_zone: zoneinfo.ZoneInfo | None = None
    not_compared = frozenset({"seen"})  # nobody types it: it says which session was meant

    starts_at = forms.CharField(required=False, label="Starts at")
    seen = SeenField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, only: bool = False, usual: str = Listing.Timing.LIVE.value, **kwargs: Any) -> None:
        """`only` and `usual` are the listing's: whether it is for ticked sessions alone, and how it shows them."""
        super().__init__(*args, **kwargs)
        self.only, self.usual = only, usual
        self.fields["session"].disabled = bool(self.instance.pk)
        given = self.data.get(self.add_prefix("session")) if self.is_bound else self.initial.get("session")
        key = self.instance.session_id or given
        number = whole_number(str(key or ""))
        self.of = self.sessions.get(number) if number is not None else None
        timing: Any = self.fields["timing"]
        timing.choices = [("", "as listed"), *Listing.Timing.choices]
        if not self.instance.pk:
            self.initial.setdefault("is_shown", not only)
        if self.of:
            self._know(self.of)

    def _know(self, session: Session) -> None:
        zone = self.zone_of(session)
        self.label = session_label(session, zone, with_event=False)
        at = self.instance.starts_at or self.initial.get("starts_at")
        self.initial["starts_at"] = write_start(at, session.date if session.starts_at else None, zone) if at else ""
        self.initial["seen"] = seen_of(session)
        if self.instance.pk:
            self.instance.session = session
            if moved := moved_words(self.instance):
                self.moved = f"{moved} Confirm it by saving a change here, or with Still right on the desk."
        for name, words in NAMES.items():
            self.fields[name].widget.attrs["aria-label"] = f"{self.label}: {words}"

    moved = ""
    label = ""

    def zone_of(self, session: Session) -> zoneinfo.ZoneInfo:
        return self.own_zone or session.event.venue.zone

    @property
    def is_said(self) -> bool:
        """Whether the row, as typed, says more than the listing does."""
        return self.is_ticked == self.only or any(map(self._typed, DETAILS))

    @property
    def is_ticked(self) -> bool:
        if not self.is_bound:
            return bool(self.initial.get("is_shown"))
        return f"{self.add_prefix('is_shown')}" in self.data

    def _typed(self, name: str) -> str:
        return str((self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)) or "").strip()

    def has_changed(self) -> bool:
        return super().has_changed() if self.instance.pk else self.is_said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        session, typed = cleaned.get("session"), cleaned.get("starts_at")
        if session and self.changed_data and cleaned.get("seen") not in {None, "", seen_of(session)}:
            self._say_moved(session)
        if not session or not typed:
            cleaned.pop("starts_at", None)
            return {**cleaned, "starts_at": None} if session else cleaned
        if self.instance.pk and "starts_at" not in self.changed_data:
            cleaned["starts_at"] = self.instance.starts_at  # with its seconds, and whichever of two it was
            return cleaned
        try:
            timing = cleaned.get("timing") or self.usual
            cleaned["starts_at"] = read_start(typed, timing, times_of(session), self.zone_of(session))
        except ValueError as error:
            self.add_error("starts_at", f"{error}{'' if str(error).endswith('.') else '.'}")
            cleaned["starts_at"] = None
        return cleaned

    def _say_moved(self, session: Session) -> None:
        """Refuse what was typed for the session before it was moved; sent again, it is accepted."""
        data: Any = self.data
        self.data = {**data.dict(), self.add_prefix("seen"): seen_of(session)}
        self.add_error("session", "The session was moved in the meantime. Check whether what you typed still holds.")


NAMES = {
    "is_shown": "shown", "starts_at": "starts at", "timing": "how", "link": "link", "note": "note",
    "channel": "channel",
}  # fmt: skip


@dataclass(frozen=True)
class EventRows:
    """The rows of one event, and how it was the time before, if anything is on record."""

    event: Event
    rows: list[ShowingForm]
    last: LastEvent | None
    is_filled: bool  # as at that event, and not yet saved
    is_open: bool


class ShowingFormSet(forms.BaseInlineFormSet):
    """Refuses sessions that the listing does not cover."""

    # Set by whoever shows the grid
    rows: list[dict[str, Any]] = []  # what rows that aren't stored begin with
    lasts: dict[int, LastEvent] = {}  # by the event that they are a pattern for
    filled: int | None = None  # the event that was filled in
    zone: zoneinfo.ZoneInfo | None = None
    zones: list[tuple[str, str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": self.rows, **kwargs})

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        how = {"only": bool(self.instance.only_sessions), "usual": self.instance.timing}
        return {**super().get_form_kwargs(index), **how}

    @property
    def groups(self) -> list[EventRows]:
        """The rows by event. Open are those in which something is said, and the event that is on, next or the last."""
        by_event: dict[int, list[ShowingForm]] = {}
        events: dict[int, Event] = {}
        forms: list[Any] = self.forms
        rows = [form for form in forms if form.of]
        for form in sorted(rows, key=lambda row: (row.of.event.start_date, row.of.event.number, row.of.number)):
            by_event.setdefault(form.of.event_id, []).append(form)
            events[form.of.event_id] = form.of.event
        coming = [key for key, event in events.items() if not event.is_over]
        here = coming[0] if coming else next(reversed(events), None)
        return [
            EventRows(
                event,
                rows,
                self.lasts.get(event.pk),
                self.filled == event.pk,
                event.pk == here or any(row.is_said or row.errors for row in rows),
            )
            for event, rows in zip(events.values(), by_event.values(), strict=True)
        ]

    @property
    def unknown(self) -> list[Any]:
        """Rows of which no session is known: what a browser sent that was not offered."""
        forms: list[Any] = self.forms
        return [form for form in forms if not form.of and form.is_bound]

    def clean(self) -> None:
        super().clean()
        right: coverage.Right | None = getattr(self.instance, "typed", None)
        added = self._added_meanwhile()
        for form in self.forms:
            session = form.cleaned_data.get("session") if hasattr(form, "cleaned_data") else None
            if session is None or form.cleaned_data.get("DELETE") or self._is_redundant(form):
                continue
            if session.pk in added:
                form.add_error("session", "This session is already listed.")
            elif right and not covers(right, session):
                form.add_error("session", f"The listing does not cover {session_label(session)}.")
            elif right and (why := self._start_problem(form, session, right.timing)):
                form.add_error("starts_at", f"{why[:1].upper()}{why[1:]}.")

    def _should_delete_form(self, form: Any) -> bool:
        return bool(super()._should_delete_form(form)) or self._is_redundant(form)  # type: ignore[misc] # stubs lack it

    def _is_redundant(self, form: Any) -> bool:
        """Whether a stored row says no more than the listing by now, and somebody made it so."""
        is_touched = form.has_changed() or getattr(self.instance, "is_only_new", False)
        return bool(form.instance.pk) and is_touched and not form.is_said and not form.errors

    def _start_problem(self, form: Any, session: Session, usual: str) -> str:
        """Why its broadcast can't begin then; empty where it can, or where its time and timing are unchanged.

        If the session was moved since, any change of the row also confirms the time, so it is checked.
        """
        at = form.cleaned_data.get("starts_at")
        is_new = not form.instance.pk or {"session", "starts_at", "timing"} & set(form.changed_data)
        is_new = is_new or (form.has_changed() and form.instance.is_unconfirmed)
        if not at or not (is_new or self.instance.is_timing_new):
            return ""
        return start_problem(at, form.cleaned_data.get("timing") or usual, times_of(session))

    def _added_meanwhile(self) -> set[int]:
        """Sessions of rows that were added since the page was opened, by someone else or by sending it twice."""
        if not self.instance.pk:
            return set()
        own = [form.instance.pk for form in self.initial_forms]
        return set(self.instance.showings.exclude(pk__in=own).values_list("session", flat=True))

    def get_unique_error_message(self, unique_check: Any) -> str:
        return "A session is listed twice."


def showing_form(sessions: dict[int, Session], own_zone: zoneinfo.ZoneInfo | None) -> type[ShowingForm]:
    """A form class with these sessions to choose from, loaded once for all rows."""

    def coerce(value: Any) -> Session:
        if int(value) not in sessions:
            raise ValueError(value)
        return sessions[int(value)]

    field = SessionField(
        choices=[("", "---------"), *((key, session_label(session)) for key, session in sessions.items())],
        coerce=coerce,
        empty_value=None,
        widget=SessionWidget,
        error_messages={"invalid_choice": "This session is not one that can be chosen."},
    )
    return type("ShowingForm", (ShowingForm,), {"sessions": sessions, "own_zone": own_zone, "session": field})


def initial_rows(sessions: Iterable[Session], last: LastEvent | None) -> list[dict[str, Any]]:
    """What rows that aren't stored begin with: as the listing says, or as at the last event."""
    proposals = last.proposals if last else {}
    return [{"session": each.pk, **proposals.get(each.pk, {})} for each in sessions]


def another_day(showing: Showing) -> str:
    """A notice that a broadcast begins on another day than its session, which may be a slip; empty if it doesn't."""
    session = showing.session
    local = showing.starts_at.astimezone(session.event.venue.zone) if showing.starts_at else None
    if local is None or local.date() == session.date:
        return ""
    when = f"{local:%A} {long_date(local)} at {local:%H:%M}"
    return f"{session_label(session)}: the broadcast begins on another day, {when} venue time."
