"""What follows when somebody signs in: the session says whose it is and from where, the history that they did."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from isuwc.history.acting import Way, acting
from isuwc.history.models import note
from isuwc.signin.accounts.sessions.places import device_in_words, network_in_words
from isuwc.signin.accounts.sessions.store import SessionStore
from isuwc.signin.addresses import client_address

WHAT = "Sign-in"  # of the entry in the history


@receiver(user_logged_in)
def begin_session(sender: type, request: HttpRequest, user: User, **more: Any) -> None:
    session, network = request.session, network_in_words(client_address(request))
    device = device_in_words(request.headers.get("User-Agent", ""))
    if isinstance(session, SessionStore):
        session.begin(device, network)
    if getattr(request, "sign_in_attempt", None) is not None:
        with acting(Way.FORM, WHAT, user):
            note(user, f"Signed in: {device}, {network}")
