"""What becomes of all that hangs on a session, whatever its plan: through the event's form, and through the table.

One session, Friday 14:45 to 18:00 in Stavanger, with races and with broadcasters who say something of it. Each line of
the tables below is what is true afterwards, for staff, for fans and for subscribers' calendars.
"""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.urls import reverse
from icalendar import Calendar

from events.admin.clock_field import Typed
from events.broadcast import watch
from events.broadcast.desk import Desk
from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.rows import TABLE
from events.coverage.rights import UNCONFIRMED, UNFIT
from events.models import Country, Event, Listing, Race, Session, Showing
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.tables.plans import apply
from news.models import ResultBlock
from standings.scoring.recompute import recompute
from tests.factories import events as factories
from tests.factories import news, standings
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

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


@pytest.fixture
def event():
    made = factories.event(start_date=FRIDAY)
    session = factories.session(event=made, date=FRIDAY, starts_at=utc(13, 45), ends_at=utc(17))
    factories.session(event=made, date=FRIDAY + 2 * DAY, starts_at=utc(12, day=FRIDAY + 2 * DAY))
    factories.race(session=session, starts_at=utc(14, 15))
    factories.race(session=session, category="men")
    factories.race(session=session, distance="1000", starts_at=utc(15), result_state="official")
    for name, values in SHOWINGS.items():
        listing = factories.listing(broadcaster=factories.broadcaster(name))
        Showing.objects.create(listing=listing, session=session, **values)
    return made


@pytest.fixture
def story(event):
    """A live story with a result card of the race that has a result, and a code to the event."""
    race = event.races.get(distance="1000")
    standings.result(race)
    article = news.article(event=event)
    ResultBlock.objects.create(parent=article, race=race, ordering=10)
    return news.edition(article)


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
    return f"{Typed.of(at, event.venue.zone, is_time=True).clock:%H:%M}" if at else ""


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


def test_before(client, event):
    assert state(client, event, version(event)) == AS_PLANNED
    assert exported(event) == ((), ())


@pytest.mark.parametrize("way", ["form", "table"])
@pytest.mark.parametrize(
    ("cells", "after"), [each[1:] for each in MOVED_BOTH_WAYS], ids=[each[0] for each in MOVED_BOTH_WAYS]
)
def test_session_moves_with_what_hangs_on_it(client, event, way, cells, after):
    before = version(event)
    if way == "form":
        assert by_form(client, event, **{f"sessions__0__{COLUMNS[name]}": value for name, value in cells.items()}) == []
    else:
        assert by_table(client, event, **cells) == []
    assert state(client, event, before) == after
    assert exported(event) == ((), ())


@pytest.mark.parametrize("way", ["form", "table"])
def test_session_that_moves_back_is_as_it_was(client, event, way):
    before = version(event)
    for start, end in (("16:45", "20:30"), ("14:45", "18:00")):
        if way == "form":
            assert by_form(client, event, sessions__0__starts_at=start, sessions__0__ends_at=end) == []
        else:
            assert by_table(client, event, session_start=start, session_end=end) == []
    assert state(client, event, before) == {**AS_PLANNED, "calendar": "Fri 13:45 UTC CONFIRMED +2"}


@pytest.mark.parametrize(
    ("values", "after"),
    [
        (
            {"plan": "postponed", "plan_note": "Snow."},
            {
                "programme": ["Fri: Fri 14:45 to Fri 18:00, Postponed: no new time yet", *AS_PLANNED["programme"][1:]],
                "fans": NO_TIMES,
                "desk": [],
                "calendar": "Fri 13:45 UTC TENTATIVE +1",
            },
        ),
        (
            {"plan": "postponed", "starts_at": "", "ends_at": ""},
            {
                "programme": ["Fri: - to -, Postponed: no new time yet", *WITHOUT_TIME["programme"][1:]],
                "fans": NO_TIMES,
                "desk": WITHOUT_TIME["desk"],
                "calendar": "Fri TENTATIVE +1",
            },
        ),
        (
            {"plan": "cancelled"},
            {
                "programme": ["Fri: Fri 14:45 to Fri 18:00, Cancelled", *AS_PLANNED["programme"][1:]],
                "fans": NO_TIMES,
                "desk": [],
                "calendar": "Fri 13:45 UTC CANCELLED +1",
            },
        ),
        (
            {"plan": "moved", "starts_at": "16:45", "ends_at": "20:30"},
            {**LATER, "programme": ["Fri: Fri 16:45 to Fri 20:30, Moved", *LATER["programme"][1:]]},
        ),
    ],
    ids=["postponed", "postponed without a time", "cancelled", "moved"],
)
def test_plan_of_a_session_by_the_form(client, event, values, after):
    before = version(event)
    assert by_form(client, event, **{f"sessions__0__{name}": value for name, value in values.items()}) == []
    assert state(client, event, before) == after
    assert exported(event) == ((), ())


