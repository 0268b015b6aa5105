"""Who it is that asks: nobody, as long as a second factor is wanting.

Everything that asks `request.user` comes by here, the newsroom and the public pages alike, so that there is no door
beside it: a session that was opened by a password alone is nobody's where more is asked of its person, also if their
role was given, or their factor set up, after they had signed in.
"""

from typing import Any

from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from isuwc.signin.accounts.required import is_asked_of

VERIFIED = "isuwc.second_factor"  # of the session: by which kind of factor


class VerifiedUserMiddleware(AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment] # as Django's own


def _user(request: HttpRequest) -> Any:
    """Asked once for each request: the lazy object keeps it."""
    found: Any = auth.get_user(request)
    if found.is_authenticated and not request.session.get(VERIFIED) and is_asked_of(found):
        return AnonymousUser()
    return found
