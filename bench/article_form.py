"""How long the form of an article takes to open, ours beside Wagtail's of the same article, in one run.

Run it as `.venv/bin/python bench/article_form.py`. The article is made of the text of the demo's longest report, with a
photo at the top and blocks of each kind that such a report has. Wagtail is measured where it is installed, in an
environment of its own that this project has nothing to do with:

    python -m venv var/peers/wagtail && var/peers/wagtail/bin/pip install wagtail 'psycopg[binary]'

Both are asked by Django's test client, in turn, with templates cached as on a server, and each has a database of its
own on the same Postgres.
"""

import json
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from measuring import ROOT, own_database

from events.calendar.season_data import load_calendar
from events.models import Event, Race
from news.models import Article, PhotoBlock, QuoteBlock, ResultBlock, StandingsBlock, TextBlock
from standings.models import Competitor, Cup
from standings.seasons.season_data import load_results
from tests.factories import news as factories
from tests.factories.people import sign_in

ROUNDS, WARM_UP = 30, 5
PYTHON = ROOT / "var" / "peers" / "wagtail" / "bin" / "python"
PEER = ROOT / "bench" / "peers" / "wagtail_desk" / "serve.py"
THEIRS = "bench_wagtail"  # their database
PARAGRAPHS = (
    "<h2>A subhead as long as those of reports are</h2>"
    "<p>A paragraph of a report, of some forty words, such as journalists write within minutes of the last race, with "
    "the names of skaters, their times and what they said of the ice, of the crowd and of the season.</p>" * 3
)
QUOTE = "“What somebody said, in two sentences. The second one is about as long as the first.”"
# As in the seed's article, and with what its data give it here
ANATOMY = [
    *("text", "quote", "text", "quote", "text", "photo", "quote", "text", "quote", "photo"),
    *("text", "quote", "text", "result", "standings", "photo"),
]


class Opening(NamedTuple):
    seconds: float
    processor: float  # seconds of it
    size: int  # bytes of HTML


def article() -> Article:
    event = Event.objects.filter(number=1, season__start_year=2025).get()
    made = factories.article(title="As long as the longest report", event=event, hero=factories.photo())
    for place, kind in enumerate(ANATOMY, start=1):
        block: Any
        match kind:
            case "text":
                block = TextBlock(text=PARAGRAPHS)
            case "quote":
                block = QuoteBlock(text=QUOTE, speaker=Competitor.objects.skaters()[place])
            case "photo":
                block = PhotoBlock(photo=factories.photo())
            case "result":
                block = ResultBlock(race=Race.objects.filter(event=event)[0])
            case _:
                block = StandingsBlock(cup=Cup.objects.filter(season=event.season)[0])
        block.parent, block.region, block.ordering = made, "body", 10 * place
        block.save()
    return made


def open_ours(client: Client, address: str) -> Opening:
    wall, processor = time.perf_counter(), time.process_time()
    answer = client.get(address)
    took = time.perf_counter() - wall, time.process_time() - processor
    assert answer.status_code == 200
    return Opening(*took, len(answer.content))


@contextmanager
def wagtail(made: Article) -> Iterator[Any]:
    """Opens its form of the same article, as often as it is called; None where Wagtail is not installed."""
    if not PYTHON.exists():
        yield None
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {THEIRS}")
        cursor.execute(f"CREATE DATABASE {THEIRS}")
    ours = connection.get_connection_params()
    database = {name.upper(): ours.get(name, "") for name in ("host", "port", "user", "password")}
    database |= {"ENGINE": "django.db.backends.postgresql", "NAME": THEIRS}
    words = {"text": PARAGRAPHS, "quote": QUOTE}
    blocks = [{"kind": kind, "words": words.get(kind, "500m Women")} for kind in ANATOMY]
    process = subprocess.Popen(
        [PYTHON, PEER, json.dumps(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    stdin, stdout = process.stdin, process.stdout

    def ask(line: str) -> None:
        stdin.write(f"{line}\n")
        stdin.flush()

    def open_theirs() -> Opening:
        ask("open")
        return Opening(*json.loads(stdout.readline()))

    ask(json.dumps({"title": made.title, "lead": made.lead, "blocks": blocks}))
    try:
        yield open_theirs
    finally:
        stdin.close()
        process.wait(timeout=60)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {THEIRS}")


def said(name: str, found: list[Opening]) -> str:
    wall, processor = (statistics.median(each[part] for each in found) * 1000 for part in (0, 1))
    fastest = min(each.seconds for each in found) * 1000
    size = found[-1].size / 1000
    return f"{name:8} {wall:6.0f} ms, fastest {fastest:4.0f}; processor {processor:4.0f} ms; {size:.0f} kB"


def main() -> None:
    setup_test_environment()
    with own_database("bench_article_form"):
        load_calendar()
        load_results("2025-26")
        made = article()
        client = Client()
        sign_in(client, "Journalist")
        address = reverse("admin:news_article_change", args=[made.pk])
        ours, theirs = [], []
        with wagtail(made) as open_theirs:
            for number in range(WARM_UP + ROUNDS):
                pair = open_ours(client, address), open_theirs and open_theirs()
                if number >= WARM_UP:
                    ours.append(pair[0])
                    theirs.append(pair[1])
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        print(f"The form of an article with {len(ANATOMY)} blocks, the median of {ROUNDS} openings in turn:")
        print(said("ours", ours), f"; {len(queries)} queries", sep="")
        if None in theirs:
            print("Wagtail is not installed: see the first lines of this file.")
            return
        print(said("Wagtail", theirs))
        time_, processor = (
            statistics.median(each[part] for each in ours) / statistics.median(each[part] for each in theirs)
            for part in (0, 1)
        )
        print(f"ours takes {time_:.2f} of Wagtail’s time and {processor:.2f} of its processor time")


if __name__ == "__main__":
    main()
