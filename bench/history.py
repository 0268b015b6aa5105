"""What the history costs: the same work with its triggers and without, in turn, in one run. Nothing is kept.

Run it as `.venv/bin/python bench/history.py`. It loads the shipped seasons into a database of its own, and prints how
large their history is.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_test_environment
from measuring import own_database

from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.models import Event, Listing
from isuwc.history.models import Change, Entry
from isuwc.history.recorded import recorded
from isuwc.history.undo import take_back
from news.models import Article, TextBlock
from standings.models import Result
from standings.scoring.recompute import recompute
from standings.seasons.season_data import load_results
from tests.isuwc.submissions.forms import Window

TIMES, ROUNDS = 3, 5
SHIPPED = ("2025-26", "2022-23")


def triggers(state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in recorded():
            cursor.execute(f'ALTER TABLE "{table}" {state} TRIGGER recorded')


def fastest(work: Callable[[], Any], is_on: bool, times: int) -> float:
    """Milliseconds, up to where only the commit is left; the fastest, as the machine does other things too.

    In one transaction, since the database plans and compiles all anew after triggers were switched.
    """
    with transaction.atomic():
        if not is_on:
            triggers("DISABLE")
        found = [timed(work) for _ in range(times)]
        transaction.set_rollback(True)
    return min(found)


def timed(work: Callable[[], Any]) -> float:
    with transaction.atomic():
        start = time.perf_counter()
        work()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - start
        transaction.set_rollback(True)
    return took * 1000


def compare(what: str, work: Callable[[], Any], times: int = TIMES) -> None:
    rounds = [(fastest(work, True, times), fastest(work, False, times)) for _ in range(ROUNDS)]
    on, off = (min(each) for each in zip(*rounds, strict=True))
    print(f"{what:44} {off:8.1f} ms without, {on:8.1f} ms with the history: {on / off:.2f} times", flush=True)


def main() -> None:
    with own_database("bench_history"):
        load_calendar()
        load_broadcast()
        for slug in SHIPPED:
            load_results(slug)
        changes, results = Change.objects.count(), Result.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size('history_change') + pg_total_relation_size('history_entry')")
            (size,) = cursor.fetchone()
            cursor.execute("SELECT pg_database_size(current_database())")
            (whole,) = cursor.fetchone()
        print(f"{changes} changes of {Entry.objects.count()} entries, {results} results: "
              f"{size / 2**20:.1f} MB of {whole / 2**20:.1f} MB, {size / changes:.0f} bytes a change")  # fmt: skip
        measure_work()


def measure_work() -> None:
    race = Event.objects.get(season__slug="2025-26", number=1).races.with_result().first()
    lines = list(race.results.order_by("line"))

    def correct() -> None:
        for line in lines:
            line.rank = (line.rank or 0) + 1
        Result.objects.bulk_update(lines, ["rank"])

    compare(f"a sheet's {len(lines)} lines written", correct)
    compare("the same with the season computed anew", lambda: (correct(), recompute(race.event.season)))
    save_article()
    compare("the note of every listing, in one statement", lambda: Listing.objects.update(note="Another"))
    undo()
    compare("the results of 2025/26 read from files anew", reload_season, 1)


def reload_season() -> None:
    Result.objects.filter(race__event__season__slug="2025-26").delete()
    load_results("2025-26")


def save_article() -> None:
    """The form of an article of ten blocks, of which one is changed."""
    setup_test_environment()  # so that the client may ask for its host
    client = Client()
    client.force_login(get_user_model()._default_manager.create(username="bench", is_staff=True, is_superuser=True))
    article = Article.objects.create(title="An article", lead="A lead.")
    blocks = [
        TextBlock(parent=article, region="body", text=f"<p>{'Some words. ' * 40}{n}</p>", ordering=n) for n in range(10)
    ]
    TextBlock.objects.bulk_create(blocks)
    form = Window(client, f"/admin/news/article/{article.pk}/change/")
    form.type(news_textblock_set__0__text="<p>Other words.</p>")

    def save() -> None:
        assert form.send("_save").status_code == 302, "The form was refused."

    compare("an article of ten blocks saved in its form", save)


def undo() -> None:
    entry = Entry.objects.filter(what="Season data: results of 2022-23").first()
    start = time.perf_counter()
    changes = entry.changes.count()
    with transaction.atomic():
        take_back(entry, None)
        transaction.set_rollback(True)
    print(f"{'a whole season taken back':44} {time.perf_counter() - start:8.2f} s for {changes} changes")


if __name__ == "__main__":
    main()
