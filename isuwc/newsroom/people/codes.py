"""Recovery codes: shown when they are made, until their owner says that they are kept."""

import json

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from isuwc.newsroom.kept.pages import waiting_page
from isuwc.newsroom.pages import admin_page
from isuwc.newsroom.people.owners import Owner, for_owner
from isuwc.signin.accounts.factors import codes as recovery
from isuwc.signin.accounts.factors.sealing import SealedByAnotherKeyError, seal, unseal
from isuwc.signin.accounts.required import has_factor
from isuwc.signin.accounts.telling import told

SHOWN = "isuwc.codes"  # of the session: codes that are being shown, sealed
ONWARD = "isuwc.after_codes"


def show_codes(request: HttpRequest, person: User, onward: str) -> None:
    """Make new codes, which the page shows from now on."""
    request.session[SHOWN] = seal(json.dumps(recovery.renew(person))).decode()
    request.session[ONWARD] = onward


@for_owner
def codes(request: HttpRequest, site: AdminSite, owner: Owner) -> HttpResponse:
    """Only of who has a second factor. Codes that somebody made before, who knew the password, would open it later."""
    if not has_factor(owner.person):
        messages.info(request, "Recovery codes come with your second factor.")
        return HttpResponseRedirect(reverse("admin:set_up"))
    shown = _shown(request)
    if request.method == "POST" and "kept" in request.POST and shown:
        del request.session[SHOWN]
        return HttpResponseRedirect(waiting_page(request) or request.session.pop(ONWARD, reverse("admin:account")))
    if request.method == "POST":
        show_codes(request, owner.person, reverse("admin:account"))
        told(owner.person, "Recovery codes made anew", "new recovery codes were made, and the former ones are void")
        messages.success(request, "The former codes are void.")
        return HttpResponseRedirect(reverse("admin:codes"))
    context = {"codes": shown, "left": recovery.left(owner.person)}
    return admin_page(request, site, "admin/people/codes.html", "Recovery codes", context)


def _shown(request: HttpRequest) -> list[str]:
    try:
        found: list[str] = json.loads(unseal(request.session[SHOWN].encode()))
    except (KeyError, SealedByAnotherKeyError):
        return []
    return found
