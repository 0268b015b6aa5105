"""Sessions of the newsroom that begin without a password."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User

from isuwc.signin.accounts.sessions.store import SessionStore
from tests.databases import using


def session_of(role: str, database: str) -> str:
    """The key of a new session in that database, of somebody who has signed in."""
    with using(database):
        user = User.objects.get(username=role)
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session.begin("Chromium", "127.0.0.1")
        session.save()
    return str(session.session_key)
