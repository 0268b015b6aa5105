"""The form of a listing with its showings. It checks in words what triggers also refuse (migration 0009)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Q
from django.utils import timezone

from events import coverage
from events.admin.broadcast import holds_from
from events.admin.choosing import TodayForm
from events.admin.clock_field import ClockField, Typed, resolve
from events.broadcast.covering import covers, is_near, times_of
from events.broadcast.exceptions import misplaced
from events.broadcast.showings.moved import moved_words
from events.coverage.start_times import start_problem
from events.models import Event, Listing, Season, Session, Showing
from events.time import clocks
from events.time.dates import long_date, short_date, short_start
from isuwc.text.numbers import whole_number


class ListingForm(TodayForm):
    """Its fields are those of the admin's fieldsets."""

    not_compared = frozenset({holds_from.NAME})
    holds_from = holds_from.holds_from("link", AdminDateWidget)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if why := misplaced(cleaned.get("except_countries") or (), cleaned.get("country"), cleaned.get("group")):
            self.add_error("except_countries", why)
        named = {"events": cleaned.get("events") or (), "except_events": cleaned.get("except_events") or ()}
        for field, events in named.items():
            if wrong := [str(event) for event in events if not self._may_name(event, cleaned)]:
                self.add_error(field, f"Not in the listing’s {self._of(cleaned)}: {', '.join(wrong)}.")
        if both := sorted(str(event) for event in set(named["events"]) & set(named["except_events"])):
            self.add_error("except_events", f"Both included and excepted: {', '.join(both)}.")
        # The showings are checked against what was typed, as many-to-many fields are only saved after them
        self.instance.typed = typed_right(cleaned)
        self.instance.is_timing_new = "timing" in self.changed_data
        return cleaned

    @staticmethod
    def _may_name(event: Event, cleaned: dict[str, Any]) -> bool:
        season, series = cleaned.get("season"), cleaned.get("series")
        return season in {None, event.season} and series in {None, event.season.series}

    @staticmethod
    def _of(cleaned: dict[str, Any]) -> str:
        return f"season {cleaned['season']}" if cleaned.get("season") else "series"


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
        timing=cleaned.get("timing") or Listing.Timing.LIVE,
    )


def session_label(session: Session) -> str:
    """World Cup 3 Heerenveen, Session 2, Fri 5 Dec 15:30 venue time."""
    event = session.event
    name = str(session)
    if session.starts_at:
        when = f"{short_start(session.date, session.starts_at, event.venue.zone)} venue time"
    else:
        when = f"{short_date(session.date)}, no time yet"
    return f"{event.title} {event.venue.city}, {name}, {when}"


def another_day(showing: Showing) -> str:
    """A notice that a broadcast begins on another day than its session, which may be a slip; empty if it doesn't."""
    session = showing.session
    local = showing.starts_at.astimezone(session.event.venue.zone) if showing.starts_at else None
    if local is None or local.date() == session.date:
        return ""
    when = f"{local:%A} {long_date(local)} at {local:%H:%M}"
    return f"{session_label(session)}: the broadcast begins on another day, {when} venue time."


def sessions_for(listing: Listing | None, season: str, posted: Iterable[str]) -> dict[int, Session]:
    """The sessions that may be chosen, by key: of the listing's events, or else of its season. Two queries.

    For a new listing, or one for every season, they are those of `season` (a key as text, from the page's address), or
    else of current and coming seasons. Sessions that are stored or were `posted` are always included.
    """
    some = Q(pk__in=_keys(posted))
    named: list[int] = []
    if listing and listing.pk:
        named = list(listing.events.values_list("pk", flat=True))
        some |= Q(showings__listing=listing.pk)
    if named:
        some |= Q(event__in=named)
    elif listing and listing.season_id:
        some |= Q(event__season=listing.season_id)
    elif opened := _keys([season]):
        some |= Q(event__season__in=opened)
    else:
        coming = Season.objects.filter(events__end_date__gte=timezone.localdate())
        some |= Q(event__season__in=coming.values("pk"))
    found = Session.objects.filter(some).select_related("event__venue", "event__season").distinct()
    return {each.pk: each for each in found.order_by("event__start_date", "event__number", "number")}


