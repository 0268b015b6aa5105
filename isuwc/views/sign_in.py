"""The sign-in page: the admin's own, which also tells programs when a password was not looked at."""

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from isuwc.signin.devices import remember_device
from isuwc.signin.forms import SignInForm


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in. 429 after too many attempts, 503 while too many passwords are being hashed, both with Retry-After."""
    response = admin.site.login(request)
    form = getattr(response, "context_data", {}).get("form")
    if isinstance(form, SignInForm) and form.retry_after:
        response.status_code = form.status
        response.headers["Retry-After"] = str(form.retry_after)
    if account := getattr(request, "signed_in_account", None):
        remember_device(request, response, account)
    return response
