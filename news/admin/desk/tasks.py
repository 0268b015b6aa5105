"""The tasks of the newsroom's desk: each part of the newsroom adds its own.

`@tasks(order)` registers a function of the request that gives tasks, none for whoever has no such work. Those of lower
order come first: 10 what can always be begun, 20 what is asked of this person (reviews), 30 their own drafts, 40 what
waits in each state, 50 what goes live or away by itself, 60 events and 70 photographs that lack something. Each asks a
fixed number of queries.
"""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest

from isuwc.newsroom.first_page import Task

Tasks = Callable[[HttpRequest], Iterable[Task]]
_registered: dict[str, tuple[int, Tasks]] = {}
MOST = 6  # rows that are named one by one


def tasks(order: int) -> Callable[[Tasks], Tasks]:
    def add(found: Tasks) -> Tasks:
        _registered[f"{found.__module__}.{found.__name__}"] = order, found
        return found

    return add


def tasks_for(request: HttpRequest) -> Iterator[Task]:
    """What the person has to do, in order."""
    for _, found in sorted(_registered.values(), key=lambda each: each[0]):
        yield from found(request)


def rest(count: int) -> str:
    """and 3 more: of those beyond the ones that are named."""
    return f"and {count - MOST} more" if count > MOST else ""
