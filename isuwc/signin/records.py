"""Logs every attempt to sign in, with escaped and shortened names and without passwords, and updates its allowances."""

import logging
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from isuwc.signin.addresses import UNKNOWN, client_address
from isuwc.signin.models import Allowance, UsualAddress

logger = logging.getLogger("isuwc.security")
LONGEST = 40  # characters of a typed name


def shown(name: str) -> str:
    """A typed name for a line of the log: cut, and with every unusual character escaped."""
    return repr(name if len(name) <= LONGEST else f"{name[:LONGEST]}…")


@receiver(user_logged_in)
def remember_success(sender: type, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> None:
    attempt = getattr(request, "sign_in_attempt", None)
    if attempt is None:
        return  # by code, without a password
    logger.info("sign-in: account %s from %s", shown(user.get_username()), shown(client_address(request)))
    Allowance.objects.give_back(attempt.charges, success=True)
    request.signed_in_account = attempt.account  # type: ignore[attr-defined] # for the page, which sets the cookie
    if attempt.household != UNKNOWN:
        UsualAddress.objects.remember(attempt.account, attempt.household, timezone.now())


@receiver(user_login_failed)
def log_failure(sender: str, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    where = shown(client_address(request)) if request else "a command"
    logger.warning("sign-in failed: account %s from %s", shown(str(credentials.get("username"))), where)
