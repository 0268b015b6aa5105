"""A form whose token is of an earlier sign-in, or that lacks one: in words, and nothing of the newsroom's is lost."""

from django.http import HttpRequest, HttpResponse

from isuwc.newsroom.kept.answers import not_taken, readable
from isuwc.newsroom.kept.keeping import keep, submission_of, typed_by
from isuwc.signin.kept.marks import PATH, Browser, made_for


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a POST whose token is missing or wrong (CSRF_FAILURE_VIEW).

    Only a form that bears our mark is kept: without one nothing proves that it had been made for that person.
    """
    if request.path_info.startswith(PATH) and made_for(request):
        browser, submission = Browser.of(request), submission_of(request)
        person = typed_by(request, browser) if submission else None
        if submission and person:
            return keep(request, browser, person, submission)
    # Words that nothing proves to be theirs are shown to whoever sent them, without a button that sends them on
    submission = submission_of(request) if request.path_info.startswith(PATH) else None
    shown = readable(request, submission) if submission else None
    return not_taken(request, "stale.html", 403, shown=shown, submission=submission)
