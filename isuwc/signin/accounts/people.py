"""What an administrator, here or on the server, does to somebody's account."""

from django.contrib.auth.models import User
from django.db import transaction

from isuwc.signin.accounts.factors.rows import AuthenticatorApp, Passkey, RecoveryCode
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.accounts.telling import told


@transaction.atomic
def remove_factors(person: User, by: str) -> int:
    """Take all second factors and recovery codes away, and end all sessions. `by` says who did it.

    Returns how many factors there were. Where one is required, the person sets up a new one when they sign in next.
    """
    removed = 0
    for model in (AuthenticatorApp, Passkey):
        removed += model.objects.filter(person=person).delete()[0]
    RecoveryCode.objects.filter(person=person).delete()
    StaffSession.objects.all().end(person.pk)
    told(person, f"Second factor removed by {by}", f"your second factor was removed by {by}")
    return removed


@transaction.atomic
def sign_out_everywhere(person: User) -> int:
    ended = StaffSession.objects.all().end(person.pk)
    told(person, "Signed out everywhere by an administrator", "an administrator ended all your sessions")
    return ended


def gives_staff_status(person: User) -> bool:
    """Whether the person has anything to do in the newsroom: a role, a permission of their own, or all of them."""
    return person.is_superuser or person.groups.exists() or person.user_permissions.exists()