@pytest.mark.parametrize(("plan", "status"), [("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")])
def test_event_that_is_off_gives_no_broadcast_a_time(client, event, plan, status):
    before = version(event)
    assert by_form(client, event, plan=plan) == []
    assert state(client, event, before) == {
        **AS_PLANNED,
        "fans": NO_TIMES,
        "calendar": f"Fri 13:45 UTC {status} +1",
    }


# Another venue: by the form alone, since the table is of the venue that the event has


@pytest.fixture
def calgary():
    return factories.venue(city="Calgary", time_zone="America/Edmonton", country=factories.country("CAN"))


def test_event_at_a_venue_with_other_clocks_is_asked_what_becomes_of_its_programme(client, event, calgary):
    before = version(event)
    assert by_form(client, event, venue=calgary.pk) == [
        "Clocks in Calgary show other times. Say what becomes of the programme."
    ]
    assert state(client, event, before) == AS_PLANNED


def test_event_at_another_venue_keeps_its_times_of_day(client, event, calgary):
    before = version(event)
    assert by_form(client, event, venue=calgary.pk, at_new_venue="clocks") == []
    assert state(client, event, before) == {
        "programme": AS_PLANNED["programme"],
        "fans": TIMES_OPEN,
        "desk": all_to_confirm("Fri 14:30", "Fri 20:00", "Fri 22:00"),
        "calendar": "Fri 21:45 UTC CONFIRMED +2",
    }
    assert exported(event) == ((), ())


def test_event_at_another_venue_keeps_its_moments(client, event, calgary):
    before = version(event)
    assert by_form(client, event, venue=calgary.pk, at_new_venue="moments") == []
    assert state(client, event, before) == {
        "programme": [
            "Fri: Fri 06:45 to Fri 10:00, As planned",
            "500m Women: Fri 07:15",
            "500m Men: -",
            "1000m Women: Fri 08:00",
        ],
        "fans": [
            "Early TV: live from Fri 06:30",
            "Late TV: delayed from Fri 12:00",
            "Other Channel TV: live",
            "Short TV: highlights from Fri 14:00",
            "Some Time TV: delayed",
        ],
        "desk": [],
        "calendar": "Fri 13:45 UTC CONFIRMED +1",
    }
    assert exported(event) == ((), ())


# A session without a start, and with broadcasts that have a time of their own: it has no moment that says where it is


@pytest.fixture
def startless(event):
    """What broadcasters said was said of the session without a start."""
    event.sessions.filter(number=1).update(starts_at=None, ends_at=None)
    event.races.update(starts_at=None)
    for showing in Showing.objects.all():
        Showing.objects.filter(pk=showing.pk).update(note="Asked them.")
    assert desk(event) == []
    assert fans(event) == AS_PLANNED["fans"]
    return event


ASKED = ["Early TV, or Fri 14:30", "Late TV, or Fri 20:00", "Short TV, or Fri 22:00"]


