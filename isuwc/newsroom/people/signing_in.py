"""Signing in: the password, and what follows once somebody is signed in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from isuwc.newsroom.kept.pages import waiting_page, waits_at
from isuwc.signin.accounts.required import has_factor, is_asked_of
from isuwc.signin.accounts.steps.pending import Pending, complete
from isuwc.signin.backend import account_name, attempt_of
from isuwc.signin.devices import remember_device
from isuwc.signin.forms import SignInForm
from isuwc.signin.models import KeptForm


class PasswordView(LoginView):
    """The first step, which is the only one for whom no second factor is asked."""

    template_name = "admin/login.html"
    authentication_form = SignInForm
    next_page = "admin:index"

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person = form.get_user()
        if not is_asked_of(person):
            return super().form_valid(form)
        Pending.begin(self.request, person, account_name(person.get_username()), self.get_success_url())
        return HttpResponseRedirect(reverse("admin:second_step" if has_factor(person) else "admin:set_up"))


def sign_in(request: HttpRequest, site: AdminSite, more: dict[str, Any] | None = None) -> HttpResponse:
    """Answers 429 after too many attempts and 503 while the hashing queue is full, with Retry-After.

    Whoever sent a form when the session had ended is led to what is kept of it.
    """
    if request.method == "GET" and site.has_permission(request):
        return HttpResponseRedirect(reverse("admin:index"))
    context = {
        **site.each_context(request),
        "title": "Sign in",
        "subtitle": None,
        "app_path": request.get_full_path(),
        "username": request.user.get_username(),
        "waits_here": waits_at(request),
        **(more or {}),
    }
    request.current_app = site.name
    response: Any = PasswordView.as_view(extra_context=context)(request)
    form = getattr(response, "context_data", {}).get("form")
    if isinstance(form, SignInForm) and form.retry_after:
        response.status_code = form.status
        response.headers["Retry-After"] = str(form.retry_after)
    return arrived(request, response)


def arrived(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whoever was signed in by this request is known at this device from now on, and led to what is kept for them."""
    if account := getattr(request, "signed_in_account", None):
        remember_device(request, response, account)
        KeptForm.objects.all().sweep()
    if "Location" in response and request.user.is_authenticated and (kept := waiting_page(request)):
        response["Location"] = kept
    return response


def step_done(request: HttpRequest, person: User, pending: Pending, by: str) -> None:
    """The second factor was right, or was set up: the person is signed in, as after the only step."""
    request.sign_in_attempt = attempt_of(request, pending.account, timezone.now())  # type: ignore[attr-defined]
    complete(request, person, by)


def outside(request: HttpRequest, site: AdminSite, template: str, title: str, **context: Any) -> TemplateResponse:
    """A page for whoever is not signed in: in the frame of the sign-in, without menus."""
    frame = {**site.each_context(request), "title": title, "subtitle": None}
    return TemplateResponse(request, f"admin/people/{template}", {**frame, **context})
