"""The second step of the sign-in: a code of the app, a passkey or a recovery code."""

import logging
import math
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from isuwc.newsroom.people.signing_in import arrived, outside, step_done
from isuwc.signin.accounts.factors import apps, codes, passkeys
from isuwc.signin.accounts.required import has_factor
from isuwc.signin.accounts.steps import limits
from isuwc.signin.accounts.steps.pending import MOST_WRONG, Pending, pending_person
from isuwc.signin.accounts.telling import told, write
from isuwc.signin.addresses import client_address
from isuwc.signin.forms import in_words
from isuwc.signin.records import shown

QUESTION = "isuwc.question"  # of the session: what a passkey was asked, good for one answer
WRONG = "That is not right, or was used before. Wait for the next code of your app, or use another way."
logger = logging.getLogger("isuwc.security")


def second_step(request: HttpRequest, site: AdminSite) -> HttpResponse:
    found = pending_person(request)
    if found is None or not has_factor(found[1]):
        return HttpResponseRedirect(reverse("admin:login"))  # which leads on whoever is signed in
    pending, person = found
    if request.method != "POST":
        return _page(request, site, person)
    if wait := limits.spend(request, person, pending.account):
        _log("refused, too many attempts", request, person)
        seconds = math.ceil(wait.total_seconds())
        response = _page(request, site, person, f"Too many attempts. Please try again in {in_words(seconds)}.")
        response.status_code, response["Retry-After"] = 429, str(seconds)
        return response
    by = _given(request, person)
    if not by:
        return _wrong(request, site, pending, person)
    limits.give_back(request, person, pending.account)
    step_done(request, person, pending, by)
    if by == "recovery code":
        left = codes.left(person)
        told(person, f"Recovery code used, {left} left", f"a recovery code was used to sign in; {left} are left")
        if left <= codes.FEW:
            messages.warning(request, f"You have {left} recovery codes left. Make new ones in your account.")
    return arrived(request, HttpResponseRedirect(pending.onward))


def _given(request: HttpRequest, person: User) -> str:
    """By which kind of factor the person showed who they are; empty if by none."""
    if answer := request.POST.get("answer", ""):
        question = request.session.pop(QUESTION, None)
        return "passkey" if question and passkeys.check(request, person, question, answer) else ""
    code = request.POST.get("otp", "")
    if apps.check(person, code):
        return "authenticator app"
    return "recovery code" if codes.check(person, code) else ""


def _wrong(request: HttpRequest, site: AdminSite, pending: Pending, person: User) -> HttpResponse:
    _log("failed", request, person)
    if not pending.note_wrong(request):
        return _page(request, site, person, WRONG)
    write(person, f"somebody who knows its password gave {MOST_WRONG} wrong codes in a row and was not let in")
    messages.error(request, f"{MOST_WRONG} wrong codes in a row. Please begin again with your password.")
    return HttpResponseRedirect(reverse("admin:login"))


def _page(request: HttpRequest, site: AdminSite, person: Any, error: str = "") -> HttpResponse:
    options = ""
    if person.has_passkey and passkeys.are_possible(request):
        question = passkeys.ask(request, person)
        request.session[QUESTION], options = question.state, question.options
    context = {"has_app": person.has_app, "options": options, "error": error, "codes_left": codes.left(person)}
    return outside(request, site, "second_step.html", "Second step", **context)


def _log(what: str, request: HttpRequest, person: User) -> None:
    where = shown(client_address(request))
    logger.warning("second factor %s: account %s from %s", what, shown(person.get_username()), where)
