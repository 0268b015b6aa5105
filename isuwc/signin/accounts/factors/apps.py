"""Authenticator apps: setting one up, and checking a code of it. A code is good once, in whichever process."""

import hmac
import logging
import time
import unicodedata
from dataclasses import dataclass

import pyotp
import qrcode
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from isuwc.signin.accounts.factors.rows import AuthenticatorApp
from isuwc.signin.accounts.factors.sealing import SealedByAnotherKeyError, seal, unseal

STEP = 30  # seconds
DRIFT = 1  # steps by which a phone's clock may be wrong
ISSUER = "World Cup newsroom"

logger = logging.getLogger("isuwc.security")


def new_secret() -> str:
    return pyotp.random_base32()


@dataclass(frozen=True)
class Setup:
    """What an app is told: the secret, which may be typed, and all of it as an address for a QR code."""

    secret: str
    account: str

    @property
    def address(self) -> str:
        return pyotp.TOTP(self.secret).provisioning_uri(name=self.account, issuer_name=ISSUER)

    @property
    def in_groups(self) -> str:
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    @property
    def qr_code(self) -> SafeString:
        """As SVG."""
        drawn = qrcode.make(self.address, image_factory=SvgPathImage, border=4)
        return mark_safe(str(drawn.to_string(encoding="unicode")))  # noqa: S308 - drawn, with no text in it


def typed(code: str) -> str:
    """A code as it was typed, without what people put between its parts."""
    return "".join(each for each in unicodedata.normalize("NFKC", code).casefold() if each.isalnum())


def step_of(secret: str, code: str, after: int = 0, now: float | None = None) -> int | None:
    """The step whose code it is, if that is about now and later than the last that was taken."""
    app, present = pyotp.TOTP(secret), int(time.time() if now is None else now) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), typed(code).encode()) and step > after:
            return step
    return None


def add(person: User, secret: str, step: int) -> AuthenticatorApp:
    """In place of the one there may be. `step` is that of the code by which it was confirmed."""
    AuthenticatorApp.objects.filter(person=person).delete()
    return AuthenticatorApp.objects.create(person=person, secret=seal(secret), last_step=step)


@transaction.atomic
def check(person: User, code: str) -> bool:
    """Whether it is the code of the person's app; it is used up then."""
    app = AuthenticatorApp.objects.select_for_update().filter(person=person).first()
    if app is None:
        return False
    try:
        step = step_of(unseal(bytes(app.secret)), code, app.last_step)
    except SealedByAnotherKeyError:
        logger.error("The authenticator app of user %s can't be read: SECRET_KEY was changed.", person.pk)
        return False
    if step is None:
        return False
    app.last_step, app.used_at = step, timezone.now()
    app.save(update_fields=["last_step", "used_at"])
    return True
