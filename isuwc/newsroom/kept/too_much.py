"""A form with more words, fields or files than are taken at once: the answer says so, and holds all that was typed.

Django's own limits (DATA_UPLOAD_MAX_…) lie above these, so that such a form can still be read.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from isuwc.newsroom.kept.answers import not_taken, readable
from isuwc.newsroom.kept.keeping import submission_of
from isuwc.signin.kept.submissions import KINDS


def refuse_too_much(request: HttpRequest) -> HttpResponse | None:
    """None for what is within the limits."""
    if request.content_type not in KINDS:
        return None
    fields = sum(len(values) for _, values in request.POST.lists())
    if fields > settings.FORM_FIELDS:
        return answer(request, f"It has more than {settings.FORM_FIELDS:,} fields.")
    letters = sum(len(value) for _, values in request.POST.lists() for value in values)
    if letters > settings.FORM_TEXT:
        most = f"at most {settings.FORM_TEXT / 1024**2:.1f} million are taken at once"
        return answer(request, f"It has {letters / 1024**2:.1f} million letters, and {most}.")
    return None


def answer(request: HttpRequest, why: str) -> HttpResponse:
    """With the words of the form; a script that sent it has them still."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": f"{why} Nothing was saved."}, status=413)
    submission = submission_of(request)
    shown = readable(request, submission) if submission else None
    longest = max(shown.values, key=lambda value: len(value[1]), default=None) if shown else None
    return not_taken(
        request, "too_much.html", 413, why=why, shown=shown, submission=submission, longest=longest and longest[0]
    )
