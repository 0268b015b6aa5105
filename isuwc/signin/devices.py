"""Devices from which an account has signed in, recognised by a signed cookie that is only sent to the newsroom."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "device"
PATH = "/admin/"
KEPT = 180 * 24 * 3600  # seconds
SALT = "isuwc.signin.device"


def device_of(request: HttpRequest, account: str) -> str:
    """The device's name if this account has signed in on it, else ""."""
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return device if account in accounts else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, account: str) -> None:
    """Remember the account on the device, along with the last few other accounts that share it."""
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        device, accounts = secrets.token_urlsafe(9), []
    accounts = [account, *(other for other in accounts if other != account)][:5]
    response.set_cookie(
        COOKIE,
        signing.dumps([device, accounts], salt=SALT),
        max_age=KEPT,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
