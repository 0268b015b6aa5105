"""What a form did, kept as JSON and told again: where it led, and the messages that it left."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.utils.safestring import SafeData, mark_safe

POPUP = "admin/popup_response.html"


def outcome_of(request: HttpRequest, response: HttpResponse) -> dict[str, Any] | None:
    """None for an answer that did nothing yet: a refusal, or a page that asks for a second step."""
    found: dict[str, Any] = {"messages": _left(request)}
    if isinstance(response, HttpResponseRedirect):
        return {**found, "to": response.url}
    data = (getattr(response, "context_data", None) or {}).get("popup_response_data")
    return {**found, "popup": data} if data else None


def again(request: HttpRequest, outcome: dict[str, Any]) -> HttpResponse:
    """The same answer, with those of its messages that the person has not been sent by the first one."""
    storage: Any = messages.get_messages(request)
    pending = {str(message) for message in storage}
    storage.used = False  # they were looked at, and not shown
    for level, text, tags, is_safe in outcome["messages"]:
        if text not in pending:
            # Marked as safe where the first answer had it so: the database has it from there alone.
            messages.add_message(request, level, mark_safe(text) if is_safe else text, tags)  # noqa: S308
    if "popup" in outcome:
        return SimpleTemplateResponse(POPUP, {"popup_response_data": outcome["popup"]})
    return HttpResponseRedirect(outcome["to"])


def _left(request: HttpRequest) -> list[list[Any]]:
    storage: Any = messages.get_messages(request)
    return [
        [each.level, str(each.message), each.extra_tags or "", isinstance(each.message, SafeData)]
        for each in storage._queued_messages  # Django has no word of its own for those of this request alone
    ]
