"""A session on a Friday in Stavanger with all that hangs on it: how it is looked at, and what is done to it."""

import datetime
from typing import Any

from django.db import connection
from django.urls import reverse
from icalendar import Calendar

from events.admin.clock_field import Typed
from events.broadcast.answers import watch
from events.broadcast.desk import Desk
from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.rows import TABLE
from events.coverage.rights import UNCONFIRMED, UNFIT
from events.models import Country, Event
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.tables.plans import apply
from tests.factories.people import sign_in

FRIDAY = datetime.date(2025, 11, 14)
DAY = datetime.timedelta(days=1)


def utc(hour: int, minute: int = 0, day: datetime.date = FRIDAY) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute), datetime.UTC)


# What broadcasters say: whether they have the rights live, and of the session their own start and way
SHOWINGS: dict[str, dict[str, Any]] = {
    "Early TV": {"starts_at": utc(13, 30)},  # live, from a quarter of an hour before
    "Other Channel TV": {"channel": "Two"},
    "Late TV": {"starts_at": utc(19), "timing": "delayed"},
    "Some Time TV": {"timing": "delayed"},
    "Short TV": {"starts_at": utc(21), "timing": "highlights"},
    "Out TV": {"is_shown": False},
}


# Looking

DOUBTS = {UNCONFIRMED: "at a time not confirmed", UNFIT: "at a time that does not fit"}


def local(at: datetime.datetime | None, event: Event) -> str:
    return f"{at.astimezone(event.venue.zone):%a %H:%M}" if at else "-"


def programme(event: Event) -> list[str]:
    """Session and races, by the venue's clocks."""
    session = event.sessions.get(number=1)
    span = f"{local(session.starts_at, event)} to {local(session.ends_at, event)}"
    races = [f"{race}: {local(race.starts_at, event)}" for race in session.races.all()]
    return [f"{session.date:%a}: {span}, {session.get_plan_display()}", *races]


def fans(event: Event) -> list[str]:
    """What a Norwegian is told of the session, by broadcaster."""
    (found,) = watch.by_event(Country.objects.get(pk="NOR"), Event.objects.filter(pk=event.pk).with_stream())
    answer = found.coverage.of_session(event.sessions.get(number=1).pk)
    return [
        " ".join(
            [
                f"{right.broadcaster}: {right.timing}",
                *([f"from {local(right.shown_at.at, event)}"] if right.shown_at else []),
                *([DOUBTS[right.time_doubt]] if right.time_doubt else []),
            ]
        )
        for right in sorted((*answer.shown_by, *answer.highlights), key=lambda right: right.broadcaster)
    ]


def desk(event: Event) -> list[str]:
    """Whom broadcast staff are asked about, with the time if the broadcast moved along."""
    found = Desk(event.season, FRIDAY).moved()
    assert len({each.moved for each in found}) <= 1  # all name the same move
    return sorted(
        f"{each.showing.listing.broadcaster}{f', or {each.carried}' if each.carried else ''}" for each in found
    )


Version = tuple[int, datetime.datetime]  # SEQUENCE and LAST-MODIFIED, finer than the calendar writes it


def version(event: Event) -> Version:
    event.refresh_from_db()
    session = event.sessions.get(number=1)
    return event.revision + session.revision, max(event.changed_at, session.changed_at)


def calendar(client, event: Event, before: Version) -> str:
    """The entry in the country's calendar, and by how much its SEQUENCE is up."""
    feed = Calendar.from_ical(client.get("/where-to-watch/nor/calendar.ics").content)
    uid = f"{event.sessions.get(number=1).uid}@isuwc"
    (entry,) = [each for each in feed.walk("VEVENT") if each["UID"] == uid]
    begins = entry.decoded("DTSTART")
    when = f"{begins:%a %H:%M} UTC" if isinstance(begins, datetime.datetime) else f"{begins:%a}"
    assert "14:30" not in entry["DESCRIPTION"] or "Fri 13:45 UTC" in when  # no time of before beside one of now
    sequence, modified = version(event)
    assert entry["SEQUENCE"] == sequence
    assert entry.decoded("LAST-MODIFIED") >= modified.replace(microsecond=0)
    assert (modified > before[1]) == (sequence > before[0])
    return f"{when} {entry['STATUS']} +{sequence - before[0]}"


# Acting


def clocks(at: datetime.datetime | None, event: Event) -> str:
    return f"{Typed.of(at, event.venue.zone).clock:%H:%M}" if at else ""


def posted(event: Event) -> dict[str, Any]:
    """The event's form as a browser sends it back untouched."""
    data: dict[str, Any] = {
        field: getattr(event, field)
        for field in ("season_id", "venue_id", "number", "slug", "start_date", "end_date", "plan", "plan_note")
    }
    data |= {"season": data.pop("season_id"), "venue": data.pop("venue_id")}
    for kind, fields in (
        ("sessions", ("number", "name", "date", "plan", "plan_note")),
        ("races", ("number", "session_id", "category", "distance", "division", "phase", "ordinal")),
    ):
        rows = list(getattr(event, kind).all())
        data |= {f"{kind}-TOTAL_FORMS": len(rows), f"{kind}-INITIAL_FORMS": len(rows)}
        for n, row in enumerate(rows):
            values = {field.removesuffix("_id"): getattr(row, field) for field in fields}
            values |= {field: clocks(getattr(row, field, None), event) for field in ("starts_at", "ends_at")}
            values |= {"id": row.pk, "event": event.pk}
            data |= {f"{kind}-{n}-{name}": "" if value is None else value for name, value in values.items()}
    return data


