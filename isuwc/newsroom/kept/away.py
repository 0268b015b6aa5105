"""A form that was sent while the database is away: nothing can be kept, so the answer itself holds the words."""

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from isuwc.newsroom.kept.answers import not_taken
from isuwc.newsroom.kept.keeping import submission_of
from isuwc.newsroom.kept.shown import shown
from isuwc.signin.kept.marks import PATH, made_for

RETRY_AFTER = 30  # seconds
WORDS = "The site’s database can’t be reached at the moment."


def form_given_back(request: HttpRequest) -> HttpResponse | None:
    """None for what is not a form of the newsroom. Asks the database for nothing: not who sent it, nor any label."""
    if not request.path_info.startswith(PATH):
        return None
    try:
        submission = submission_of(request)
    except MultiPartParserError:
        return None
    if submission is None:
        return None
    # Whom the page was made for stays in the form, as the signed mark says; whether they are signed in can't be asked
    key = made_for(request)
    request.user = User(pk=key) if key else AnonymousUser()
    return not_taken(
        request,
        "away.html",
        503,
        shown=shown(request, submission, with_labels=False),
        submission=submission,
        why=WORDS,
        user=AnonymousUser(),
        messages=(),
    )