def test_broadcasts_of_a_session_without_a_start_are_asked_about_at_another_venue(client, startless, calgary):
    sign_in(client, "Results")
    address = reverse("admin:events_event_change", args=[startless.pk])
    data = {**posted(startless), "venue": calgary.pk, "at_new_venue": "clocks"}
    response = client.post(address, {name: "" if value is None else value for name, value in data.items()}, follow=True)
    (asked,) = [str(each) for each in response.context["messages"] if "confirm" in str(each)]
    assert asked.startswith("For broadcast staff to confirm, on their desk: Early TV: Norway (listing ")
    assert asked.count("(listing ") == 3
    startless = Event.objects.with_place().get(pk=startless.pk)
    assert (fans(startless), desk(startless)) == (TIMES_OPEN, ASKED)
    assert Desk(startless.season, FRIDAY).moved()[0].moved == (
        "The venue’s clocks are those of America/Edmonton (Calgary) now, not of Europe/Oslo any more."
    )
    assert "confirmed since the session was moved" in button(client, startless, "Late TV", "moves")
    assert "Late TV: delayed from Fri 20:00" in fans(startless)
    assert "confirmed since the session was moved" in button(client, startless, "Short TV", "right")
    assert "Short TV: highlights from Fri 14:00" in fans(startless)
    assert desk(startless) == ["Early TV, or Fri 14:30"]


def test_broadcasts_of_a_session_without_a_start_are_asked_about_where_the_zone_is_corrected(client, startless):
    event, venue = startless, startless.venue
    event.sessions.filter(number=2).delete()
    sign_in(client, "Results")
    data = {"name": venue.name, "slug": venue.slug, "city": venue.city, "country": venue.country_id}
    address = reverse("admin:events_venue_change", args=[venue.pk])
    response = client.post(address, {**data, "time_zone": "Europe/Berlin"}, follow=True)  # the same clocks
    assert not [each for each in response.context["messages"] if "confirm" in str(each)]
    response = client.post(address, {**data, "time_zone": "Europe/Helsinki"}, follow=True)
    (asked,) = [str(each) for each in response.context["messages"] if "confirm" in str(each)]
    assert asked.count("(listing ") == 3
    event = Event.objects.with_place().get(pk=event.pk)
    assert (fans(event), desk(event)) == (TIMES_OPEN, ASKED)


def test_whoever_moves_an_event_is_told_what_keeps_its_time_of_day(client, event, calgary):
    sign_in(client, "Results")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**posted(event), "venue": calgary.pk, "at_new_venue": "clocks", "sessions-1-starts_at": "12:00"}
    response = client.post(address, {name: "" if value is None else value for name, value in data.items()}, follow=True)
    moved, kept, asked, _ = [str(message) for message in response.context["messages"]]
    assert moved == "Session 2 moved from Sun 16 Nov 13:00 to Sun 16 Nov 12:00."
    assert kept == "Sessions that keep their times of day, by the clocks in Calgary: 1."
    assert asked.startswith("For broadcast staff to confirm, on their desk: ")


def test_venue_with_the_same_clocks_asks_nothing(client, event):
    oslo = factories.venue(city="Berlin", time_zone="Europe/Berlin", country=factories.country("GER"))
    before = version(event)
    assert by_form(client, event, venue=oslo.pk) == []
    assert state(client, event, before) == {**AS_PLANNED, "calendar": "Fri 13:45 UTC CONFIRMED +1"}


# Removed

LATE = "Late TV: Norway (listing {}): Session 1, delayed from Fri 20:00"


@pytest.mark.parametrize("way", ["form", "table"])
def test_session_under_a_broadcast_is_not_removed_and_says_whose_it_is(client, event, way):
    event.races.all().delete()
    for name in SHOWINGS:
        if name != "Late TV":
            Showing.objects.get(listing__broadcaster__name=name).delete()
    late = LATE.format(Listing.objects.get(broadcaster__name="Late TV").pk)
    if way == "form":
        assert by_form(client, event, sessions__0__DELETE="on") == [
            f"Deleting session Session 1 would require deleting the following protected related objects: showing {late}"
        ]
    else:
        assert by_table(client, event, session=None) == [
            f"programme.csv: Session 1 of {event} is in no row, and can't be removed: broadcasters are on record for "
            f"it ({late}). Keep its row and set it to cancelled on the event's form, or have broadcast staff remove "
            "these first."
        ]
    assert event.sessions.count() == 2
    assert Showing.objects.count() == 1


