"""How often a second factor may be tried. A code has six digits, of which three are right at a time.

Whoever tries knows the password. From devices that are not known they have, over all addresses, ten tries and then one
in an hour: after a year the chance to have hit one is 1 in 38, and after every five wrong codes a letter goes to the
account's owner. They can't lock the owner out, whose device is known.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from isuwc.signin.addresses import client_address, household
from isuwc.signin.devices import device_of
from isuwc.signin.limits import Charge, Limit
from isuwc.signin.models import Allowance

DEVICE = Limit(10, timedelta(minutes=5))
HERE = Limit(5, timedelta(minutes=2))
STRANGERS = Limit(10, timedelta(hours=1))


def charges(request: HttpRequest, person: User, account: str) -> tuple[Charge, ...]:
    if device := device_of(request, account):
        return (Charge(f"second device {device} {person.pk}", DEVICE, own=True),)
    return (
        Charge(f"second here {household(client_address(request))} {person.pk}", HERE, own=True),
        Charge(f"second strangers {person.pk}", STRANGERS),
    )


def spend(request: HttpRequest, person: User, account: str) -> timedelta:
    """Spend a try. Returns how long to wait; nothing was spent if that is more than zero."""
    return Allowance.objects.spend(charges(request, person, account), timezone.now())


def give_back(request: HttpRequest, person: User, account: str) -> None:
    """After a right code."""
    Allowance.objects.give_back(charges(request, person, account), success=True)
