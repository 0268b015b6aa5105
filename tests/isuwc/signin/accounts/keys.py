"""A passkey in software: it answers what the site asks, as a browser would send it, with a real signature."""

import hashlib
import json
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from isuwc.signin.accounts.factors.rows import Passkey


@dataclass
class SoftKey:
    """`counter` goes up with each signature; a key that does not count stays at 0."""

    site: str = "localhost"
    origin: str = "http://localhost"
    counter: int = 0
    secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    identity: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def credential(self) -> AttestedCredentialData:
        public = ES256.from_cryptography_key(self.secret.public_key())
        return AttestedCredentialData.create(Aaguid.NONE, self.identity, public)

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int, credential: bytes | None = None) -> AuthenticatorData:
        site = hashlib.sha256(self.site.encode()).digest()
        return AuthenticatorData.create(site, flags, self.counter, credential or b"")

    def _answer(self, said: bytes, **response: bytes) -> str:
        name = websafe_encode(self.identity)
        parts = {"clientDataJSON": said, **response}
        sent = {key: websafe_encode(value) for key, value in parts.items()}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": sent, "clientExtensionResults": {}}
        )

    def create(self, options: str) -> str:
        """The answer to being added."""
        data = self._data(0x41, bytes(self.credential))
        made = AttestationObject.create("none", data, {})
        said = self._said("webauthn.create", json.loads(options)["challenge"])
        return self._answer(said, attestationObject=bytes(made))

    def get(self, options: str) -> str:
        """The answer to being asked whether it is there."""
        said, data = self._said("webauthn.get", json.loads(options)["challenge"]), bytes(self._data(0x01))
        signed = data + hashlib.sha256(said).digest()
        signature = self.secret.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(said, authenticatorData=data, signature=signature)


def a_passkey(person: User, key: SoftKey | None = None) -> SoftKey:
    """One that is set up."""
    key = key or SoftKey()
    Passkey.objects.create(
        person=person,
        credential_id=key.identity,
        credential=bytes(key.credential),
        sign_count=key.counter,
        name="Laptop",
    )
    return key
