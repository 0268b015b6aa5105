"""Passkeys (WebAuthn): adding one, and checking what it signed.

A key belongs to a name, not to a number: to the site's own in production, and to `localhost` on a developer's machine.
"""

import json
import logging
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from isuwc.signin.accounts.factors.rows import Passkey

MOST = 10  # of one person
NAME = "World Cup newsroom"
# What a browser may send has any shape: nested without end, too
ODD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
logger = logging.getLogger("isuwc.security")


class NotTakenError(Exception):
    """What the browser sent is no answer of a passkey to what was asked."""


@dataclass(frozen=True)
class Question:
    """What the browser asks the key, as JSON, and what the session remembers until it answers."""

    options: str
    state: dict[str, Any]


def origin_of(request: HttpRequest) -> str:
    """Where the page has to be: SITE_URL where that is https, else, in development, where it was asked for."""
    return settings.SITE_URL if settings.HTTPS else f"{request.scheme}://{request.get_host()}"


def are_possible(request: HttpRequest) -> bool:
    """Browsers allow them for names over https, and for localhost."""
    site = urlsplit(origin_of(request))
    return _is_name(site.hostname or "") and (site.scheme == "https" or site.hostname == "localhost")


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def _server(request: HttpRequest) -> Fido2Server:
    origin = origin_of(request)
    entity = PublicKeyCredentialRpEntity(name=NAME, id=urlsplit(origin).hostname or "")
    return Fido2Server(entity, verify_origin=lambda said: said == origin)


def ask_to_add(request: HttpRequest, person: User) -> Question:
    user = PublicKeyCredentialUserEntity(
        name=person.get_username(),
        id=str(person.pk).encode(),
        display_name=person.get_full_name() or person.get_username(),
    )
    options, state = _server(request).register_begin(
        user,
        _credentials(person),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Question(json.dumps(dict(options)["publicKey"]), _plain(state))


def add(request: HttpRequest, person: User, state: dict[str, Any], answer: str, name: str) -> Passkey:
    """Raises NotTakenError, also for a key that somebody has already."""
    try:
        found = _server(request).register_complete(state, json.loads(answer)).credential_data
    except ODD as error:
        raise NotTakenError from error
    if found is None:
        raise NotTakenError
    identity = bytes(found.credential_id)
    made, is_new = Passkey.objects.get_or_create(
        credential_id=identity, defaults={"person": person, "credential": bytes(found), "name": name}
    )
    if not is_new:
        raise NotTakenError
    return made


def ask(request: HttpRequest, person: User) -> Question:
    options, state = _server(request).authenticate_begin(
        _credentials(person), user_verification=UserVerificationRequirement.PREFERRED
    )
    return Question(json.dumps(dict(options)["publicKey"]), _plain(state))


@transaction.atomic
def check(request: HttpRequest, person: User, state: dict[str, Any], answer: str) -> bool:
    """Whether a key of the person signed what was asked. A key that counts its signatures must have gone on."""
    try:
        read = AuthenticationResponse.from_dict(json.loads(answer))
        found = _server(request).authenticate_complete(state, _credentials(person), read)
        count = read.response.authenticator_data.counter
    except ODD:
        return False
    passkey = Passkey.objects.select_for_update().get(person=person, credential_id=bytes(found.credential_id))
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        logger.warning("A passkey of user %s counts backwards: it may have been copied.", person.pk)
        return False
    passkey.sign_count, passkey.used_at = count, timezone.now()
    passkey.save(update_fields=["sign_count", "used_at"])
    return True


def _credentials(person: User) -> list[AttestedCredentialData]:
    rows = Passkey.objects.filter(person=person).values_list("credential", flat=True)
    return [AttestedCredentialData(bytes(row)) for row in rows]


def _plain(state: dict[str, Any]) -> dict[str, Any]:
    """Of texts alone, for the session."""
    verification = state["user_verification"]
    return {"challenge": state["challenge"], "user_verification": verification.value if verification else None}