def by_form(client, event: Event, **changes: Any) -> list[str]:
    """Save the form with these changes; returns its complaints."""
    sign_in(client, "Results")
    event.refresh_from_db()
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**posted(event), **{name.replace("__", "-"): value for name, value in changes.items()}}
    response = client.post(address, {name: "" if value is None else value for name, value in data.items()})
    check_deferred()
    if response.status_code == 302:
        return []
    context = response.context
    found = [text for errors in context["adminform"].form.errors.values() for text in errors]
    for inline in context["inline_admin_formsets"]:
        found += [text for errors in inline.formset.errors for texts in errors.values() for text in texts]
        found += inline.formset.non_form_errors()
    return found


def by_table(client, event: Event, **cells: Any) -> list[str]:
    """Export, change those cells of session 1's rows (`session=None`: without the rows), import; returns the errors."""
    rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
    if cells.get("session", "1") is None:
        rows = [row for row in rows if row.cells["session"] != "1"]
    for row in rows:
        if row.cells["session"] == "1":
            row.cells.update(cells)
    planned = plan(rows, event)
    if not planned.errors:
        apply(planned)
        check_deferred()
    return [str(error) for error in planned.errors]


def check_deferred() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def exported(event: Event) -> Any:
    """What an export of the event changes when it comes back."""
    rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
    planned = plan(rows, event)
    return planned.changes, planned.errors


# The table

AS_PLANNED = {
    "programme": [
        "Fri: Fri 14:45 to Fri 18:00, As planned",
        "500m Women: Fri 15:15",
        "500m Men: -",
        "1000m Women: Fri 16:00",
    ],
    "fans": [
        "Early TV: live from Fri 14:30",
        "Late TV: delayed from Fri 20:00",
        "Other Channel TV: live",
        "Short TV: highlights from Fri 22:00",
        "Some Time TV: delayed",
    ],
    "desk": [],
    "calendar": "Fri 13:45 UTC CONFIRMED +0",
}
TIMES_OPEN = [
    "Early TV: live at a time not confirmed",
    "Late TV: delayed at a time not confirmed",
    "Other Channel TV: live",
    "Short TV: highlights at a time not confirmed",
    "Some Time TV: delayed",
]
NO_TIMES = [each.partition(" at ")[0] for each in TIMES_OPEN]


def all_to_confirm(early: str, late: str, short: str) -> list[str]:
    """Every showing of the session, those with a start of their own with that moved along."""
    return [
        f"Early TV, or {early}", f"Late TV, or {late}", "Other Channel TV", "Out TV", f"Short TV, or {short}",
        "Some Time TV",
    ]  # fmt: skip


LATER = {
    "programme": [
        "Fri: Fri 16:45 to Fri 20:30, As planned",
        "500m Women: Fri 17:15",
        "500m Men: -",
        "1000m Women: Fri 18:00",
    ],
    "fans": TIMES_OPEN,
    "desk": all_to_confirm("Fri 16:30", "Fri 22:00", "Sat 15 Nov 00:00"),
    "calendar": "Fri 15:45 UTC CONFIRMED +1",
}
EARLIER = {
    "programme": [
        "Fri: Fri 13:45 to Fri 18:00, As planned",
        "500m Women: Fri 14:15",
        "500m Men: -",
        "1000m Women: Fri 15:00",
    ],
    "fans": TIMES_OPEN,
    "desk": all_to_confirm("Fri 13:30", "Fri 19:00", "Fri 21:00"),
    "calendar": "Fri 12:45 UTC CONFIRMED +1",
}
OTHER_DAY = {
    "programme": [
        "Sat: Sat 14:45 to Sat 18:00, As planned",
        "500m Women: Sat 15:15",
        "500m Men: -",
        "1000m Women: Sat 16:00",
    ],
    "fans": TIMES_OPEN,
    "desk": all_to_confirm("Sat 14:30", "Sat 20:00", "Sat 22:00"),
    "calendar": "Sat 13:45 UTC CONFIRMED +1",
}
WITHOUT_TIME = {
    "programme": ["Fri: - to -, As planned", "500m Women: Fri 15:15", "500m Men: -", "1000m Women: Fri 16:00"],
    "fans": TIMES_OPEN,
    "desk": ["Early TV", "Late TV", "Other Channel TV", "Out TV", "Short TV", "Some Time TV"],
    "calendar": "Fri CONFIRMED +1",
}
MOVED_BOTH_WAYS = [
    ("later", {"session_start": "16:45", "session_end": "20:30"}, LATER),
    ("earlier", {"session_start": "13:45"}, EARLIER),
    ("other day", {"date": "2025-11-15"}, OTHER_DAY),
    ("without time", {"session_start": "", "session_end": ""}, WITHOUT_TIME),
]
COLUMNS = {"session_start": "starts_at", "session_end": "ends_at", "date": "date"}


def state(client, event: Event, before: Version) -> dict[str, Any]:
    event = Event.objects.with_place().get(pk=event.pk)
    return {
        "programme": programme(event),
        "fans": fans(event),
        "desk": desk(event),
        "calendar": calendar(client, event, before),
    }


# Whose broadcast stands in the way of a removal
LATE = "Late TV: Norway (listing {}): Session 1, delayed from Fri 20:00"


def button(client, event: Event, name: str, mark: str) -> str:
    """Press it as broadcast staff; returns what is said."""
    sign_in(client, "Broadcast")
    (row,) = [each for each in Desk(event.season, FRIDAY).moved() if each.showing.listing.broadcaster.name == name]
    address = reverse("admin:events_listing_sessions_mark", args=[row.showing.pk])
    response = client.post(address, {"mark": mark, "seen": row.state, "next": "/admin/broadcast/"}, follow=True)
    (message,) = response.context["messages"]
    return str(message)