@pytest.mark.parametrize("way", ["form", "table"])
def test_session_under_no_broadcast_is_removed(client, event, way):
    event.races.all().delete()
    Showing.objects.all().delete()
    complaints = (
        by_form(client, event, sessions__0__DELETE="on") if way == "form" else by_table(client, event, session=None)
    )
    assert complaints == []
    assert [session.number for session in event.sessions.all()] == [2]


def test_session_is_not_removed_from_under_its_races_by_the_form(client, event):
    Showing.objects.all().delete()
    assert (
        by_form(client, event, sessions__0__DELETE="on")
        == ["Session 1 is removed: choose another, or remove the race too."] * 3
    )
    other = event.sessions.get(number=2)
    rest = {"sessions__0__DELETE": "on", "races__0__DELETE": "on", "races__0__starts_at": ""}
    moved = {f"races__{n}__session": other.pk for n in (1, 2)}
    before = set(event.races.exclude(category="women", distance="500").values_list("pk", flat=True))
    assert by_form(client, event, **rest, **moved) == []
    assert set(event.races.values_list("pk", flat=True)) == before
    assert list(event.sessions.values_list("number", flat=True)) == [2]


@pytest.mark.parametrize("way", ["form", "table"])
def test_race_with_a_result_card_is_kept_whatever_becomes_of_its_session(client, event, story, way):
    address = story.get_absolute_url()
    assert "1000m Women" in flat(client.get(address).text)
    if way == "form":
        assert by_form(client, event, sessions__0__date="2025-11-15") == []
        (said, *_) = by_form(client, event, races__2__DELETE="on")
        assert "Deleting race 1000m Women would require deleting the following protected related objects" in said
    else:
        assert by_table(client, event, date="2025-11-15") == []
        said, *_ = by_table(client, event, session=None)
        assert said.partition(" of ")[0] == "programme.csv: 1000m Women Division A"
    assert "1000m Women" in flat(client.get(address).text)


# What is asked and what is said


@pytest.mark.parametrize("way", ["form", "table"])
def test_races_stay_where_whoever_moves_the_session_says_so(client, event, way):
    if way == "form":
        assert by_form(client, event, sessions__0__starts_at="13:45", races_stay="on") == []
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        for row in rows:
            if row.cells["session"] == "1":
                row.cells["session_start"] = "13:45"
        apply(plan(rows, event, races_stay=True))
    assert programme(event) == ["Fri: Fri 13:45 to Fri 18:00, As planned", *AS_PLANNED["programme"][1:]]
    assert exported(event) == ((), ())


@pytest.mark.parametrize("way", ["form", "table"])
def test_race_whose_own_start_is_changed_with_its_session_is_where_it_was_put(client, event, way):
    if way == "form":
        changes = {"sessions__0__starts_at": "16:45", "sessions__0__ends_at": "20:30", "races__0__starts_at": "17:00"}
        assert by_form(client, event, **changes) == []
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        for row in rows[:3]:
            row.cells.update({"session_start": "16:45", "session_end": "20:30"})
        rows[0].cells["start"] = "17:00"
        apply(plan(rows, event))
    assert programme(event) == ["Fri: Fri 16:45 to Fri 20:30, As planned", "500m Women: Fri 17:00",
                                "500m Men: -", "1000m Women: Fri 18:00"]  # fmt: skip


@pytest.mark.parametrize("way", ["form", "table"])
@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("16:45", "17:00", "17:15 is after the session ends, at 17:00"),
        ("16:45", "17:00", "18:00 is after the session ends, at 17:00"),
    ],
)
def test_race_that_would_be_after_its_session_is_named(client, event, way, start, end, said):
    if way == "form":
        found = by_form(client, event, sessions__0__starts_at=start, sessions__0__ends_at=end)
    else:
        found = by_table(client, event, session_start=start, session_end=end)
    assert len(found) == 2
    assert any(said in each for each in found)
    assert programme(event) == AS_PLANNED["programme"]


