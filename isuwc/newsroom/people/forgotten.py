"""A forgotten password: a link by mail where the site sends any, else in words who can help."""

import math
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy

from isuwc.history.acting import Way, acting
from isuwc.newsroom.people.signing_in import outside
from isuwc.outbox.queue import is_on
from isuwc.signin.accounts.links import ask_for_link, hours
from isuwc.signin.forms import in_words
from isuwc.text.characters import clean


def forgotten(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Answers the same, and after the same work, whether there is such an account or not."""
    context: dict[str, Any] = {"is_on": is_on(), "contact": settings.STAFF_CONTACT, "asked": False, "error": ""}
    context |= {"typed": clean(request.POST.get("account", "")[:254], is_line=True).text.strip(), "hours": hours()}
    if request.method == "POST" and is_on():
        if not context["typed"]:
            context["error"] = "Please give your user name or e-mail address."
        elif wait := ask_for_link(request, context["typed"]):
            seconds = math.ceil(wait.total_seconds())
            context["error"] = f"That was asked too often. Please try again in {in_words(seconds)}."
            response = outside(request, site, "forgotten.html", "Forgot your password?", **context)
            response.status_code, response["Retry-After"] = 429, str(seconds)
            return response
        else:
            context["asked"] = True
    return outside(request, site, "forgotten.html", "Forgot your password?", **context)


class NewPasswordView(PasswordResetConfirmView):
    """Sets the password, and signs nobody in: the second factor is asked for as ever."""

    template_name = "admin/people/new_password.html"
    success_url = reverse_lazy("admin:login")
    post_reset_login = False

    def get_user(self, uidb64: str) -> User | None:
        found: Any = super().get_user(uidb64)
        return found if found and found.is_active and found.is_staff else None

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        with acting(Way.FORM, "New password by a link", form.user):
            super().form_valid(form)
        messages.success(self.request, "Your password is set. Sign in with it.")
        return HttpResponseRedirect(str(self.success_url))


def new_password(request: HttpRequest, site: AdminSite, uidb64: str, token: str) -> HttpResponse:
    context = {**site.each_context(request), "title": "Set a new password", "subtitle": None}
    return NewPasswordView.as_view(extra_context=context)(request, uidb64=uidb64, token=token)  # type: ignore[return-value]
