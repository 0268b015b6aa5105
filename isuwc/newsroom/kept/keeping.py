"""A form that can't be taken now is kept, and whoever sent it is led to where it waits."""

import uuid
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from isuwc.newsroom.kept.answers import given_back, not_taken
from isuwc.newsroom.rights import Refusal
from isuwc.signin.addresses import client_address, household
from isuwc.signin.kept.marks import Browser, comes_from_here, made_for
from isuwc.signin.kept.rows import KeptForm, NoRoomError
from isuwc.signin.kept.submissions import OF_SECRETS, SENT_AGAIN, Submission, is_form

NEVER_KEPT = {"login", "logout", "kept_forms", "kept_form", *OF_SECRETS}  # what they hold is a password, or nothing


def is_signed_in(request: HttpRequest) -> bool:
    """As staff, which is what the newsroom asks for."""
    return request.user.is_active and request.user.is_staff


def submission_of(request: HttpRequest) -> Submission | None:
    """What a page of the newsroom was sent, if it is a form with words that came from a page of this site."""
    if not is_form(request) or not comes_from_here(request):
        return None
    try:
        if resolve(request.path_info).url_name in {None, *NEVER_KEPT}:
            return None
        submission = Submission.of(request)
    except (Resolver404, UnreadablePostError):
        return None
    return submission if submission.holds_words else None


def typed_by(request: HttpRequest, browser: Browser) -> User | None:
    """Who typed it: the person for whom the form was made, else the one whose session was the last at this browser."""
    key = made_for(request) or (None if is_signed_in(request) else browser.user)
    return User.objects.filter(pk=key).first() if key else None


def keep(request: HttpRequest, browser: Browser, person: User, submission: Submission) -> HttpResponse:
    """Keep it for that person, and answer: to the kept form where they are signed in, else to the sign-in.

    Where there is no room the answer itself holds the words, unless they are another person's.
    """
    is_theirs = not is_signed_in(request) or request.user.pk == person.pk
    try:
        kept = store(request, browser, person, submission)
    except NoRoomError as error:
        if is_theirs:
            return given_back(request, submission, "not_kept.html", 403, why=str(error))
        return not_taken(request, "of_another.html", 403, kept=None, why=str(error))
    if not is_theirs:
        response = not_taken(request, "of_another.html", 403, kept=kept)
    elif is_signed_in(request):
        response = HttpResponseRedirect(reverse("admin:kept_form", args=[kept.pk]))
    else:
        response = redirect_to_login(request.get_full_path(), reverse("admin:login"))
    Browser(browser.name, browser.user, holds=True).set_on(response)
    return response


def refused(
    request: HttpRequest,
    browser: Browser,
    status: int,
    template: str,
    why: str = "",
    refusal: Refusal | None = None,
) -> HttpResponse | None:
    """The answer to somebody who is signed in and may no longer, or can no longer, do what the form asks for; their
    words are kept. None where there are none. `why` is a sentence that the page begins with, `refusal` says who can."""
    submission = submission_of(request)
    if submission is None or made_for(request) != request.user.pk:
        return None
    try:
        kept = store(request, browser, User.objects.get(username=request.user.get_username()), submission)
    except NoRoomError as error:
        return given_back(request, submission, "not_kept.html", status, why=str(error))
    response = not_taken(request, template, status, kept=kept, why=why, refusal=refusal)
    Browser(browser.name, browser.user, holds=True).set_on(response)
    return response


@transaction.atomic
def store(request: HttpRequest, browser: Browser, person: User, submission: Submission) -> KeptForm:
    """In place of the kept form that this one was, if it was one. Raises NoRoomError."""
    of_person = KeptForm.objects.of_person(person.pk, browser)
    of_person.filter(pk__in=list(_kept_keys(request))).delete()
    return KeptForm.objects.keep(person, browser, household(client_address(request)), submission)


def note_sent(request: HttpRequest, browser: Browser) -> None:
    """If it was a kept form, it has reached its page: it is not offered any more, and stays until its time ends or
    there is no room for another one."""
    keys = list(_kept_keys(request))
    if keys and is_signed_in(request):
        waiting = KeptForm.objects.of_person(request.user.pk, browser).waiting()  # type: ignore[arg-type]
        waiting.filter(pk__in=keys).update(sent_at=timezone.now())


def _kept_keys(request: HttpRequest) -> Iterator[uuid.UUID]:
    for key in request.POST.getlist(SENT_AGAIN)[:1]:
        try:
            yield uuid.UUID(key)
        except ValueError:
            return