@pytest.mark.parametrize("way", ["form", "table"])
def test_race_before_its_session_is_refused(client, event, way):
    if way == "form":
        found = by_form(client, event, races__0__starts_at="14:00")
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        rows[0].cells["start"] = "14:00"
        found = [str(error).partition("column start: ")[2] + "." for error in plan(rows, event).errors]
    assert found == ["14:00 is before the session starts, at 14:45."]


def test_whoever_moves_a_session_is_told_what_moved_and_who_is_asked(client, event):
    sign_in(client, "Results")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**posted(event), "sessions-0-starts_at": "16:45", "sessions-0-ends_at": "20:30"}
    response = client.post(address, data, follow=True)
    moved, asked, *_ = [str(message) for message in response.context["messages"]]
    assert moved == (
        "Session 1 moved from Fri 14 Nov 14:45 to Fri 14 Nov 16:45. Its 2 races with a start moved with it."
    )
    assert asked.startswith("For broadcast staff to confirm, on their desk: Early TV: Norway (listing ")
    assert asked.count("(listing ") == len(SHOWINGS)


def test_table_says_before_what_moves_and_who_is_asked(event):
    rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
    for row in rows[:3]:
        row.cells.update({"session_start": "16:45", "session_end": "20:30"})
    found = {change.title: change.words for change in plan(rows, event).changes}
    session = found.pop("Session 1")
    assert session[:2] == ("start: 14:45 → 16:45", "end: 18:00 → 20:30")
    assert session[2].startswith("to be confirmed by broadcast staff since it moves: Early TV: Norway (listing ")
    assert found == {
        "500m Women Division A": ("start: 15:15 → 17:15", "with its session"),
        "1000m Women Division A": ("start: 16:00 → 18:00", "with its session"),
    }


@pytest.mark.parametrize("way", ["form", "table"])
def test_standings_follow_races_with_results_into_another_order(client, event, way):
    cup = standings.cup(season=event.season)
    first, _, other = event.races.all()
    Race.objects.filter(pk=other.pk).update(distance="500", division="B", slug="women-500m-b")
    Race.objects.filter(pk=first.pk).update(result_state="official")
    for race, name in ((first, "Femke Kok"), (other, "Jutta Leerdam")):
        standings.result(race, standings.skater(name))
    recompute(event.season)
    alone = [str(each.competitor) for each in cup.standings.filter(race=first)]
    if way == "form":
        assert by_form(client, event, races__0__number=9) == []
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        rows[0].cells["race"] = "9"
        apply(plan(rows, event))
    assert alone == ["Femke Kok"]
    assert [str(each.competitor) for each in cup.standings.filter(race=other)] == ["Jutta Leerdam"]


# The desk


def button(client, event: Event, name: str, mark: str) -> str:
    """Press it as broadcast staff; returns what is said."""
    sign_in(client, "Broadcast")
    (row,) = [each for each in Desk(event.season, FRIDAY).moved() if each.showing.listing.broadcaster.name == name]
    address = reverse("admin:events_listing_sessions_mark", args=[row.showing.pk])
    response = client.post(address, {"mark": mark, "seen": row.state, "next": "/admin/broadcast/"}, follow=True)
    (message,) = response.context["messages"]
    return str(message)


@pytest.mark.parametrize(
    ("name", "mark", "fan"),
    [
        ("Early TV", "moves", "Early TV: live from Fri 16:30"),
        ("Late TV", "right", "Late TV: delayed from Fri 20:00"),
        ("Short TV", "moves", "Short TV: highlights from Sat 00:00"),
    ],
)
def test_one_click_confirms_and_fans_have_the_time_again(client, event, name, mark, fan):
    by_table(client, event, session_start="16:45", session_end="20:30")
    said = button(client, event, name, mark)
    assert "confirmed since the session was moved" in said
    assert [each for each in fans(event) if each.startswith(name)] == [fan]
    assert name not in [each.partition(",")[0] for each in desk(event)]
    assert len(desk(event)) == len(SHOWINGS) - 1


