"""Runs before Django's own backend and decides whether the password may be tried at all. It never finds a user."""

import logging
import math
import unicodedata
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from isuwc.signin.addresses import UNKNOWN, client_address, household
from isuwc.signin.devices import device_of
from isuwc.signin.hashing import STAFF, STRANGERS, HashingFullError, as_known
from isuwc.signin.limits import Attempt
from isuwc.signin.models import Allowance, UsualAddress
from isuwc.signin.records import shown

logger = logging.getLogger("isuwc.security")


class TooManyAttemptsError(Exception):
    """The password was not checked; the next attempt is allowed after `seconds`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.seconds = math.ceil(wait.total_seconds())


class LimitsBackend:
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> None:
        """Spend an attempt. Raises TooManyAttemptsError or HashingFullError, so that no password is hashed.

        Code that has no request, such as a command of the operator's, is not limited.
        """
        if request is None or username is None or password is None:
            return
        now = timezone.now()
        attempt = attempt_of(request, username, now)
        where = shown(client_address(request))
        if (STAFF if attempt.is_known else STRANGERS).is_full:
            logger.warning("sign-in refused, hashing is full: account %s from %s", shown(username), where)
            raise HashingFullError
        if wait := Allowance.objects.spend(attempt.charges, now):
            logger.warning("sign-in refused, too many attempts: account %s from %s", shown(username), where)
            raise TooManyAttemptsError(wait)
        request.sign_in_attempt = attempt  # type: ignore[attr-defined] # for `records`, when the outcome is known
        if attempt.is_known:
            as_known()


def attempt_of(request: HttpRequest, username: str, now: datetime) -> Attempt:
    account = account_name(username)
    home = household(client_address(request))
    device = device_of(request, account)
    is_usual = bool(device) or (home != UNKNOWN and UsualAddress.objects.knows(account, home, now))
    return Attempt(account, home, device, is_usual)


def account_name(username: str) -> str:
    """The account's name, whatever the capitalisation in which it was typed."""
    return unicodedata.normalize("NFKC", username)[:150].casefold()
