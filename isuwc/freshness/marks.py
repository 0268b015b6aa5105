"""The state of all scopes at one moment."""

from collections.abc import Iterable, Mapping

from django.db import connection

_ALL = "SELECT scope, bit_xor(mark) FROM freshness_mark GROUP BY scope"


class Marks:
    """What the state of each scope is. Two that are equal for a set of scopes: none of these has changed."""

    def __init__(self, states: Mapping[str, int]) -> None:
        self._states = states
        self._whole: dict[str, int] = {}
        for scope, state in states.items():
            whole = scope.partition(":")[0]
            self._whole[whole] = self._whole.get(whole, 0) ^ state

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marks) and self._states == other._states

    __hash__ = None  # type: ignore[assignment]  # compared, never a key

    def of(self, scopes: Iterable[str]) -> tuple[int, ...]:
        """The state of each, in that order. `results` is that of all seasons, `results:7` that of one."""
        return tuple(map(self._of, scopes))

    def _of(self, scope: str) -> int:
        whole, part, _ = scope.partition(":")
        if not part:
            return self._whole.get(whole, 0)
        # What is known of no season may be of this one
        return self._states.get(scope, 0) ^ self._states.get(whole, 0)


def current_marks() -> Marks:
    """As they are committed now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        return Marks(dict(cursor.fetchall()))