def test_click_confirms_no_time_at_which_the_broadcast_can_t_begin(client, event):
    """A delayed broadcast from before its session; moved along it would fit."""
    by_table(client, event, session_start="20:45", session_end="22:30")
    assert button(client, event, "Late TV", "right") == (
        "Nothing was confirmed. A delayed broadcast can't begin before the session, Fri 14 November 20:45, and not on "
        "Fri 14 November 20:00. Change its time in the listing."
    )
    assert "Late TV: delayed at a time not confirmed" in fans(event)
    assert len(desk(event)) == len(SHOWINGS)
    assert "confirmed since the session was moved" in button(client, event, "Late TV", "moves")
    assert "Late TV: delayed from Sat 02:00" in fans(event)


@pytest.mark.parametrize("mark", ["", "wrong"])
def test_click_that_says_nothing_is_answered(client, event, mark):
    by_table(client, event, session_start="16:45", session_end="20:30")
    assert button(client, event, "Late TV", mark) == "Choose Still right or Moves along."
    assert len(desk(event)) == len(SHOWINGS)


@pytest.mark.parametrize("way", ["form", "table"])
def test_live_broadcast_from_after_the_end_of_a_shortened_session_has_no_time(client, event, way):
    Showing.objects.filter(listing__broadcaster__name="Early TV").update(starts_at=utc(16, 30))
    event.races.all().delete()
    assert "Early TV: live from Fri 17:30" in fans(event)
    if way == "form":
        assert by_form(client, event, sessions__0__ends_at="17:00") == []
    else:
        assert by_table(client, event, session_end="17:00") == []
    assert "Early TV: live at a time that does not fit" in fans(event)
    assert desk(event) == []
    (odd,) = Desk(event.season, FRIDAY).odd_times()
    assert (str(odd.listing), odd.why) == (
        "Early TV: Norway",
        "A live broadcast can begin from two hours before the session until it is over, Fri 14 November 12:45 to "
        "Fri 14 November 17:00, and not on Fri 14 November 17:30.",
    )


