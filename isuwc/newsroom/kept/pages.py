"""The pages on which a person finds what is kept for them, looks at it, and sends it on or discards it."""

import uuid

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from isuwc.newsroom.kept.shown import shown, title_of
from isuwc.newsroom.pages import admin_page
from isuwc.signin.kept.marks import Browser
from isuwc.signin.kept.rows import KeptForm, KeptFormQuerySet
from isuwc.signin.kept.submissions import SENT_AGAIN


@require_safe
def kept_forms(request: HttpRequest) -> HttpResponse:
    """All that is kept for this person at this browser, what was sent on already too."""
    found = [(kept, title_of(request, kept.submission)) for kept in kept_for(request)]
    response = admin_page(request, admin.site, "admin/kept/list.html", "What you typed is kept", {"found": found})
    if not any(kept.sent_at is None for kept, _ in found):
        forget(request, response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def kept_form(request: HttpRequest, kept: uuid.UUID) -> HttpResponse:
    """One of them to look at, with the button that sends it on; posting here discards it."""
    found = kept_for(request).filter(pk=kept).first()
    if found is None:
        messages.warning(request, "This form is not kept for you in this browser, or no longer.")
        return HttpResponseRedirect(reverse("admin:kept_forms"))
    submission = found.submission
    if request.method == "POST":
        found.delete()
        messages.success(request, f"{title_of(request, submission)}: discarded.")
        return HttpResponseRedirect(reverse("admin:kept_forms"))
    context = {
        "kept": found,
        "submission": submission,
        "shown": shown(request, submission),
        "sent_again": SENT_AGAIN,
        "button": "Send it again" if found.sent_at else "Send it now",
    }
    return admin_page(request, admin.site, "admin/kept/form.html", "What you typed is kept", context)


def kept_for(request: HttpRequest) -> KeptFormQuerySet:
    return KeptForm.objects.of_person(request.user.pk, Browser.of(request))  # type: ignore[arg-type] # admin_view


def notice(request: HttpRequest) -> str:
    """Where every other page of the newsroom leads to, if something waits for this person."""
    return "" if request.path.startswith(reverse("admin:kept_forms")) else waiting_page(request)


def waiting_page(request: HttpRequest) -> str:
    """The address at which what waits for this person is seen; empty where nothing does. Browsers at which nothing is
    kept cost no query."""
    if not Browser.of(request).holds or not request.user.is_authenticated:
        return ""
    keys = list(kept_for(request).waiting().values_list("pk", flat=True)[:2])
    if not keys:
        return ""
    return reverse("admin:kept_form", args=keys) if len(keys) == 1 else reverse("admin:kept_forms")


def waits_at(request: HttpRequest) -> bool:
    """Whether something waits at this browser, for anybody."""
    browser = Browser.of(request)
    return browser.holds and KeptForm.objects.lasting().waiting().at_browser(browser).exists()


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """The browser need not ask any more, unless something of somebody else is kept there."""
    browser = Browser.of(request)
    if browser.holds and not waits_at(request):
        Browser(browser.name, browser.user).used_by(request.user).set_on(response)
