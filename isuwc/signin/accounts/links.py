"""Links by which a person sets a new password: by mail for whoever forgot theirs, or made by an administrator.

Whoever asks learns nothing of whether there is such an account: the answer is the same, and so is all that is done
until then, which for a name that is nobody's is taken back instead of kept.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from isuwc.history.acting import Way, acting
from isuwc.history.models import note
from isuwc.outbox.queue import post
from isuwc.signin.accounts.telling import called
from isuwc.signin.addresses import client_address, household
from isuwc.signin.backend import account_name
from isuwc.signin.limits import Charge, Limit
from isuwc.signin.models import Allowance

OF_ACCOUNT = Limit(3, timedelta(minutes=20))
OF_ADDRESS = Limit(10, timedelta(minutes=5))
MOST = 5  # accounts of one e-mail address
SUBJECT = "Your newsroom account: a new password"


def link_for(person: User) -> str:
    """Good once, for PASSWORD_RESET_TIMEOUT, and until the person signs in. Of SITE_URL, whatever a request says."""
    where = [urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)]
    return f"{settings.SITE_URL}{reverse('admin:new_password', args=where)}"


def hours() -> str:
    count = settings.PASSWORD_RESET_TIMEOUT // 3600
    return "an hour" if count == 1 else f"{count} hours"


def send_link(person: User, why: str) -> None:
    """`why` is a sentence of who asked for it."""
    text = (
        f"Hello {called(person)},\n\n{why} With this link you set a new password for the account "
        f"{person.get_username()}; it is good once, for {hours()}:\n\n{link_for(person)}\n\n"
        "Your second factor, if you have one, stays as it is. If you asked for nothing, do nothing: without the link "
        "nothing changes.\n"
    )
    post([person.email], SUBJECT, text)


def ask_for_link(request: HttpRequest, typed: str) -> timedelta:
    """Post a link to whoever has this name or e-mail address. Returns how long to wait if it was asked too often."""
    name = account_name(typed)
    charges = (
        Charge(f"forgotten {name}", OF_ACCOUNT),
        Charge(f"forgotten at {household(client_address(request))}", OF_ADDRESS),
    )
    with transaction.atomic():
        if wait := Allowance.objects.spend(charges, timezone.now()):
            return wait
        found = _found(name)
        with transaction.atomic():
            for person in found or [_nobody()]:
                _post_to(person)
            if not found:
                transaction.set_rollback(True)
    return timedelta()


def _post_to(person: User) -> None:
    with acting(Way.FORM, "Password forgotten", person if person.pk else None):
        note(person, "Asked for a link to set a new password")
    send_link(person, "Somebody, probably you, asked for a new password.")


def _found(name: str) -> Sequence[User]:
    staff = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
    return list(staff.filter(Q(username__iexact=name) | Q(email__iexact=name)).order_by("pk")[:MOST])


def _nobody() -> User:
    """Stands for the person whom nobody is, so that as much is done for them."""
    return User(pk=0, username="nobody", email="nobody@example.invalid", password="!" + "-" * 87, is_staff=True)
