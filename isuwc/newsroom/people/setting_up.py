"""Setting up a second factor: in one's account, or within the sign-in where one is required."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from isuwc.newsroom.pages import admin_page
from isuwc.newsroom.people.codes import show_codes
from isuwc.newsroom.people.owners import Owner, for_owner
from isuwc.newsroom.people.signing_in import arrived, outside, step_done
from isuwc.signin.accounts.factors import apps, codes, passkeys
from isuwc.signin.accounts.factors.rows import Passkey
from isuwc.signin.accounts.factors.sealing import SealedByAnotherKeyError, seal, unseal
from isuwc.signin.accounts.middleware import VERIFIED
from isuwc.signin.accounts.sessions.places import device_in_words
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.accounts.telling import told
from isuwc.text.characters import clean

SECRET = "isuwc.new_app"  # noqa: S105 - of the session: the sealed secret of an app that is being set up
QUESTION = "isuwc.new_passkey"


@for_owner
def choose(request: HttpRequest, site: AdminSite, owner: Owner) -> HttpResponse:
    return _page(request, site, owner, "set_up.html", "Set up a second factor", possible=passkeys.are_possible(request))


@for_owner
def set_up_app(request: HttpRequest, site: AdminSite, owner: Owner) -> HttpResponse:
    secret, error = _secret(request), ""
    if request.method == "POST":
        step = apps.step_of(secret, request.POST.get("otp", ""))
        if step is not None:
            del request.session[SECRET]
            with transaction.atomic():
                apps.add(owner.person, secret, step)
                return _done(request, owner, "authenticator app", "authenticator app")
        error = "That is not the code that the app shows now. Is the phone’s clock right? Try the next one."
    setup = apps.Setup(secret, owner.person.get_username())
    return _page(request, site, owner, "set_up_app.html", "Set up an authenticator app", setup=setup, error=error)


@for_owner
def set_up_passkey(request: HttpRequest, site: AdminSite, owner: Owner) -> HttpResponse:
    if not passkeys.are_possible(request):
        return HttpResponseRedirect(reverse("admin:set_up"))
    count, error = Passkey.objects.filter(person=owner.person).count(), ""
    if request.method == "POST" and count < passkeys.MOST:
        state, answer = request.session.pop(QUESTION, None), request.POST.get("answer", "")
        name = clean(request.POST.get("name", ""), is_line=True).text.strip()[:60] or _device(request)
        try:
            if state is None:
                raise passkeys.NotTakenError
            with transaction.atomic():
                passkeys.add(request, owner.person, state, answer, name)
                return _done(request, owner, f"passkey “{name}”", "passkey")
        except passkeys.NotTakenError:
            error = "This passkey was not taken. Is it set up here already? Please try again."
    question = passkeys.ask_to_add(request, owner.person)
    request.session[QUESTION] = question.state
    if count >= passkeys.MOST:
        error = f"You have {count} passkeys, and more are not kept. Remove one first."
    context = {"options": question.options, "name": _device(request), "error": error}
    return _page(request, site, owner, "set_up_passkey.html", "Set up a passkey", **context)


def _done(request: HttpRequest, owner: Owner, what: str, by: str) -> HttpResponse:
    """With the first factor recovery codes are made, and all other sessions of the person end."""
    told(owner.person, f"Second factor set up: {what}", f"a second factor was set up: {what}")
    if owner.pending:
        step_done(request, owner.person, owner.pending, by)
    request.session[VERIFIED] = by
    StaffSession.objects.all().end(owner.person.pk, but=getattr(request.session, "row_key", None))
    messages.success(request, f"Set up: {what}.")
    onward = owner.pending.onward if owner.pending else reverse("admin:account")
    if not codes.left(owner.person):
        show_codes(request, owner.person, onward)
        onward = reverse("admin:codes")
    response = HttpResponseRedirect(onward)
    if owner.pending and onward == reverse("admin:codes"):
        arrived(request, response)
        response["Location"] = onward  # what is kept comes after the codes, which are shown once
        return response
    return arrived(request, response) if owner.pending else response


def _secret(request: HttpRequest) -> str:
    """The same until it is confirmed, so that a code of the picture that was scanned is right after a wrong one."""
    try:
        return unseal(request.session[SECRET].encode())
    except (KeyError, SealedByAnotherKeyError):
        secret = apps.new_secret()
        request.session[SECRET] = seal(secret).decode()
        return secret


def _device(request: HttpRequest) -> str:
    return device_in_words(request.headers.get("User-Agent", ""))


def _page(
    request: HttpRequest, site: AdminSite, owner: Owner, template: str, title: str, **context: Any
) -> TemplateResponse:
    context = {**context, "frame": "admin/people/outside.html" if owner.pending else "admin/people/inside.html"}
    if owner.pending:
        return outside(request, site, template, title, is_required=True, **context)
    return admin_page(request, site, f"admin/people/{template}", title, {"is_required": False, **context})
