"""The request that is being answered in this thread."""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from isuwc.signin.addresses import address_in

HEADER, _IN_META = "X-Request-ID", "HTTP_X_REQUEST_ID"
_NUMBER = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(frozen=True)
class Asked:
    """Its number, by which its lines are found in the logs of proxy and site, and who asks."""

    number: str
    client: str

    @classmethod
    def of(cls, meta: Mapping[str, Any]) -> "Asked":
        """By a request's META. A proxy's number is taken over where there is a proxy of ours (PROXIES) and the number
        is nothing else."""
        said = meta.get(_IN_META, "") if settings.PROXIES else ""
        return cls(said if _NUMBER.fullmatch(said) else secrets.token_hex(8), address_in(meta))


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def asked() -> Asked | None:
    """None outside of requests, as in commands."""
    return _asked.get()


@contextmanager
def answering(request: Asked) -> Iterator[None]:
    before = _asked.set(request)
    try:
        yield
    finally:
        _asked.reset(before)
