"""A small world of every kind of row that hangs on others, what can happen to it, and all that is in it."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from events.broadcast.listings import apply as listings
from events.broadcast.listings.rows import TABLE as LISTINGS
from events.calendar.programme import apply as programmes
from events.calendar.programme.rows import TABLE as PROGRAMMES
from events.models import Broadcaster, CountryGroup, Event, Listing, Race, Session, Showing
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.history.recorded import recorded
from isuwc.tables.plans import apply
from standings.models import Competitor, Cup, Result, Scale, Score, Standing
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.scoring.recompute import recompute
from standings.sheets.files import read_file
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.factories.people import staff
from tests.isuwc.submissions.forms import Window

PERSON = "anna"


def world() -> None:
    cup = factories.cup()
    venue = events.venue(city="Salt Lake City", time_zone="America/Denver")
    event = events.event(season=cup.season, number=1, venue=venue)
    first = Session.objects.create(event=event, number=1, date="2025-11-14", starts_at="2025-11-14T20:00Z")
    Session.objects.create(event=event, number=2, date="2025-11-15")
    race = events.race(session=first, event=event, ordinal=1)
    for _ in range(4):
        factories.result(race)
    recompute(cup.season)
    events.stream(season=cup.season)
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set([events.country("NOR"), events.country("SWE")])
    shown = events.listing(broadcaster=events.broadcaster("One"), season=cup.season, channel="One 1")
    Showing.objects.create(listing=shown, session=first, note="As planned")
    other = events.listing(broadcaster=events.broadcaster("Two"), country=None, group=group)
    other.except_countries.add(events.country("SWE"))
    staff("Broadcast", PERSON).groups.set(staff("Results", PERSON).groups.all())
    user = staff("Broadcast", PERSON)
    user.is_superuser = True
    user.save()


def next_transaction() -> None:
    """What was made so far counts as committed: plain SQL from here on is another transaction's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('isuwc.entry', '', true)")


def post(name: str, row: Any, /, **given: Any) -> None:
    """A form as it is shown, with some fields typed anew, saved by the person. What it refuses changes nothing."""
    client = Client()
    client.force_login(staff("Broadcast", PERSON))
    Window(client, reverse(f"admin:{name}_change", args=[row.pk])).type(**given).send()


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def table(kind: Any, rows: list[dict[str, str]]) -> Any:
    header = list(dict.fromkeys(name for row in rows for name in row))
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return read_table(kind, "\n".join(",".join(line) for line in lines).encode(), "table.csv")


def import_listings(n: int) -> None:
    kept = read_table(LISTINGS, as_csv(LISTINGS, listings.listing_rows()), "held.csv")
    assert kept or not Listing.objects.exists()
    rows = [{"broadcaster": "One", "country": noc, "source": "A contract", "channel": f"Channel {n}"} for noc in
            ("NOR", "SWE", "NED")[: 1 + n % 3]]  # fmt: skip
    planned = listings.plan(table(LISTINGS, rows))
    if not planned.errors:
        apply(planned, what="Listings, table.csv")


def import_programme(n: int) -> None:
    days = ("2025-11-14", "2025-11-15")
    rows = [
        {"session": str(1 + at), "date": days[at], "start": f"{12 + (n + at) % 6}:00", "category": "women",
         "distance": distance, "division": division,
         "ordinal": "1" if distance == "500m" else ""}
        for at, distance, division in ((0, "500m", "A"), (1, "1000m", "AB"[n % 2]), (1, "1500m", "A"))[: 1 + n % 3]
    ]  # fmt: skip
    event = Event.objects.first()
    planned = programmes.plan(table(PROGRAMMES, rows), event) if event else None
    if planned and not planned.errors:
        apply(planned, what="Programme, table.csv")


def import_sheet(n: int) -> None:
    rows = [list(row) for row in sheets.WOMEN_500.rows[: 3 + n % 3]]
    rows[0][6] = f"37.{10 + n % 5}"
    paper = sheets.WOMEN_500.but(rows=rows, title=f"{11 + n % 2}. RESULT {('1st', '2nd')[n % 2]} 500m Women")
    waiting = [hand_in_sheet(each, "sheet.pdf") for each in read_file(paper.pdf(), "sheet.pdf")]
    apply_sheets(waiting, new_names=True)


