"""Where to watch with 206 countries, 6 events and 5,000 listings beside 50; an import of 5,000.

Run it as `.venv/bin/python bench/watch_scale.py`; it takes half a minute. All is made up, in a database of its own. It
ends with an error where a page costs other queries, the page is over 60 KB compressed, or the import takes ten seconds.
"""

import gzip
import sys

from django.test import Client
from measuring import Figures, measure, own_database, timed

from events.broadcast.listings.apply import listing_rows, plan
from events.broadcast.listings.rows import TABLE
from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.models import Listing
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.tables.plans import apply
from tests.factories import events as factories

FEW, MANY = 50, 5_000
MOST_BYTES, MOST_SECONDS = 60 * 1024, 10
PAGES = {
    "where to watch": "/where-to-watch/?event=2026-27/1-stavanger",
    "a country": "/where-to-watch/ned/?season=2026-27",
    "an event": "/events/2026-27/1-stavanger/",
    "a country's calendar": "/where-to-watch/ned/calendar.ics",
}


def main() -> None:
    load_calendar()
    load_broadcast()
    factories.crowded(MANY)
    many = measure(PAGES)
    size = len(gzip.compress(Client(SERVER_NAME="localhost").get(PAGES["where to watch"]).content))
    table = as_csv(TABLE, listing_rows())
    keys = list(Listing.objects.order_by("pk").values_list("pk", flat=True))
    Listing.objects.filter(pk__in=keys[FEW:]).delete()
    few = measure(PAGES)
    Listing.objects.all().delete()
    report(
        few, many, size, len(keys), timed(lambda: apply(plan(read_table(TABLE, without_ids(table), "listings.csv"))))
    )


def without_ids(table: bytes) -> bytes:
    """The export as a table of new listings."""
    head, *rows = table.decode("utf-8-sig").splitlines()
    return "\n".join([head, *("," + row.partition(",")[2] for row in rows)]).encode()


def report(few: dict[str, Figures], many: dict[str, Figures], size: int, rows: int, took: float) -> None:
    wrong = []
    for name, (queries, milliseconds) in many.items():
        before, before_took = few[name]
        print(
            f"{name:20} {queries:2} queries ({before} with {FEW} listings), {milliseconds:6.1f} ms "
            f"({before_took:.1f}), {milliseconds / before_took:.1f} times as long"
        )
        if queries != before:
            wrong.append(f"{name}: {before} queries with {FEW} listings, {queries} with {MANY}")
    print(f"where to watch is {size / 1024:.1f} KB compressed")
    print(f"import of {Listing.objects.count()} listings {took:.2f} s")
    if size > MOST_BYTES:
        wrong.append(f"the page has {size} bytes, more than {MOST_BYTES}")
    if took > MOST_SECONDS or Listing.objects.count() != rows:
        wrong.append(f"the import took {took:.1f} s for {Listing.objects.count()} listings")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    with own_database("bench_watch_scale"):
        main()
