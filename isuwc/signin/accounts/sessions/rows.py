"""The table of sessions. What a browser holds opens one; what stands here opens none, being its digest."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

IDLE = timedelta(hours=4)  # after which a session that nobody used is over
SEEN_EVERY = timedelta(minutes=5)


class SessionQuerySet(models.QuerySet["StaffSession"]):
    def lasting(self, now: datetime | None = None) -> "SessionQuerySet":
        now = now or timezone.now()
        return self.filter(expire_date__gt=now, seen_at__gt=now - IDLE)

    def over(self, now: datetime) -> "SessionQuerySet":
        return self.filter(models.Q(expire_date__lte=now) | models.Q(seen_at__lte=now - IDLE))

    def end(self, person_key: int, but: str | None = None) -> int:
        """End all sessions of the person, except the one whose key that is. Returns how many they were."""
        found = self.filter(person=person_key)
        ended, _ = (found.exclude(pk=but) if but else found).delete()
        return ended


class StaffSession(AbstractBaseSession):
    """One browser's session; `session_key` is the digest of what the browser holds."""

    session_key = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(help_text="To five minutes.")
    device = models.CharField(max_length=60, blank=True, help_text="Firefox on Windows.")
    network = models.CharField(max_length=60, blank=True, help_text="Of the address its first half.")

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()  # type: ignore[misc] # as Django's own

    class Meta:
        default_permissions = ()
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return self.session_key[:8]

    @classmethod
    def get_session_store_class(cls) -> type:
        found: type = import_module(settings.SESSION_ENGINE).SessionStore
        return found
