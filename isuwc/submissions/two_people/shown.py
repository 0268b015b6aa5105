"""What a shared form carries, and what it shows first where it can't be saved; for pages of our own as well."""

from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from isuwc.submissions.sending.page import OPENED, hidden
from isuwc.submissions.sending.troubles import troubles
from isuwc.submissions.two_people.meeting import Meeting, places
from isuwc.submissions.two_people.opened import from_text, opened_on, to_text
from isuwc.submissions.two_people.words import Words, others_of_rows

UNREADABLE = (
    "Nothing was saved: the page doesn't say what it showed when it was opened, or somebody else opened it. What you "
    "typed is below, in place of what is stored now. Check it, then save."
)


def carried(form: Any, formsets: list[Any], meeting: Meeting | None, whose: str) -> SafeString:
    """What the form was opened on, hidden in it and signed for `whose`: who opened which row."""
    asked = (places(meeting.met.clashes), meeting.again) if meeting else ()
    return hidden(OPENED, to_text(opened_on(form, formsets, *asked), whose))


def trouble(
    request: HttpRequest, form: Any, formsets: list[Any], meeting: Meeting | None, words: Words | None = None
) -> str:
    """`words` says what the meeting found; by default field by field."""
    words = words or (Words(meeting) if meeting else None)
    context = {
        "refusals": [str(error) for error in form.non_field_errors()],
        "troubles": list(troubles(form, formsets)),
        "questions": words.questions() if words else [],
        "changes": words.changes() if words else [],
        "who": meeting.who if meeting else "",
    }
    if getattr(request, "only_looked_at", False) and not any(
        value for name, value in context.items() if name != "question_template"
    ):
        return ""  # sent to be read, not to be saved, and there is nothing to say of it
    context["question_template"] = words.question_template if words else ""
    return render_to_string("admin/submissions/_trouble.html", context, request)


def refused_words(who: str) -> str:
    return f"Nothing was saved: what you changed was changed meanwhile by {who}."


def kept_words(who: str, changes: list[str]) -> SafeString:
    return format_html(
        "Changed meanwhile by {}: {}. This was kept, and so was what you changed.", who, "; ".join(changes)
    )


def met_rows(request: HttpRequest, whose: str, form: Any, formsets: list[Any]) -> Meeting | None:
    """For a page of our own with sets of rows that nobody else changes until the transaction ends.

    `form` and `formsets` are those of what is stored now; the request gets the merged submission. None where the page
    doesn't say what it showed.
    """
    try:
        opened = from_text(request.POST.get(OPENED, ""), whose)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    meeting = Meeting(request, opened, form, formsets)
    meeting.meet()
    if meeting.met.clashes or meeting.met.changes:
        meeting.who = others_of_rows(request, formsets, opened)
    return meeting
