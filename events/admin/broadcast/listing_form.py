"""The form of a listing with its showings, which says in words what the database would refuse (migration 0009)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from events import coverage
from events.admin.clock_field import ClockField, Typed, resolve
from events.broadcast.covering import block_of, covers, is_near
from events.broadcast.showings.moved import moved_words
from events.coverage.beginning import why_not
from events.models import Event, Listing, Season, Session, Showing
from events.time import clocks
from events.time.dates import long_date, short_date, short_start
from isuwc.text.numbers import whole_number


class ListingForm(forms.ModelForm):
    """Its fields are those of the admin's fieldsets."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("except_countries") and not cleaned.get("group"):
            self.add_error("except_countries", "Only a group of countries has exceptions; this listing is for one.")
        named = {"events": cleaned.get("events") or (), "except_events": cleaned.get("except_events") or ()}
        for field, events in named.items():
            if wrong := [str(event) for event in events if not self._may_name(event, cleaned)]:
                self.add_error(field, f"Not of the listing’s {self._of(cleaned)}: {', '.join(wrong)}.")
        if both := sorted(str(event) for event in set(named["events"]) & set(named["except_events"])):
            self.add_error("except_events", f"Both named and excepted: {', '.join(both)}.")
        if "link" in self.changed_data and "link_failed_on" not in self.changed_data:
            cleaned["link_failed_on"] = None  # it was the old link that failed
        self.instance.typed = typed_right(cleaned)  # for its showings: what belongs to it is saved after it
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
    """The right that the form makes, as far as it says which events it is for; None while that is not known."""
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
    """What a broadcast on another day than its session is said to be, so that a slip is seen; empty on the same day."""
    session = showing.session
    local = showing.starts_at.astimezone(session.event.venue.zone) if showing.starts_at else None
    if local is None or local.date() == session.date:
        return ""
    when = f"{local:%A} {long_date(local)} at {local:%H:%M}"
    return f"{session_label(session)}: the broadcast begins on another day, {when} venue time."


def sessions_for(listing: Listing | None, season: str, posted: Iterable[str]) -> dict[int, Session]:
    """Those that may be chosen, by key: of the listing's events, else of its season. Two queries.

    A listing for every season, or one that is not yet made, offers those of the season that the page was opened for
    (its key as text), else of the seasons that are on or to come. What is stored or was chosen is always among them.
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
    """The session as it was when the row was shown. It is not a change of the row."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def _seen(session: Session) -> str:
    return f"{session.date.isoformat()} {session.starts_at.isoformat() if session.starts_at else ''}".strip()


class ShowingForm(forms.ModelForm):
    """One session. Its time is typed as clocks at the venue show it, and stored in UTC."""

    sessions: dict[int, Session] = {}  # those that may be chosen; the inline makes a form with them
    not_compared = frozenset({"seen"})  # nobody types it: it says which session was meant

    starts_at = ClockField(
        with_day=True,
        label="Begins (venue’s time)",
        help_text="Day and time on the clocks at the venue. Leave empty to use the session’s start. A live "
        "broadcast begins from two hours before the session until it is over, a delayed one or highlights not before "
        "the session.",
    )
    seen = SeenField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].disabled = bool(self.instance.pk)  # another session is another row
        session = self.sessions.get(self.instance.session_id) if self.instance.session_id else None
        if session and self.instance.starts_at:
            self.initial["starts_at"] = Typed.of(self.instance.starts_at, session.event.venue.zone)
        if session and self.instance.pk:
            self.instance.session = session
            self.initial["seen"] = _seen(session)
            if moved := moved_words(self.instance):
                confirms = "Saving a change here, or Still right on the desk, confirms."
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
            cleaned["starts_at"] = self.instance.starts_at  # to the second, and of an hour that clocks show twice
            return cleaned
        day, zone = typed.clock.date(), session.event.venue.zone
        if not is_near(day, session.date):
            self.add_error("starts_at", f"The session is on {long_date(session.date)}.")
            return cleaned
        time = typed.time_on(day, zone=zone)
        cleaned["starts_at"] = resolve(self, "starts_at", zone, lambda: clocks.moment(day, time, zone))
        return cleaned

    def _say_moved(self, session: Session) -> None:
        """What was typed for the session as it was is not taken for it as it is by now; sent again it is."""
        data: Any = self.data
        self.data = {**data.dict(), self.add_prefix("seen"): _seen(session)}
        self.add_error("session", "The session was moved in the meantime. Check whether what you typed still holds.")


class ShowingFormSet(forms.BaseInlineFormSet):
    """A session that the listing does not cover can't be shown by it, nor left out."""

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
            elif right and (why := self._why_not(form, session, right.timing)):
                form.add_error("starts_at", f"{why[:1].upper()}{why[1:]}.")

    def _why_not(self, form: Any, session: Session, usual: str) -> str:
        """Why its broadcast can't begin then. What stands may stay while nobody changes when and how it is shown.

        Of a session that was moved since, any change confirms all that is on record, its time too.
        """
        at = form.cleaned_data.get("starts_at")
        is_new = not form.instance.pk or {"session", "starts_at", "timing"} & set(form.changed_data)
        is_new = is_new or (form.has_changed() and form.instance.is_unconfirmed)
        if not at or not (is_new or self.instance.is_timing_new):
            return ""
        return why_not(at, form.cleaned_data.get("timing") or usual, block_of(session))

    def _added_meanwhile(self) -> set[int]:
        """The sessions of rows that are stored and not in this submission: sent twice, or another's work."""
        if not self.instance.pk:
            return set()
        own = [form.instance.pk for form in self.initial_forms]
        return set(self.instance.showings.exclude(pk__in=own).values_list("session", flat=True))

    def get_unique_error_message(self, unique_check: Any) -> str:
        return "A session is listed twice."


def showing_form(sessions: dict[int, Session]) -> type[ShowingForm]:
    """A form with these sessions to choose from: they are loaded once, however many rows there are."""
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
