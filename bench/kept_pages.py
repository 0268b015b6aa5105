"""What a kept page costs, beside Django's own page cache and a page that is made for each request, in one run.

Run it as `.venv/bin/python bench/kept_pages.py`. Each is the whole application as a server calls it, in one process and
thread, asked in turn as browsers ask (gzip); no network. It also counts, for one result that is saved, which pages of
the site are made anew, and that a herd makes a page once.
"""

import statistics
import threading
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings
from measuring import own_database

from events.calendar.season_data import load_calendar
from events.models import Event, Race
from isuwc.site.kept.wsgi import KeptPages
from news.editions.publishing import publish
from news.models import ResultBlock, TextBlock
from standings.models import Result
from standings.seasons.season_data import load_results
from tests.factories import news as factories

ROUNDS, ASKED = 7, {"made for each request": 20, "Django's page cache": 400, "kept": 4_000}
OF_DJANGO = ("django.middleware.cache.UpdateCacheMiddleware", "django.middleware.cache.FetchFromCacheMiddleware")


def ask(application: Callable[..., Any], path: str) -> tuple[str, bytes]:
    started: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(),
    }  # fmt: skip
    answer = application(environ, lambda status, headers, _=None: started.append(status))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return started[0], body


def per_second(application: Callable[..., Any], path: str, times: int) -> float:
    begun = time.perf_counter()
    for _ in range(times):
        status, _ = ask(application, path)
        assert status.startswith("200"), (path, status)
    return times / (time.perf_counter() - begun)


def with_djangos_cache() -> WSGIHandler:
    from django.conf import settings  # noqa: PLC0415 - as it is set now

    first, last = OF_DJANGO
    with override_settings(MIDDLEWARE=[first, *settings.MIDDLEWARE, last]):
        return WSGIHandler()


def pages() -> dict[str, str]:
    event = Event.objects.get(season__start_year=2025, number=1)
    race = Race.objects.filter(event=event).order_by("number")[0]
    story = factories.article(title="A report of the weekend", event=event, text="<p>Words of a report.</p>" * 30)
    ResultBlock.objects.create(parent=story, race=race, ordering=20)
    other = factories.article(title="A story without results", text="<p>Words of a story.</p>" * 30)
    TextBlock.objects.create(parent=other, text="<p>More of them.</p>", ordering=20)
    with_results, without = publish(story, None), publish(other, None)
    earlier = Event.objects.get(season__start_year=2022, number=1)
    return {
        "article": with_results.get_absolute_url(),
        "article without results": without.get_absolute_url(),
        "home": "/",
        "cup": "/standings/2025-26/women/500m/",
        "cup of an earlier season": "/standings/2022-23/women/500m/",
        "event": event.get_absolute_url(),
        "event of an earlier season": earlier.get_absolute_url(),
        "where to watch": "/where-to-watch/ned/",
        "skater": "/skaters/femke-kok/",
        "news": "/news/",
        "feed": "/news/rss/",
    }


def compare(applications: dict[str, Callable[..., Any]], path: str) -> dict[str, float]:
    """Requests a second of each, the median of interleaved rounds."""
    for application in applications.values():
        ask(application, path)
    found: dict[str, list[float]] = {name: [] for name in applications}
    for _ in range(ROUNDS):
        for name, application in applications.items():
            found[name].append(per_second(application, path, ASKED[name]))
    return {name: statistics.median(rates) for name, rates in found.items()}


def made_anew(kept: KeptPages, addresses: dict[str, str]) -> list[str]:
    """The pages that are made again after one result of 2025/26 was saved."""
    for path in addresses.values():
        ask(kept, path)
    result = Result.objects.filter(race__event__season__start_year=2025).order_by("pk")[0]
    Result.objects.filter(pk=result.pk).update(bib=(result.bib or 0) + 1)
    time.sleep(1)
    found = []
    for name, path in addresses.items():
        before = kept.figures.made
        ask(kept, path)
        if kept.figures.made > before:
            found.append(name)
    return found


def herd(kept: KeptPages, path: str, size: int = 500) -> int:
    """How often a page is made that so many ask for at once, just after it became stale."""
    ask(kept, path)
    of_its_season = Result.objects.filter(race__event__season__start_year=2025).order_by("pk")
    Result.objects.filter(pk=of_its_season[0].pk).update(bib=999)
    time.sleep(1)
    before = kept.figures.made
    crowd = [threading.Thread(target=ask, args=(kept, path)) for _ in range(size)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    return kept.figures.made - before


def main() -> None:
    cache = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with own_database("bench_kept_pages"), override_settings(CACHES=cache, ALLOWED_HOSTS=["localhost"]):
        load_calendar()
        for season in ("2022-23", "2025-26"):
            load_results(season)
        addresses = pages()
        kept = KeptPages(WSGIHandler())
        applications = {
            "made for each request": WSGIHandler(), "Django's page cache": with_djangos_cache(), "kept": kept,
        }  # fmt: skip
        print("Requests a second, one thread:")
        for name in ("article", "home", "cup", "where to watch", "skater"):
            rates = compare(applications, addresses[name])
            ratio = rates["kept"] / rates["Django's page cache"]
            said = ", ".join(f"{each} {rate:,.0f}" for each, rate in rates.items())
            print(f"  {name}: {said}; kept is {ratio:.1f} × Django's")
        print(f"One result is saved; made anew: {', '.join(made_anew(kept, addresses))}")
        print(f"500 at once ask for a page that has just become stale; it is made {herd(kept, addresses['cup'])} times")
        kept.watcher.stop()
        time.sleep(1)


if __name__ == "__main__":
    main()