def _first(model: Any, n: int) -> Any:
    rows = list(model.objects.order_by("pk"))
    return rows[n % len(rows)] if rows else None


def form_of(model: Any, name: str, field: str) -> Callable[[int], None]:
    def change(n: int) -> None:
        if row := _first(model, n):
            post(name, row, **{field: f"Written {n}"})

    return change


def rename_in_the_form_of_a_scale(n: int) -> None:
    if row := _first(Scale, n):
        post("standings_scale", row, points=",".join(str(50 - n - at) for at in range(5)))


def of_row(model: Any, statement: str, *values: Callable[[int], Any]) -> Callable[[int], None]:
    def change(n: int) -> None:
        if row := _first(model, n):
            sql(statement, *(value(n) for value in values), row.pk)

    return change


def delete_a_listing(n: int) -> None:
    if row := _first(Listing, n):
        row.delete()


def move_the_event(n: int) -> None:
    """Its sessions without a start first, as the database has it."""
    sql("UPDATE events_session SET starts_at = starts_at + %s * interval '1 minute'", 10 + n)


ACTS: list[Callable[[int], None]] = [
    form_of(Broadcaster, "events_broadcaster", "name"),
    form_of(Listing, "events_listing", "note"),
    form_of(Competitor, "standings_competitor", "given_name"),
    form_of(Cup, "standings_cup", "note"),
    form_of(Event, "events_event", "plan_note"),
    rename_in_the_form_of_a_scale,
    import_listings,
    import_programme,
    import_sheet,
    of_row(Listing, "UPDATE events_listing SET channel = %s, is_exclusive = NOT is_exclusive WHERE id = %s",
           lambda n: f"Channel {n}"),
    of_row(Result, "UPDATE standings_result SET rank = %s WHERE id = %s", lambda n: 2 + n % 5),
    of_row(Result, "DELETE FROM standings_score WHERE true; DELETE FROM standings_result WHERE id = %s"),
    of_row(Race, "UPDATE events_race SET result_state = 'partial' WHERE id = %s AND result_state <> 'not-held'"),
    of_row(Showing, "UPDATE events_showing SET note = %s WHERE id = %s", lambda n: f"Said {n}"),
    of_row(Showing, "DELETE FROM events_showing WHERE id = %s"),
    of_row(Broadcaster, "INSERT INTO events_broadcaster (name, slug, website, time_zone, is_example) "
           "SELECT %s || max(id), %s || max(id), '', '', false FROM events_broadcaster WHERE id >= %s",
           lambda n: f"Made {n}", lambda n: f"made-{n}"),
    delete_a_listing,
    move_the_event,
]  # fmt: skip


def rows() -> dict[str, list[Any]]:
    """Every row of every recorded table, without what is counted, and what says that something was taken back."""
    found = {}
    with connection.cursor() as cursor:
        for name, kind in recorded().items():
            cursor.execute(f'SELECT to_jsonb(found) FROM "{name}" found')  # noqa: S608 - declared
            read = [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]
            plain = [
                {column: row[column] for column in row if column not in kind.derived}
                for row in read
                if not row.get("taken_back_at")
            ]
            found[name] = sorted(plain, key=lambda row: str(row[kind.key]))
    return found


def computed() -> list[Any]:
    """Scores and standings, by what they are of."""
    scores = Score.objects.values_list("cup", "result", "points", "counts", "reason")
    standing = Standing.objects.values_list(
        "cup", "race", "competitor", "rank", "total", "gap", "previous_rank", "is_newest"
    )
    return [sorted(scores, key=str), sorted(standing, key=str)]


def answers() -> dict[str, bytes]:
    """What readers see of it."""
    client = Client()
    addresses = ["/where-to-watch/nor/", "/where-to-watch/swe/", "/standings/2025-26/women/500m/", "/events/2025-26/"]
    return {address: client.get(address).content for address in addresses}
