"""One's own account: by what one signs in, and where one is signed in."""

import math
import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from isuwc.newsroom.pages import admin_page
from isuwc.newsroom.people.owners import CONFIRMED, Owner, for_owner
from isuwc.signin.accounts.factors import codes
from isuwc.signin.accounts.factors.rows import AuthenticatorApp, Passkey, RecoveryCode
from isuwc.signin.accounts.required import must_have_factor
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.accounts.telling import told
from isuwc.signin.forms import SignInForm, in_words
from isuwc.signin.limits import Charge, Limit
from isuwc.signin.models import Allowance
from isuwc.text.numbers import whole_number

FORMER = Limit(10, timedelta(minutes=1))  # tries of the former password, before a new one is set


def account(request: HttpRequest, site: AdminSite) -> HttpResponse:
    person: Any = request.user
    here = getattr(request.session, "row_key", "")
    context = {
        "app": AuthenticatorApp.objects.filter(person=person.pk).first(),
        "passkeys": list(Passkey.objects.filter(person=person.pk)),
        "codes_left": codes.left(person),
        "must_have": must_have_factor(person),
        "sessions": [(row, row.pk == here) for row in StaffSession.objects.lasting().filter(person=person.pk)],
        "roles": list(person.groups.order_by("name").values_list("name", flat=True)),
    }
    return admin_page(request, site, "admin/people/account.html", "Your account", context)


def confirm(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The password once more, limited like a sign-in, before what one signs in by is changed."""
    onward = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = reverse("admin:account")
    form, status = None, 200
    if request.method == "POST":
        given = {"username": request.user.get_username(), "password": request.POST.get("password", "")}
        form = SignInForm(request, data=given)
        if form.is_valid():
            if attempt := getattr(request, "sign_in_attempt", None):
                Allowance.objects.give_back(attempt.charges, success=True)
            request.session[CONFIRMED] = time.time()
            return HttpResponseRedirect(onward)
        status = form.status
    context = {"errors": _errors(form), "next": onward}
    response = admin_page(request, site, "admin/people/confirm.html", "Is it you?", context)
    response.status_code = status
    if form is not None and form.retry_after:
        response["Retry-After"] = str(form.retry_after)
    return response


def _errors(form: SignInForm | None) -> list[str]:
    if form is None or form.is_valid():
        return []
    if form.has_error("__all__", "invalid_login") or form.has_error("password"):
        return ["This is not your password."]
    return [str(error) for error in form.non_field_errors()]


def change_password(request: HttpRequest, page: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Django's page, on which the former password can't be tried without end by whoever finds an open session."""
    if request.method != "POST":
        return page(request)
    charges = (Charge(f"former password {request.user.pk}", FORMER, own=True),)
    if wait := Allowance.objects.spend(charges, timezone.now()):
        seconds = math.ceil(wait.total_seconds())
        messages.error(request, f"Too many attempts. Nothing was changed. Please try again in {in_words(seconds)}.")
        return HttpResponseRedirect(reverse("admin:account"))
    response = page(request)
    if response.status_code == 302:
        Allowance.objects.give_back(charges, success=True)
    return response


@for_owner
def remove_factor(request: HttpRequest, site: AdminSite, owner: Owner) -> HttpResponse:
    """The last one stays where one is required: another can be set up first."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:account"))
    person, which = owner.person, request.POST.get("which", "")
    rows: Any = Passkey.objects.filter(person=person, pk=whole_number(which) or 0)
    if which == "app":
        rows = AuthenticatorApp.objects.filter(person=person)
    found = rows.first()
    others = AuthenticatorApp.objects.filter(person=person).count() + Passkey.objects.filter(person=person).count() - 1
    if found is None:
        messages.warning(request, "This is removed already.")
    elif not others and must_have_factor(person):
        messages.error(request, f"{found} stays: your role requires a second factor. Set up another one first.")
    else:
        with transaction.atomic():
            found.delete()
            if not others:
                RecoveryCode.objects.filter(person=person).delete()
            told(person, f"Second factor removed: {found}", f"a second factor was removed: {found}")
        messages.success(request, f"{found}: removed.")
    return HttpResponseRedirect(reverse("admin:account"))


@require_POST
def sign_out(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Ends one session of one's own, or all but this one."""
    here, which = getattr(request.session, "row_key", ""), request.POST.get("session", "")
    if which == "others":
        ended = StaffSession.objects.all().end(request.user.pk or 0, but=here)
    else:
        key = which if re.fullmatch(r"[0-9a-f]{64}", which) else ""
        ended, _ = StaffSession.objects.filter(person=request.user.pk, pk=key).exclude(pk=here).delete()
    messages.success(request, f"Signed out at {ended} other place{'' if ended == 1 else 's'}.")
    return HttpResponseRedirect(reverse("admin:account"))
