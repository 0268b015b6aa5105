"""What each form of a page carries, written into it once the page is drawn: no template can forget it."""

import re
import secrets
from typing import Any

from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

ONCE, OPENED = "_once", "_opened"
CSRF = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken" value="[^"]*">')


def with_tokens(response: HttpResponse) -> HttpResponse:
    """A token of its own beside that against forged requests, in every form that has one."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.add_post_render_callback(_write_tokens)
    else:
        _write_tokens(response)
    return response


def hidden(name: str, value: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)


def write_into(response: Any, form: str, words: str) -> None:
    """At the top of the form with that id."""
    text = response.content.decode()
    place = text.find(f' id="{form}"')
    if place >= 0 and (token := CSRF.search(text, place)):
        response.content = f"{text[: token.end()]}{words}{text[token.end() :]}"


def _write_tokens(response: HttpResponse) -> None:
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return
    text = response.content.decode()
    if "csrfmiddlewaretoken" in text:
        response.content = CSRF.sub(lambda found: f"{found[0]}{hidden(ONCE, secrets.token_urlsafe(16))}", text)