def test_click_on_what_has_moved_again_changes_nothing(client, event):
    by_table(client, event, session_start="16:45", session_end="20:30")
    row = Desk(event.season, FRIDAY).moved()[0]
    by_table(client, event, session_start="16:00", session_end="20:30")
    sign_in(client, "Broadcast")
    address = reverse("admin:events_listing_sessions_mark", args=[row.showing.pk])
    response = client.post(address, {"mark": "right", "seen": row.state, "next": "/admin/broadcast/"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was changed because the session, or what is shown of it, changed in the meantime."
    ]
    assert len(desk(event)) == len(SHOWINGS)


def test_words_that_change_are_of_the_session_as_it_is(client, event):
    by_table(client, event, session_start="16:45", session_end="20:30")
    late = Showing.objects.get(listing__broadcaster__name="Late TV")
    late.note = "Asked them."
    late.save()
    assert "Late TV: delayed from Fri 20:00" in fans(event)
    assert len(desk(event)) == len(SHOWINGS) - 1


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Results"])
def test_others_confirm_nothing(client, event, role):
    by_table(client, event, session_start="16:45", session_end="20:30")
    row = Desk(event.season, FRIDAY).moved()[0]
    sign_in(client, role)
    address = reverse("admin:events_listing_sessions_mark", args=[row.showing.pk])
    assert client.post(address, {"mark": "right", "seen": row.state}).status_code == 403
    assert len(desk(event)) == len(SHOWINGS)


def test_queryset_and_engine_agree_on_what_is_unconfirmed(event):
    session = event.sessions.get(number=1)
    for date, starts_at in (
        (session.date, session.starts_at), (session.date, None), (session.date, utc(10)), (FRIDAY + DAY, None),
    ):  # fmt: skip
        for known in ((session.date, session.starts_at), (session.date, None), (FRIDAY + DAY, None)):
            Session.objects.filter(pk=session.pk).update(date=date, starts_at=starts_at, ends_at=None)
            for zone in ("Europe/Oslo", "Europe/Berlin", "America/Edmonton"):
                Showing.objects.update(known_date=known[0], known_start=known[1], known_zone=zone)
                by_engine = {each.pk for each in Showing.objects.with_words() if each.is_unconfirmed}
                assert set(Showing.objects.unconfirmed().values_list("pk", flat=True)) == by_engine


# What hangs on sessions, races and events: what a deletion does to it

HANGS = {
    (Session, "events.Race", "session"): "goes: of the same staff, and named by form and table; with a result it stays",
    (Session, "events.Showing", "session"): "refused: broadcast staff's",
    (Race, "news.ResultBlock", "race"): "refused: a journalist's",
    (Race, "standings.Result", "race"): "refused",
    (Race, "standings.SheetImport", "race"): "refused",
    (Race, "standings.Standing", "race"): "goes: computed from results, without which there is none",
    (Event, "news.Article", "event"): "refused: a journalist's",
    (Event, "news.Banner", "event"): "refused: an editor's",
    (Event, "news.Edition", "event"): "refused: a journalist's",
    (Event, "news.QRCode", "event"): "refused: an editor's",
    (Event, "news.WatchBlock", "event"): "refused: a journalist's",
    (Event, "events.Listing_events", "event"): "refused: broadcast staff's",
    (Event, "events.Listing_except_events", "event"): "refused: broadcast staff's",
    (Event, "events.Race", "event"): "goes: of the same staff, and named before; with a result it stays",
    (Event, "events.Session", "event"): "goes: of the same staff, and named before; under a broadcast it stays",
    (Event, "standings.CupScale", "event"): "goes: of the same staff, and named before",
    (Event, "standings.PublishedStanding", "event"): "goes: of the same staff, and named before",
}
ACTIONS = {"refused": models.PROTECT, "goes": models.CASCADE}


def test_whatever_hangs_on_sessions_races_and_events_is_known_with_what_a_deletion_does():
    """A new relation must be decided on, here."""
    found = {
        (model, relation.related_model._meta.label, relation.field.name): relation.on_delete
        for model in (Session, Race, Event)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }
    assert found == {key: ACTIONS[why.partition(":")[0]] for key, why in HANGS.items()}


@pytest.mark.parametrize("field", ["events", "except_events"])
def test_event_that_a_listing_names_is_not_deleted_and_says_whose_listing_it_is(client, event, field):
    other = factories.event(season=event.season)
    listing = Listing.objects.get(broadcaster__name="Late TV")
    getattr(listing, field).add(other)
    sign_in(client, "Results")
    address = reverse("admin:events_event_delete", args=[other.pk])
    (protected,) = client.get(address).context["protected"]
    word = "is for" if field == "events" else "excepts"
    assert str(protected).endswith(f": Late TV: Norway (listing {listing.pk}) {word} {other}")
    client.post(address, {"post": "yes"})
    assert Event.objects.filter(pk=other.pk).exists()


def test_event_under_a_broadcast_is_not_deleted_and_says_whose_it_is(client, event):
    Race.objects.all().delete()
    sign_in(client, "Results")
    address = reverse("admin:events_event_delete", args=[event.pk])
    protected = [str(each) for each in client.get(address).context["protected"]]
    late = LATE.format(Listing.objects.get(broadcaster__name="Late TV").pk)
    assert len(protected) == len(SHOWINGS)
    assert [each for each in protected if each.endswith(late)]
    client.post(address, {"post": "yes"})
    assert Event.objects.filter(pk=event.pk).exists()


def test_time_on_another_day_than_the_session_s_is_said_with_its_date(client, event):
    """A broadcast a week later is not one of the same evening."""
    late = Showing.objects.with_words().get(listing__broadcaster__name="Late TV")
    assert late.words == "delayed from Fri 20:00"
    late.starts_at += 7 * DAY
    late.save()
    assert late.words == "delayed from Fri 21 Nov 20:00"
    by_table(client, event, session_start="16:45", session_end="20:30")
    assert "Late TV, or Fri 21 Nov 22:00" in desk(event)


def test_known_session_is_the_database_s(event):
    session = event.sessions.get(number=1)
    showing = Showing.objects.get(listing__broadcaster__name="Late TV")
    assert (showing.known_date, showing.known_start) == (FRIDAY, session.starts_at)
    assert showing.known_zone == "Europe/Oslo"
    with pytest.raises(ValidationError):
        Showing(listing=showing.listing, session=session).full_clean()
