"""A form as a browser has it: what stands in its fields, and what is sent of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

NO_VALUE = {"submit", "button", "image", "reset", "file"}
Sent = dict[str, list[str]]


@dataclass
class Form:
    id: str
    action: str
    values: Sent = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)  # text, checkbox, select … by name
    options: Sent = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.area: tuple[str, list[str]] | None = None
        self.select: dict[str, Any] | None = None
        self.is_open = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        name, kind = has.get("name", ""), has.get("type", "text").lower()
        if tag == "form":
            self.is_open = has.get("method", "get").lower() == "post"
            if self.is_open:
                self.forms.append(Form(has.get("id", ""), has.get("action", "")))
        elif not self.is_open or "disabled" in has:
            self.select = None if tag == "select" else self.select
        elif tag == "input" and name:
            self.forms[-1].kinds[name] = kind
            if kind == "file":
                self.forms[-1].files.append(name)
            elif kind not in NO_VALUE and (kind not in {"checkbox", "radio"} or "checked" in has):
                self.put(name, has.get("value", "on" if kind in {"checkbox", "radio"} else ""))
        elif tag == "textarea":
            self.area = name, []
        elif tag == "select":
            self.select = {"name": name, "many": "multiple" in has, "options": []}
        elif tag == "option" and self.select:
            self.select["options"].append((has.get("value", ""), "selected" in has))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            text = "".join(self.area[1]).removeprefix("\n")
            self.put(self.area[0], "\r\n".join(text.splitlines()))
            self.forms[-1].kinds[self.area[0]] = "textarea"
            self.area = None
        elif tag == "select" and self.select:
            options, name = self.select["options"], self.select["name"]
            chosen = [value for value, is_selected in options if is_selected]
            if not self.select["many"]:
                chosen = chosen[-1:] or [value for value, _ in options[:1]]
            self.forms[-1].kinds[name] = "selects" if self.select["many"] else "select"
            self.forms[-1].options[name] = [value for value, _ in options]
            for value in chosen:
                self.put(name, value)
            self.select = None
        elif tag == "form":
            self.is_open = False

    def put(self, name: str, value: str) -> None:
        self.forms[-1].values.setdefault(name, []).append(value)


def forms_in(response: HttpResponse) -> list[Form]:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms


def form_in(response: HttpResponse, id_: str = "") -> Form:
    """The form with that id; without one, the one with a change form's id."""
    found = [form for form in forms_in(response) if (form.id == id_ if id_ else form.id.endswith("_form"))]
    assert len(found) == 1, [form.id for form in forms_in(response)]
    return found[0]


@dataclass
class Window:
    """A window of somebody's browser with a form in it, opened now unless one is given."""

    client: Client
    address: str
    form: Form = None  # type: ignore[assignment] # never after it is made

    def __post_init__(self) -> None:
        if self.form is None:
            response = self.client.get(self.address)
            assert response.status_code == 200, (self.address, response.status_code)
            self.form = form_in(response)

    def type(self, **values: Any) -> "Window":
        """Into fields by name, `__` for a hyphen. A list for several; None for what is not sent."""
        for name, value in values.items():
            name = name.replace("__", "-")
            if value is None:
                self.form.values.pop(name, None)
            else:
                self.form.values[name] = value if isinstance(value, list) else [str(value)]
        return self

    def send(self, button: str = "_continue", **more: Any) -> HttpResponse:
        """Press a button. A form that comes back stands in the window."""
        data = {**self.form.values, button: "1", **more}
        response = self.client.post(self.form.action or self.address, data)
        if response.status_code in {200, 409}:
            self.form = form_in(response)
        return response


def said(response: HttpResponse) -> list[str]:
    """The messages that the answer leaves for the next page."""
    return [str(message) for message in response.wsgi_request._messages._queued_messages]


def choices(form: Form) -> Iterator[str]:
    """The names of the choices that a form asks for."""
    yield from (name for name in form.kinds if name.startswith("_take "))


def twice(client: Client, where: str, data: dict[str, Any]) -> tuple[HttpResponse, HttpResponse]:
    """From a browser that has seen nothing of the first answer when it sends the second."""
    again = Client()
    again.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return client.post(where, data), again.post(where, data)


def outcome(response: HttpResponse) -> tuple[int, str, list[str]]:
    return response.status_code, response.get("Location", ""), said(response)
