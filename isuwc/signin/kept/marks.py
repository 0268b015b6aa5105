"""Whose form it is: a mark in each form of the newsroom, and a signed cookie of the browser and who used it last.

Neither can be made by anybody who has no account, so that nobody else can have anything kept.
"""

import secrets
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from isuwc.signin.kept.submissions import MADE_FOR

COOKIE = "browser"
PATH = "/admin/"
LASTS = 180 * 24 * 3600  # seconds
COOKIE_SALT = "isuwc.signin.browser"
FORM_SALT = "isuwc.signin.made_for"


@dataclass(frozen=True)
class Browser:
    """A browser of the newsroom: a name of chance, the person who was signed in last, whether anything is kept."""

    name: str
    user: int | None = None
    holds: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Browser":
        """The browser as its cookie says, or a new one."""
        try:
            name, user, holds = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE_SALT, max_age=LASTS)
        except (signing.BadSignature, ValueError, TypeError):
            return cls(secrets.token_urlsafe(18))
        return cls(name, user, bool(holds))

    def used_by(self, user: AbstractBaseUser | AnonymousUser) -> "Browser":
        return replace(self, user=user.pk)

    def set_on(self, response: HttpResponseBase) -> None:
        response.set_cookie(
            COOKIE,
            signing.dumps([self.name, self.user, self.holds], salt=COOKIE_SALT),
            max_age=LASTS,
            path=PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def mark_of(user: AbstractBaseUser | AnonymousUser) -> str:
    """What a form says of the person for whom its page was made."""
    return signing.dumps(user.pk, salt=FORM_SALT)


def made_for(request: HttpRequest) -> int | None:
    """The key of the person for whom the form that was sent had been made; None without a mark of ours."""
    try:
        key = signing.loads(request.POST.get(MADE_FOR, ""), salt=FORM_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return key if isinstance(key, int) else None


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as far as the browser says where it was sent from."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
