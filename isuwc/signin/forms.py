"""The form of the sign-in page."""

import logging
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from isuwc.signin.addresses import client_address
from isuwc.signin.backend import TooManyAttemptsError
from isuwc.signin.hashing import RETRY_AFTER, HashingFullError, among_strangers
from isuwc.signin.models import Allowance
from isuwc.signin.records import shown

logger = logging.getLogger("isuwc.security")


class SignInForm(AdminAuthenticationForm):
    """Shows an error if the password was not checked; `status` and `retry_after` are for the response's headers."""

    status = 200
    retry_after = 0

    def clean(self) -> dict[str, Any]:
        try:
            with among_strangers():
                return super().clean()
        except TooManyAttemptsError as error:
            self.status, self.retry_after = 429, error.seconds
            raise ValidationError(
                f"Too many attempts. Your password was not checked. Please try again in {in_words(error.seconds)}.",
                code="too_many",
            ) from error
        except HashingFullError as error:
            self.give_back()
            self.status, self.retry_after = 503, RETRY_AFTER
            raise ValidationError(
                "Many people are signing in at this moment. Your password was not checked. "
                f"Please try again in {in_words(RETRY_AFTER)}.",
                code="full",
            ) from error

    def confirm_login_allowed(self, user: User) -> None:
        """Django's check, logged when it fails: the password was right, so somebody may have guessed it."""
        try:
            super().confirm_login_allowed(user)
        except ValidationError:
            where = client_address(self.request) if self.request else "a command"
            logger.warning("sign-in refused, not staff: account %s from %s", shown(user.get_username()), shown(where))
            raise

    def give_back(self) -> None:
        """Give the attempt back, as no password was hashed although it had been counted."""
        if attempt := getattr(self.request, "sign_in_attempt", None):
            Allowance.objects.give_back(attempt.charges, success=False)
            logger.warning("sign-in given up, hashing is full: account %s", shown(self.cleaned_data["username"]))


def in_words(seconds: int) -> str:
    """A time to wait, rounded up, in words."""
    if seconds <= 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // 60)} minutes"