def _keys(texts: Iterable[str]) -> list[int]:
    return [key for text in texts if (key := whole_number(text)) is not None]


class SeenField(forms.CharField):
    """The session as it was when the row was shown. It never counts as a change of the row."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def _seen(session: Session) -> str:
    return f"{session.date.isoformat()} {session.starts_at.isoformat() if session.starts_at else ''}".strip()


class ShowingForm(forms.ModelForm):
    """A single session. Its time is typed by the clocks at the venue and stored in UTC."""

    sessions: dict[int, Session] = {}  # that may be chosen; set by `showing_form`
    not_compared = frozenset({"seen"})  # nobody types it: it says which session was meant

    starts_at = ClockField(
        with_day=True,
        label="Starts at",
        help_text="Day and time on the clocks at the venue. Leave empty to use the session’s start. A live "
        "broadcast begins from two hours before the session until it is over, a delayed one or highlights not before "
        "the session.",
    )
    seen = SeenField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].disabled = bool(self.instance.pk)  # for another session, add another row
        session = self.sessions.get(self.instance.session_id) if self.instance.session_id else None
        if session and self.instance.starts_at:
            self.initial["starts_at"] = Typed.of(self.instance.starts_at, session.event.venue.zone)
        if session and self.instance.pk:
            self.instance.session = session
            self.initial["seen"] = _seen(session)
            if moved := moved_words(self.instance):
                confirms = "Confirm it by saving a change here, or with Still right on the desk."
                self.fields["starts_at"].help_text = f"{moved} {confirms}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        session, typed = cleaned.get("session"), cleaned.get("starts_at")
        if session and self.changed_data and cleaned.get("seen") not in {None, "", _seen(session)}:
            self._say_moved(session)
        if not session or not typed:
            cleaned.pop("starts_at", None)
            return {**cleaned, "starts_at": None} if session else cleaned
        if self.instance.pk and not {"session", "starts_at"} & set(self.changed_data):
            cleaned["starts_at"] = self.instance.starts_at  # with its seconds, and whichever of two it was
            return cleaned
        day, zone = typed.clock.date(), session.event.venue.zone
        if not is_near(day, session.date):
            self.add_error("starts_at", f"The session is on {long_date(session.date)}.")
            return cleaned
        time = typed.time_on(day, zone=zone)
        cleaned["starts_at"] = resolve(self, "starts_at", zone, lambda: clocks.moment(day, time, zone))
        return cleaned

    def _say_moved(self, session: Session) -> None:
        """Refuse what was typed for the session before it was moved; sent again, it is accepted."""
        data: Any = self.data
        self.data = {**data.dict(), self.add_prefix("seen"): _seen(session)}
        self.add_error("session", "The session was moved in the meantime. Check whether what you typed still holds.")


class ShowingFormSet(forms.BaseInlineFormSet):
    """Refuses sessions that the listing does not cover."""

    def clean(self) -> None:
        super().clean()
        right: coverage.Right | None = getattr(self.instance, "typed", None)
        added = self._added_meanwhile()
        for form in self.forms:
            session = form.cleaned_data.get("session") if hasattr(form, "cleaned_data") else None
            if session is None or form.cleaned_data.get("DELETE"):
                continue
            if session.pk in added:
                form.add_error("session", "This session is already listed.")
            elif right and not covers(right, session):
                form.add_error("session", f"The listing does not cover {session_label(session)}.")
            elif right and (why := self._start_problem(form, session, right.timing)):
                form.add_error("starts_at", f"{why[:1].upper()}{why[1:]}.")

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


def showing_form(sessions: dict[int, Session]) -> type[ShowingForm]:
    """A form class with these sessions to choose from, loaded once for all rows."""
    by_event: dict[str, list[tuple[int, str]]] = {}
    for key, session in sessions.items():
        by_event.setdefault(str(session.event), []).append((key, session_label(session)))

    def coerce(value: Any) -> Session:
        if int(value) not in sessions:
            raise ValueError(value)
        return sessions[int(value)]

    field = forms.TypedChoiceField(
        choices=[("", "---------"), *by_event.items()],
        coerce=coerce,
        empty_value=None,
        error_messages={"invalid_choice": "This session is not one that can be chosen."},
    )
    return type("ShowingForm", (ShowingForm,), {"sessions": sessions, "session": field})
