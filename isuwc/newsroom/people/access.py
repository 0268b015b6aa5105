"""What an administrator does to somebody's access: a link for a new password, a lost factor, ending sessions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from isuwc.history.models import note
from isuwc.newsroom.pages import admin_page
from isuwc.newsroom.people.owners import is_fresh, to_confirm
from isuwc.newsroom.rights import NoRightError
from isuwc.outbox.queue import is_on
from isuwc.signin.accounts.factors import codes
from isuwc.signin.accounts.factors.rows import AuthenticatorApp, Passkey
from isuwc.signin.accounts.links import hours, link_for, send_link
from isuwc.signin.accounts.people import remove_factors, sign_out_everywhere
from isuwc.signin.accounts.required import must_have_factor
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.accounts.telling import called
from isuwc.text.numbers import whole_number


def access(admin: "ModelAdmin[Any]", request: HttpRequest, object_id: str) -> HttpResponse:
    """Of one's own account one's own page does it, where one's password is asked for."""
    person = User.objects.filter(pk=whole_number(object_id) or 0).first()
    if not admin.has_change_permission(request, person):
        raise NoRightError("auth.change_user")
    if person is None:
        raise Http404
    if person.pk == request.user.pk:
        return HttpResponseRedirect(reverse("admin:account"))
    if not is_fresh(request):
        return to_confirm(request)
    context: dict[str, Any] = {"link": ""}
    if request.method == "POST":
        do = DEEDS.get(request.POST.get("do", ""))
        if do is not None:
            context["link"] = do(request, person)
        if not context["link"]:
            return HttpResponseRedirect(request.path)
    context |= {
        "person": person,
        "name": called(person),
        "opts": admin.opts,
        "sends_mail": is_on() and bool(person.email),
        "hours": hours(),
        "app": AuthenticatorApp.objects.filter(person=person).first(),
        "passkeys": list(Passkey.objects.filter(person=person)),
        "codes_left": codes.left(person),
        "must_have": must_have_factor(person),
        "sessions": [(row, False) for row in StaffSession.objects.lasting().filter(person=person)],
    }
    return admin_page(request, admin.admin_site, "admin/people/access.html", f"Access: {called(person)}", context)


def make_link(request: HttpRequest, person: User) -> str:
    """Mailed where that is possible, else shown once, to be handed over."""
    note(person, "Link made to set a new password")
    if is_on() and person.email:
        send_link(person, f"{called(request.user)} made a link for you.")  # type: ignore[arg-type] # who is signed in
        messages.success(request, f"A link to set a new password is on its way to {person.email}.")
        return ""
    return link_for(person)


def _remove(request: HttpRequest, person: User) -> str:
    remove_factors(person, called(request.user))  # type: ignore[arg-type] # who is signed in
    again = " They set up a new one when they sign in next." if must_have_factor(person) else ""
    messages.success(request, f"Removed the second factor of {called(person)}, who is signed out everywhere.{again}")
    return ""


def _sign_out(request: HttpRequest, person: User) -> str:
    ended = sign_out_everywhere(person)
    messages.success(request, f"Ended {ended} session{'' if ended == 1 else 's'} of {called(person)}.")
    return ""


DEEDS: dict[str, Callable[[HttpRequest, User], str]] = {
    "link": make_link,
    "remove": _remove,
    "sign_out": _sign_out,
}
