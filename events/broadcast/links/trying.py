"""Tries one address: HEAD, then GET where a server wants that, along its redirects; what it finds is said in words."""

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from events.broadcast.links.pinned import AGENT, Deadline, Head, TooMuchError, ask, numbers_of
from events.broadcast.links.policy import Number, Policy, RefusedError, Target

SECONDS = 20.0  # for one address, all its redirects and names together
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404: "page not found", 410: "gone for good"}
# What is answered to a program, to another country or to whoever comes too often, while readers may well see the page
FOR_OTHERS = {
    401: "it asks for a password",
    402: "it asks for payment",
    403: "it refuses programs such as this one, and perhaps other countries",
    406: "it refuses programs such as this one",
    429: "it was asked too often",
    451: "it is blocked for legal reasons where this was tried",
}


class Finding(Enum):
    """Values are those of `LinkTry.state`."""

    ANSWERS = "answers"
    FAILS = "fails"
    UNCLEAR = "unclear"
    REFUSED = "refused"


@dataclass(frozen=True)
class Tried:
    """What was found, in words, and where the address led if elsewhere."""

    finding: Finding
    words: str
    redirected_to: str = ""
    is_reached: bool = field(default=False, compare=False)  # whether any server said anything at all


@dataclass(frozen=True)
class Trier:
    """`resolve`, `trust` and the policy's rules are the seam for tests; `pause` is called before each request."""

    site: str = ""
    policy: Policy = field(default_factory=Policy)
    resolve: Callable[[str, int, Deadline], list[str]] = numbers_of
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = SECONDS
    pause: Callable[[str], None] = lambda host: None

    def paced(self, pause: Callable[[str], None]) -> "Trier":
        return replace(self, pause=pause)

    def tried(self, address: str) -> Tried:
        """Never raises for anything that an address or a server can bring about."""
        try:
            target = self.policy.target(address)
        except RefusedError as error:
            return Tried(Finding.REFUSED, f"not tried: {error}")
        start, seen = target, {target}
        deadline = Deadline.within(self.seconds)
        for _ in range(MOST_REDIRECTS + 1):
            found = self._asked(target, deadline)
            if isinstance(found, Tried):
                led_to = "" if target == start else target.address
                return Tried(found.finding, found.words, led_to, found.is_reached or bool(led_to))
            if found.status not in REDIRECTS or not found.location:
                return _said(found.status, start, target)
            try:
                target = self.policy.followed(target, found.location)
            except RefusedError as error:
                return Tried(Finding.REFUSED, f"not followed, it redirects: {error}", found.location[:2000], True)
            if target in seen:
                return Tried(Finding.FAILS, "it redirects in a circle", target.address, True)
            seen.add(target)
        return Tried(Finding.FAILS, f"it redirects more than {MOST_REDIRECTS} times", target.address, True)

    def _asked(self, target: Target, deadline: Deadline) -> Head | Tried:
        """Its answer to HEAD, or to GET if that is an error, as not every server knows HEAD."""
        try:
            numbers = self.policy.chosen(target.host, self.resolve(target.host, target.port, deadline))
        except RefusedError as error:
            return Tried(Finding.REFUSED, f"not tried: {error}")
        except TimeoutError:
            return Tried(Finding.FAILS, f"the name {target.host} was not found in time")
        except OSError:
            return Tried(Finding.FAILS, f"the name {target.host} is not known")
        failed = Tried(Finding.FAILS, "no connection")
        for number in numbers[:2]:  # an IPv6 number may be out of reach here
            try:
                head = self._ask("HEAD", target, number, deadline)
                return self._ask("GET", target, number, deadline) if head.status >= 400 else head
            except (OSError, http.client.HTTPException, TooMuchError, ValueError) as error:
                failed = Tried(Finding.FAILS, _why(error), is_reached=not isinstance(error, OSError) or _is_tls(error))
                if not isinstance(error, ConnectionError | socket.gaierror) and not _is_unreachable(error):
                    return failed
        return failed

    def _ask(self, method: str, target: Target, number: Number, deadline: Deadline) -> Head:
        with deadline.paused():
            self.pause(target.host)
        return ask(method, target, number, deadline, self.trust, AGENT.format(site=self.site))


def _said(status: int, start: Target, target: Target) -> Tried:
    led_to = "" if target == start else target.address
    if 200 <= status < 300:
        is_front = target.path == "/" and start.path != "/"
        words = "answers, but with a front page instead of this page" if is_front else "answers"
        return Tried(Finding.UNCLEAR if is_front else Finding.ANSWERS, f"{words} ({status})", led_to, True)
    if status in GONE:
        return Tried(Finding.FAILS, f"{GONE[status]} ({status})", led_to, True)
    if status in FOR_OTHERS:
        return Tried(Finding.UNCLEAR, f"{FOR_OTHERS[status]} ({status})", led_to, True)
    if status >= 500:
        return Tried(Finding.FAILS, f"the server has an error ({status})", led_to, True)
    if status >= 400:
        return Tried(Finding.FAILS, f"the server refuses the request ({status})", led_to, True)
    return Tried(Finding.UNCLEAR, f"an answer that says nothing ({status})", led_to, True)


def _why(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "no answer in time"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid: {error.verify_message}"[:300]
        case ssl.SSLError():
            return "no secure connection"
        case ConnectionRefusedError():
            return "no connection: refused"
        case TooMuchError():
            return "its answer has no end"
        case http.client.HTTPException() | ValueError():
            return "no proper answer"
    return "no connection"


def _is_unreachable(error: Exception) -> bool:
    return type(error) is OSError


def _is_tls(error: Exception) -> bool:
    return isinstance(error, ssl.SSLError)
