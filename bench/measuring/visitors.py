"""Readers and a writer of a served site, and what they met, by phase of a trial."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

import html5lib

LONGEST = 120  # seconds that a request may take before it has failed
PAGES = ("/", "/about/", "/news/", "/events/", "/standings/", "/where-to-watch/ned/", "/standings/2025-26/")


@dataclass
class Watched:
    """What readers and the writer met, by phase."""

    port: int
    phase: str = ""
    answers: dict[str, Counter[str]] = field(default_factory=dict)
    waits: dict[str, list[float]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)  # styles and scripts of all pages so far
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def ask(self, method: str, path: str, body: str = "", cookies: str = "") -> http.client.HTTPResponse:
        """Each on a connection of its own, as nginx asks. The body is at `text`."""
        phase, began = self.phase, time.monotonic()
        headers = {"Connection": "close", "Referer": f"http://127.0.0.1:{self.port}{path}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if cookies:
            headers["Cookie"] = cookies
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            asked.request(method, path, body or None, headers)
            response = asked.getresponse()
            response.text = response.read().decode(errors="replace")  # type: ignore[attr-defined]  # kept beside it
            said = str(response.status)
        except OSError as error:
            said = repr(error)
            raise
        finally:
            asked.close()
            self.answers.setdefault(phase, Counter())[f"{method} {said}"] += 1
            self.waits.setdefault(phase, []).append(time.monotonic() - began)
        if response.status >= 400:
            self.refused.append(f"{phase}: {method} {path}: {response.status}")
        return response


def read(watched: Watched, seed: int) -> None:
    chance = random.Random(seed)
    while not watched.ended.is_set():
        try:
            page = watched.ask("GET", chance.choice(PAGES))
            watched.named |= set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))  # type: ignore[attr-defined]  # as above
            if watched.named:
                watched.ask("GET", chance.choice(sorted(watched.named)))
        except OSError as error:
            watched.refused.append(f"{watched.phase}: {error!r}")


class Writer:
    """Opens the form, changes the lead, saves; signs in again where the site asks for it (`signed_out` counts).
    What was sent after the session's end stands in `not_taken`."""

    def __init__(self, watched: Watched, password: str) -> None:
        self.watched = watched
        self.password = password
        self.cookies: dict[str, str] = {}
        self.signed_out = 0
        self.not_taken: list[str] = []
        self.sign_in()
        articles = self.ask("GET", "/admin/news/article/").text  # type: ignore[attr-defined]  # as above
        self.path = re.findall(r'href="(/admin/news/article/\d+/change/)', articles)[0]
        self.id = int(self.path.split("/")[4])

    def sign_in(self) -> None:
        self.cookies.clear()
        form = self.ask("GET", "/admin/login/").text  # type: ignore[attr-defined]  # as above
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[0]
        values = {"username": "admin", "password": self.password, "next": "/admin/", "csrfmiddlewaretoken": token}
        signed_in = self.ask("POST", "/admin/login/", values)
        assert signed_in.status == 302, signed_in.status

    def ask(self, method: str, path: str, values: dict[str, str] | None = None) -> http.client.HTTPResponse:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = self.watched.ask(method, path, urlencode(values) if values else "", cookies)
        self.take(response)
        return response

    def take(self, response: http.client.HTTPResponse) -> None:
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def write(self) -> None:
        number = 0
        while not self.watched.ended.is_set():
            number += 1
            words = f"word-{number}-of-the-writer"
            try:
                page = self.ask("GET", self.path)
                if "/login/" in (page.headers["Location"] or ""):
                    self.signed_out += 1
                    self.sign_in()
                    continue
                saved = self.ask("POST", self.path, {**fields(page.text), "lead": words, "_continue": "1"})  # type: ignore[attr-defined]  # as above
            except OSError as error:
                self.watched.refused.append(f"{self.watched.phase}: writer {error!r}")
                continue
            if saved.status == 302 and "/login/" in saved.headers["Location"]:
                self.not_taken.append(words)  # the session has ended: no failure, and no success either
            elif saved.status == 302:
                self.watched.acknowledged.append(words)
            else:
                self.watched.refused.append(f"{self.watched.phase}: {words} was answered with {saved.status}")


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the page's form as it stands."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(each for each in tree.iter("form") if (each.get("id") or "").endswith("_form"))
    found = {}
    for each in form.iter():
        if each.tag not in {"input", "textarea", "select"}:
            continue
        name, kind = each.get("name"), each.get("type")
        if not name or kind in {"submit", "button", "file", "image"}:
            continue
        if each.tag == "textarea":
            found[name] = "".join(each.itertext()).removeprefix("\n")
        elif each.tag == "select":
            chosen = [option for option in each.iter("option") if option.get("selected") is not None]
            first = next(iter(each.iter("option")), None)
            option = chosen[0] if chosen else first
            if option is not None and not (each.get("multiple") is not None and not chosen):
                found[name] = option.get("value") or ""
        elif kind not in {"checkbox", "radio"} or each.get("checked") is not None:
            found[name] = each.get("value") or ("on" if kind == "checkbox" else "")
    return found
