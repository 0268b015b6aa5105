"""The tables of second factors. None can be read or written by forms of the admin."""

from django.conf import settings
from django.db import models


class AuthenticatorApp(models.Model):
    """An app on a phone that shows a code every 30 seconds (TOTP, RFC 6238)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField(help_text="Sealed: `isuwc.signin.accounts.factors.sealing`.")
    last_step = models.BigIntegerField(default=0, help_text="Of the last code that was taken; older ones are refused.")
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return "Authenticator app"


class Passkey(models.Model):
    """A key in a device or a security key (WebAuthn). Its public half is all that the site knows."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField(help_text="AttestedCredentialData of the protocol: the identity and public key.")
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"Passkey {self.name}"


class RecoveryCode(models.Model):
    """A code on paper that is good once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return self.digest[:8]
