"""Search, lists, feeds, sitemaps and the newsroom with 10, 1,000 and 20,000 stories: as fast, in as many queries?

Run it as `.venv/bin/python bench/story_scale.py`; it takes five minutes. All is made up, in a database of its own. It
ends with an error where a page costs too many queries, or they take too long.
"""

import datetime
import logging
import random
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from measuring import own_database, timed

# isort: split
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from isuwc.text.slugs import slug
from news.models import Article, Edition, Period, SearchText
from standings.models import Competitor

DATABASE = "bench_story_scale"
STEPS = (10, 1_000, 20_000)
ROUNDS = 12
MOST_MS, MOST_QUERIES = 30, 16  # of search
MOST_GROWTH = 2.0  # of all others, from 10 stories (what says itself how many there are: from 1,000) to 20,000
BEGINS_FULL = (
    "stories in it, of a year", "news, the last page", "news of a month",
    "list of articles", "… searched", "… by state",
)  # fmt: skip
MAY_GROW = ("a word of a third, all old", "a skater of a third, all old")
SKATERS, WORDS, BATCH = 1_500, 400, 500
BEGUN = datetime.datetime(2010, 1, 1, tzinfo=datetime.UTC)
OF_SEARCH = {
    "a rare word": "/search/?q=Quillfeather",
    "a common word": "/search/?q=world",
    "two common words": "/search/?q=world+cup",
    "two words": "/search/?q=Example+Skater7",
    "a word of a third, all old": "/search/?q=bygone",
    "the beginning of words": "/search/?q=con",
    "a typing error": "/search/?q=leerdm",
    "nothing": "/search/?q=xyzzyqq",
    "suggestions": "/search/suggestions.json?q=leer",
    "suggestions for a typing error": "/search/suggestions.json?q=leerdm",
    "a skater in each 10th story": "/skaters/example-skater7/",
    "a skater of a third, all old": "/skaters/ireen-bygone/",
    "a skater in no story": "/skaters/nobody-unnamed/",
}
PLACE = "20100102T000000000000-6"  # of the fifth story: the last page of the list
OF_STORIES = {
    "home": "/",
    "an article": "/news/2010/story-3/",
    "news": "/news/",
    "news, the last page": f"/news/?before={PLACE}",
    "news of a month": "/news/2010/?month=1",
    "feed": "/news/rss/",
    "feed as JSON": "/news/feed.json",
    "feed of a skater": "/feeds/stories/skaters/example-skater7.rss",
    "sitemap": "/sitemap.xml",
    "stories in it, of a year": "/sitemap-stories-2010.xml",
}
OF_THE_NEWSROOM = {
    "first page": "/admin/",
    "list of articles": "/admin/news/article/",
    "… searched": "/admin/news/article/?q=story-3",
    "… by state": "/admin/news/article/?state__exact=draft",
    "form of an article": "/admin/news/article/1/change/",
    "form of a new one": "/admin/news/article/add/",
    "publishing": "/admin/news/article/1/publish/",
    "calendar of stories": "/admin/news/article/calendar/",
}
PAGES = OF_SEARCH | OF_STORIES | OF_THE_NEWSROOM
chance = random.Random(2026)
VOCABULARY = [
    "".join(chance.choice("abcdefghiklmnoprstuw") for _ in range(chance.randint(3, 10))) for _ in range(20_000)
]
FREQUENT = ["the", "of", "world", "cup", "and", "in", "race", "second", "seconds", "won"]


class Figures(NamedTuple):
    queries: int
    database: float  # milliseconds
    whole: float


def make_skaters() -> None:
    names = [("Jutta", "Leerdam"), ("Ireen", "Bygone"), ("Nobody", "Unnamed")]
    names += [("Example", f"Skater{number}") for number in range(10)]
    names += [(chance.choice(VOCABULARY).title(), chance.choice(VOCABULARY).title()) for _ in range(SKATERS)]
    Competitor.objects.bulk_create(
        Competitor(
            name=f"{given} {family}", given_name=given, family_name=family, category="women", country_id="NED",
            slug=f"{slug(f'{given} {family}')}{'' if number < 13 else f'-{number}'}",
        )
        for number, (given, family) in enumerate(names)
    )  # fmt: skip


