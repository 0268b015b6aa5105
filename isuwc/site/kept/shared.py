"""Pages that all processes and machines of a site share, in Redis: what one has made the others mostly need not.

`REDIS_URL` says where. Nothing depends on it: a page that isn't there or isn't true any more is made as without it, and
a Redis that does not answer is left alone for a while. What is found there is believed only if it was signed with the
site's settings (PAGES_SECRET) for that very page, and it is data, never code.
"""

import datetime
import json
import logging
import time
from collections.abc import Hashable
from hashlib import blake2b
from hmac import compare_digest
from typing import Any

import brotli
from django.conf import settings
from django.utils import timezone
from redis import Redis, RedisError, ResponseError
from redis.backoff import NoBackoff
from redis.retry import Retry

from isuwc.site.kept.packing import Way, packed
from isuwc.site.kept.page import Page
from isuwc.site.kept.release import release

log = logging.getLogger("isuwc.kept")
PATIENCE = 0.2  # seconds for which one waits for Redis; most pages are made in less
LEFT_ALONE = 10.0  # seconds, after it has not answered
KEPT_FOR = datetime.timedelta(hours=1)
MAC = 16  # bytes


class SharedPages:
    """A Redis as processes of this site use it."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self._again_at = 0.0  # `time.monotonic`
        self._secret = blake2b(settings.PAGES_SECRET.encode(), digest_size=32).digest()
        self._release = release()

    @classmethod
    def at(cls, address: str) -> "SharedPages":
        """By the address of a server, which is not asked yet."""
        never = Retry(NoBackoff(), 0)
        return cls(Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=never))

    def get(self, key: Hashable, window: int) -> Page | None:
        """The page that some process has put there for this release; None once time alone may have changed it.

        `window` is the span of time that the caller is in. Whether what the page was made of is as it was, only the
        caller knows.
        """
        name = self._name(key)
        data = self._ask(lambda: self.redis.get(name))
        return self._read(name, data, window) if isinstance(data, bytes) else None

    def put(self, key: Hashable, page: Page, until: datetime.datetime | None) -> None:
        """`until` is when time alone may change it next, None where the time has no part in it. A page that depends on
        its query is not put there: there is no end of what may be searched for."""
        if page.asked:
            return
        name = self._name(key)
        facts = {
            "status": page.status,
            "headers": page.headers,
            "scopes": page.scopes,
            "states": page.states,
            "names": sorted(page.names),
            "until": until and until.isoformat(),
            "made_at": (timezone.now() - datetime.timedelta(seconds=page.age)).isoformat(),
        }
        data = json.dumps(facts).encode() + b"\n" + packed(page.body, Way.BROTLI)
        self._ask(lambda: self.redis.set(name, self._mac(name, data) + data, ex=KEPT_FOR))

    def _name(self, key: Hashable) -> str:
        digest = blake2b(repr(key).encode(), key=self._release, salt=self._secret[:16], digest_size=20)
        return f"isuwc:page:{digest.hexdigest()}"

    def _mac(self, name: str, data: bytes) -> bytes:
        return blake2b(name.encode() + b"\n" + data, key=self._secret, digest_size=MAC).digest()

    def _read(self, name: str, signed: bytes, window: int) -> Page | None:
        now, mac, data = timezone.now(), signed[:MAC], signed[MAC:]
        if not compare_digest(mac, self._mac(name, data)):
            log.error("A page in Redis was not put there by this site. It is not shown.")
            return None
        head, _, body = data.partition(b"\n")
        facts = json.loads(head)
        until = facts["until"] and datetime.datetime.fromisoformat(facts["until"])
        if until and now >= until:
            return None
        age = now - datetime.datetime.fromisoformat(facts["made_at"])
        return Page(
            status=facts["status"],
            headers=[(name, value) for name, value in facts["headers"]],
            body=brotli.decompress(body),
            scopes=tuple(facts["scopes"]),
            states=tuple(facts["states"]),
            window=window if until else None,
            names=frozenset(facts["names"]),
            made_at=time.monotonic() - max(0.0, age.total_seconds()),  # another machine's clock may be ahead
            ways={Way.BROTLI: body},
        )

    def _ask(self, question: Any) -> Any:
        """None while Redis does not answer."""
        if time.monotonic() < self._again_at:
            return None
        try:
            return question()
        except ResponseError as error:  # as where it is full, and may still give
            log.warning("A page is not shared: Redis refuses it (%s).", error)
        except RedisError as error:
            self._again_at = time.monotonic() + LEFT_ALONE
            log.warning("Pages are not shared: Redis does not answer (%s).", error)
        return None
