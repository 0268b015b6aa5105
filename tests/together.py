"""Work in threads, each with a database connection of its own: several at once, or one apart."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def together(*works: Callable[[], Any]) -> list[Any]:
    """What each of them returned or raised, once all have begun at the same moment and ended."""
    start, found = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=30)
            found[place] = work()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads), "one of them has not ended after 30 seconds"
    return found


def apart(work: Callable[[], Any]) -> Any:
    """In another thread: while Playwright runs, Django takes this one for an asynchronous one, which may not wait."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()
