"""Secrets that the site has to read again, encrypted by a key made of SECRET_KEY: a dump alone opens none."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "isuwc.signin.accounts.sealing"


class SealedByAnotherKeyError(Exception):
    """SECRET_KEY is another than when it was sealed, and SECRET_KEY_FALLBACKS does not hold the former."""


def seal(words: str) -> bytes:
    return _keys().encrypt(words.encode())


def unseal(sealed: bytes) -> str:
    """Raises SealedByAnotherKeyError."""
    try:
        return _keys().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise SealedByAnotherKeyError from error


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest()))