def text_of(number: int) -> str:
    """Frequent words, rarer ones the rarer they are, a skater; in the first third of stories a skater of old."""
    words = [chance.choice(FREQUENT) for _ in range(WORDS // 3)]
    words += [VOCABULARY[int(len(VOCABULARY) * chance.random() ** 3)] for _ in range(WORDS - len(words))]
    chance.shuffle(words)
    words[50] = f"Example Skater{number % 10}"
    if number < STEPS[-1] // 3:
        words[60] = "Ireen Bygone"
    if number == 3:
        words[70] = "Quillfeather"
    lines = [" ".join(words[at : at + 60]).capitalize() + "." for at in range(0, len(words), 60)]
    return "\n".join(lines)


def make_stories(first: int, last: int) -> None:
    """Live since a moment each, the later the number. The indexes are made afterwards, in a fraction of the time."""
    indexes = SearchText._meta.indexes
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.remove_index(SearchText, index)
    write_stories(first, last)
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.add_index(SearchText, index)


def write_stories(first: int, last: int) -> None:
    for begin in range(first, last, BATCH):
        numbers = range(begin, min(begin + BATCH, last))
        articles = Article.objects.bulk_create(
            Article(title=f"World Cup story {number}", lead="The lead.", slug=f"story-{number}") for number in numbers
        )
        editions = Edition.objects.bulk_create(
            Edition(
                article=article, number=1, version=1, slug=article.slug, type=article.type, title=article.title,
                lead=article.lead, words=f"{article.title}\n{article.lead}\n{text_of(number)}",
            )
            for number, article in zip(numbers, articles, strict=True)
        )  # fmt: skip
        periods = []
        for number, edition in zip(numbers, editions, strict=True):
            at = BEGUN + datetime.timedelta(hours=6 * number)
            period = Period(
                article=edition.article, edition=edition, year=at.year, slug=edition.slug, published_at=at, set_at=at
            )
            period.set_range(at, None)
            periods.append(period)
        Period.objects.bulk_create(periods)


def main() -> None:
    load_calendar()
    load_broadcast()
    make_skaters()
    found: dict[int, dict[str, Figures]] = {}
    made = 0
    for stories in STEPS:
        took = timed(lambda stories=stories, made=made: make_stories(made, stories))
        print(f"{stories:6} stories, made in {took:.0f} s", flush=True)
        made = stories
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        found[stories] = measure_all()
    report(found)


def measure_all() -> dict[str, Figures]:
    """In turns, so that what others do meanwhile slows all of them; the fastest of each."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)[0])
    rounds = [{name: asked(client, address) for name, address in PAGES.items()} for _ in range(ROUNDS)]
    return {
        name: Figures(rounds[0][name].queries, *(min(each[name][part] for each in rounds[1:]) for part in (1, 2)))
        for name in PAGES
    }


def asked(client: Client, address: str) -> Figures:
    queries: list[float] = []

    def timing(execute: Callable[..., Any], *given: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*given)
        finally:
            queries.append(time.perf_counter() - begun)

    with connection.execute_wrapper(timing):
        begun = time.perf_counter()
        status = client.get(address).status_code
        took = time.perf_counter() - begun
    if status != 200:
        sys.exit(f"{address} answers {status}")
    return Figures(len(queries), 1_000 * sum(queries), 1_000 * took)


def report(found: dict[int, dict[str, Figures]]) -> None:
    wrong = []
    print(
        f"{'with ' + ', '.join(map(str, STEPS)) + ' stories':30} queries   ms in the database    ms of the whole page"
    )
    for name in PAGES:
        few, *_, many = figures = [found[stories][name] for stories in STEPS]
        parts = [
            f"{', '.join(f'{each[part]:5.1f}' for each in figures)} ({many[part] / few[part]:.1f} ×)" for part in (1, 2)
        ]
        print(f"{name:30} {many.queries:7}   {'   '.join(parts)}")
        if name in OF_SEARCH and many.queries > MOST_QUERIES:
            wrong.append(f"{name}: {many.queries} queries")
        if name in OF_SEARCH and name not in MAY_GROW and many.database > MOST_MS:
            wrong.append(f"{name}: {many.database:.1f} ms in the database, more than {MOST_MS}")
        before = figures[1] if name in BEGINS_FULL else few
        if name not in OF_SEARCH and (many.whole > MOST_GROWTH * before.whole or many.queries > before.queries):
            wrong.append(
                f"{name}: {before.queries} queries, {before.whole:.0f} ms; then {many.queries}, {many.whole:.0f}"
            )
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    logging.disable(logging.INFO)
    with own_database(DATABASE):
        main()
